package io.gradstream.status;

import io.gradstream.evaluation.drift.Drift;
import io.gradstream.learning.Label;
import io.gradstream.learning.Learner;
import io.gradstream.learning.Prediction;
import io.gradstream.model.Model;
import io.gradstream.text.Shown;
import io.gradstream.topology.Handled;
import io.gradstream.topology.OpenModel;
import io.gradstream.topology.PartitionObserver;
import org.jspecify.annotations.Nullable;

/**
 * Reports on one partition to the board. It shows so few of the predictions that the others cost no
 * more than comparing two numbers.
 */
final class StatusReporter implements PartitionObserver {
  private static final int PREDICTIONS_PER_SECOND = 20;
  private static final int REJECTS_PER_SECOND = 20;

  private final StatusBoard board;
  private final RateLimiter predictions = new RateLimiter(PREDICTIONS_PER_SECOND);
  private final RateLimiter rejects = new RateLimiter(REJECTS_PER_SECOND);
  private OpenModel open;

  @SuppressWarnings("NullAway.Init") // A partition is opened before anything else is observed.
  StatusReporter(StatusBoard board) {
    this.board = board;
  }

  @Override
  public void opened(OpenModel model) {
    open = model;
    show();
  }

  @Override
  public void handled(long offset, long timestampMillis, Handled handled, long nowMillis) {
    int partition = open.partition();
    switch (handled) {
      case Handled.Learned(var id, var prediction, var label, var drift) -> {
        board.countPrediction();
        predicted(offset, timestampMillis, id, prediction, label, nowMillis);
        drifted(drift, nowMillis);
      }
      case Handled.Predicted(var id, var prediction) -> {
        board.countPrediction();
        board.countUnlabelled(partition, offset);
        predicted(offset, timestampMillis, id, prediction, null, nowMillis);
      }
      case Handled.Rejected rejected -> {
        board.countReject(partition, offset, rejected.reason());
        rejected(offset, rejected, nowMillis);
      }
    }
  }

  private void predicted(
      long offset,
      long timestampMillis,
      @Nullable String id,
      Prediction prediction,
      @Nullable Label label,
      long nowMillis) {
    if (!predictions.passes(nowMillis)) {
      return;
    }
    boolean isKnown = prediction.classes() > 0;
    boolean isPast = timestampMillis > 0 && timestampMillis <= nowMillis;
    board
        .recent()
        .add(
            new SampledPrediction(
                open.partition(),
                offset,
                id,
                predicted(prediction),
                label == null ? null : outcome(label),
                label == null ? Double.NaN : prediction.loss(),
                isKnown ? prediction.scores()[prediction.predictedClass()] : Double.NaN,
                nowMillis,
                isPast ? nowMillis - timestampMillis : -1));
  }

  private @Nullable Outcome predicted(Prediction prediction) {
    if (open.model().predictsValues()) {
      return new Outcome.Real(prediction.value());
    }
    return prediction.classes() == 0 ? null : named(prediction.predictedClass());
  }

  private Outcome outcome(Label label) {
    return switch (label) {
      case Label.Category category -> named(category.index());
      case Label.Real real -> new Outcome.Real(real.value());
    };
  }

  private Outcome named(int index) {
    return new Outcome.Named(open.model().className(index));
  }

  private void drifted(@Nullable Drift drift, long nowMillis) {
    if (drift != null && drift.rises()) {
      board.recent().add(new SampledDrift(open.partition(), drift.example(), nowMillis));
    }
  }

  private void rejected(long offset, Handled.Rejected rejected, long nowMillis) {
    if (rejects.passes(nowMillis)) {
      String message = rejected.message();
      String detail = Shown.cut(message, SampledReject.MAX_DETAIL_CHARS);
      board
          .recent()
          .add(
              new SampledReject(
                  open.topic(), open.partition(), offset, rejected.reason(), detail, nowMillis));
    }
  }

  @Override
  public void show() {
    publish(true, 0);
  }

  @Override
  public void closed() {
    publish(false, open.model().learner().weightsCrc32c());
  }

  private void publish(boolean isOpen, int weightsCrc32c) {
    Model model = open.model();
    Learner learner = model.learner();
    board.publish(
        new PartitionStatus(
            open.partition(),
            isOpen,
            open.nextOffset().getAsLong(),
            learner.examples(),
            open.restored(),
            weightsCrc32c,
            model.evaluation().snapshot(),
            model.classNames(),
            learner.memberShares(),
            model.doubts(),
            model.evaluation().confusion()));
  }
}
