package io.gradstream.live;

import io.gradstream.status.Outcome;
import io.gradstream.status.RecentRecords;
import io.gradstream.status.SampledDrift;
import io.gradstream.status.SampledPrediction;
import io.gradstream.status.SampledReject;
import io.gradstream.text.Shown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came last, newest first: {@code /api/recent}. */
record RecentView(
    List<PredictionView> predictions, List<RejectView> rejects, List<DriftView> drifts) {
  /** A key may be a book. */
  private static final int MAX_TEXT_CHARS = 200;

  /**
   * A prediction.
   *
   * @param predicted the name of a class or a number
   * @param label likewise
   */
  record PredictionView(
      int partition,
      long offset,
      @Nullable String id,
      @Nullable Object predicted,
      @Nullable Object label,
      double loss,
      double confidence,
      long timeMs) {
    static PredictionView of(SampledPrediction seen) {
      String id = seen.id();
      return new PredictionView(
          seen.partition(),
          seen.offset(),
          id == null ? null : Shown.cut(id, MAX_TEXT_CHARS),
          scalar(seen.predicted()),
          scalar(seen.label()),
          seen.loss(),
          seen.confidence(),
          seen.millis());
    }
  }

  /** A reject. */
  record RejectView(
      String topic, int partition, long offset, String reason, String detail, long timeMs) {
    static RejectView of(SampledReject seen) {
      return new RejectView(
          seen.topic(),
          seen.partition(),
          seen.offset(),
          seen.reason().label(),
          seen.detail(),
          seen.millis());
    }
  }

  /** A rise of the loss. */
  record DriftView(int partition, long example, long timeMs) {
    static DriftView of(SampledDrift seen) {
      return new DriftView(seen.partition(), seen.example(), seen.millis());
    }
  }

  static RecentView of(RecentRecords recent) {
    return new RecentView(
        recent.predictions().newestFirst().stream().map(PredictionView::of).toList(),
        recent.rejects().newestFirst().stream().map(RejectView::of).toList(),
        recent.drifts().newestFirst().stream().map(DriftView::of).toList());
  }

  private static @Nullable Object scalar(@Nullable Outcome outcome) {
    return switch (outcome) {
      case Outcome.Named(String name) -> Shown.cut(name, MAX_TEXT_CHARS);
      case Outcome.Real(double value) -> value;
      case null -> null;
    };
  }
}
