package io.gradstream.status;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What came last, for people to look at: a sample of the predictions and rejects, and every drift.
 */
public final class RecentRecords {
  private static final int KEPT = 50;
  private static final int KEPT_OF_PARTITION = 200;

  private final Recent<SampledPrediction> predictions = new Recent<>(KEPT);
  private final Recent<SampledReject> rejects = new Recent<>(KEPT);
  private final Recent<SampledDrift> drifts = new Recent<>(KEPT);
  private final Map<Integer, Recent<SampledPrediction>> ofPartitions =
      new ConcurrentSkipListMap<>();

  /** Of all partitions. */
  public Recent<SampledPrediction> predictions() {
    return predictions;
  }

  /** Those of one partition, newest first. */
  public List<SampledPrediction> predictions(int partition) {
    Recent<SampledPrediction> seen = ofPartitions.get(partition);
    return seen == null ? List.of() : seen.newestFirst();
  }

  /** Of all partitions. */
  public Recent<SampledReject> rejects() {
    return rejects;
  }

  /** Of all partitions. */
  public Recent<SampledDrift> drifts() {
    return drifts;
  }

  void add(SampledPrediction prediction) {
    predictions.add(prediction);
    ofPartitions
        .computeIfAbsent(prediction.partition(), p -> new Recent<>(KEPT_OF_PARTITION))
        .add(prediction);
  }

  void add(SampledReject reject) {
    rejects.add(reject);
  }

  void add(SampledDrift drift) {
    drifts.add(drift);
  }
}
