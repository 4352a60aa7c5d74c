package io.gradstream.app;

import io.gradstream.status.PartitionStatus;
import java.util.List;

/** The models that are at work. */
final class LiveModels {
  /** So that an answer stays small however many partitions there are. */
  static final int MOST_SHOWN = 32;

  private LiveModels() {}

  static List<PartitionStatus> open(LearningApplication application) {
    return application.board().partitions().stream().filter(PartitionStatus::open).toList();
  }

  /** The first of them. */
  static List<PartitionStatus> shown(LearningApplication application) {
    return open(application).stream().limit(MOST_SHOWN).toList();
  }
}
