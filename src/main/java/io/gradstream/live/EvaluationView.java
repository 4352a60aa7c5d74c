package io.gradstream.live;

import io.gradstream.app.InputLag;
import io.gradstream.app.StreamsHealth;
import io.gradstream.evaluation.ClassificationScores;
import io.gradstream.evaluation.Confusion;
import io.gradstream.evaluation.EvaluationSnapshot;
import io.gradstream.evaluation.Score;
import io.gradstream.evaluation.Scores;
import io.gradstream.http.Health;
import io.gradstream.status.Outcome;
import io.gradstream.status.PartitionStatus;
import io.gradstream.status.RecentRecords;
import io.gradstream.status.SampledPrediction;
import io.gradstream.status.StatusBoard;
import io.gradstream.text.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the models do: {@code /api/evaluation}.
 *
 * @param state running, or what there is to say of that
 * @param omitted the number of partitions that are not shown
 */
record EvaluationView(long nowMs, String state, int omitted, List<PartitionView> partitions) {
  /** Partitions, so that an answer stays small however many there are. */
  static final int MOST_SHOWN = 32;

  private static final int MAX_NAME_CHARS = 100;

  /**
   * One model.
   *
   * @param lag records that are there and not read yet, of which {@code unstable} wait for a
   *     transaction to end; null if that is not known
   */
  record PartitionView(
      int partition,
      long examples,
      long version,
      long drifts,
      @Nullable Long lastDrift,
      @Nullable Long lag,
      long unstable,
      Map<String, Double> whole,
      Map<String, Double> faded,
      Map<String, Double> windowed,
      List<MemberView> members,
      @Nullable String betterBaseline,
      List<String> doubts,
      @Nullable ConfusionView confusion,
      @Nullable List<BinView> calibration,
      @Nullable List<List<Double>> scatter) {}

  /** How much a member of the pool is followed. */
  record MemberView(String name, double share, double loss) {}

  /** What the last examples were taken for; a row for each class as the label. */
  record ConfusionView(List<String> classes, List<List<Integer>> counts) {}

  /** How right the last predictions of a confidence were. */
  record BinView(double confidence, double accuracy, double count) {}

  static EvaluationView of(StreamsHealth streams, StatusBoard board, long nowMillis) {
    Health health = Readiness.of(streams, board);
    Map<Integer, InputLag> lags = streams.lags(streams.kafkaMetrics());
    List<PartitionStatus> open = board.open();
    RecentRecords recent = board.recent();
    return new EvaluationView(
        nowMillis,
        health.reason().isEmpty() ? "running" : health.reason(),
        Math.max(0, open.size() - MOST_SHOWN),
        open.stream()
            .limit(MOST_SHOWN)
            .map(status -> partition(status, lags.get(status.partition()), recent))
            .toList());
  }

  private static PartitionView partition(
      PartitionStatus status, @Nullable InputLag lag, RecentRecords recent) {
    EvaluationSnapshot evaluation = status.evaluation();
    Confusion confusion = status.confusion();
    boolean values = confusion == null;
    return new PartitionView(
        status.partition(),
        evaluation.examples(),
        status.examples(),
        evaluation.drifts(),
        evaluation.lastDrift() == 0 ? null : evaluation.lastDrift(),
        lag == null ? null : lag.records(),
        lag == null ? 0 : lag.unstable(),
        scores(evaluation.whole()),
        scores(evaluation.faded()),
        scores(evaluation.windowed()),
        status.memberShares().stream()
            .map(one -> new MemberView(one.member(), one.share(), one.loss()))
            .toList(),
        evaluation.windowed().betterBaseline(),
        status.doubts(),
        confusion == null ? null : confusion(confusion, status.classes()),
        evaluation.windowed() instanceof ClassificationScores scores ? bins(scores) : null,
        values ? scatter(recent.predictions(status.partition())) : null);
  }

  private static Map<String, Double> scores(Scores scores) {
    Map<String, Double> fields = new LinkedHashMap<>();
    Score.of(scores).forEach(score -> fields.put(score.field(), score.in(scores)));
    return fields;
  }

  private static ConfusionView confusion(Confusion confusion, List<String> names) {
    return new ConfusionView(
        confusion.classes().stream()
            .map(k -> k < names.size() ? Shown.cut(names.get(k), MAX_NAME_CHARS) : "")
            .toList(),
        confusion.counts());
  }

  private static List<BinView> bins(ClassificationScores scores) {
    return scores.reliability().stream()
        .filter(bin -> bin.examples() > 0)
        .map(bin -> new BinView(bin.confidence(), bin.accuracy(), bin.examples()))
        .toList();
  }

  private static List<List<Double>> scatter(List<SampledPrediction> predictions) {
    List<List<Double>> points = new ArrayList<>();
    for (SampledPrediction seen : predictions) {
      if (seen.label() instanceof Outcome.Real(double label)
          && seen.predicted() instanceof Outcome.Real(double predicted)) {
        points.add(List.of(label, predicted));
      }
    }
    return points;
  }
}
