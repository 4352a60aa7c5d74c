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

  private final Recent<SeenPrediction> predictions = new Recent<>(KEPT);
  private final Recent<SeenReject> rejects = new Recent<>(KEPT);
  private final Recent<SeenDrift> drifts = new Recent<>(KEPT);
  private final Map<Integer, Recent<SeenPrediction>> ofPartitions = new ConcurrentSkipListMap<>();

  /** Of all partitions. */
  public Recent<SeenPrediction> predictions() {
    return predictions;
  }

  /** Those of one partition, newest first. */
  public List<SeenPrediction> predictions(int partition) {
    Recent<SeenPrediction> seen = ofPartitions.get(partition);
    return seen == null ? List.of() : seen.newestFirst();
  }

  /** Of all partitions. */
  public Recent<SeenReject> rejects() {
    return rejects;
  }

  /** Of all partitions. */
  public Recent<SeenDrift> drifts() {
    return drifts;
  }

  void add(SeenPrediction prediction) {
    predictions.add(prediction);
    ofPartitions
        .computeIfAbsent(prediction.partition(), p -> new Recent<>(KEPT_OF_PARTITION))
        .add(prediction);
  }

  void add(SeenReject reject) {
    rejects.add(reject);
  }

  void add(SeenDrift drift) {
    drifts.add(drift);
  }
}
