package io.gradstream.live;

import io.gradstream.evaluation.ClassificationScores;
import io.gradstream.evaluation.RegressionScores;
import io.gradstream.evaluation.Scores;
import io.gradstream.learning.MemberShare;
import io.gradstream.status.PartitionStatus;
import java.util.List;

/**
 * How all models did at a moment; NaN is what is not known.
 *
 * @param t milliseconds since 1970
 * @param examples that the models have learned, restarts included
 * @param rate records predicted in a second since the point before
 * @param latencyMs from a record's timestamp to its prediction, the median of some
 */
record HistoryPoint(
    long t, long examples, double rate, double latencyMs, List<PartitionPoint> partitions) {
  /** How one did: its faded scores. */
  record PartitionPoint(
      int partition,
      long examples,
      double loss,
      double accuracy,
      double majorityAccuracy,
      double lastLabelAccuracy,
      double mae,
      double meanMae,
      double lastValueMae,
      long drifts,
      List<Double> members) {
    static PartitionPoint of(PartitionStatus status) {
      Scores scores = status.evaluation().faded();
      ClassificationScores classes = scores instanceof ClassificationScores c ? c : null;
      RegressionScores values = scores instanceof RegressionScores r ? r : null;
      return new PartitionPoint(
          status.partition(),
          status.examples(),
          scores.loss(),
          classes == null ? Double.NaN : classes.accuracy(),
          classes == null ? Double.NaN : classes.majorityAccuracy(),
          classes == null ? Double.NaN : classes.lastLabelAccuracy(),
          values == null ? Double.NaN : values.mae(),
          values == null ? Double.NaN : values.meanMae(),
          values == null ? Double.NaN : values.lastValueMae(),
          status.evaluation().drifts(),
          status.memberShares().stream().map(MemberShare::share).toList());
    }
  }

  HistoryPoint withRate(double rate) {
    return new HistoryPoint(t, examples, rate, latencyMs, partitions);
  }
}
