package io.gradstream.topology;

/** Which records share a model. */
public enum ModelScope {
  /** One model for each partition of the input. */
  PARTITION;

  /** The key under which the model of a record is stored. */
  String modelKey(int partition) {
    return "partition-" + partition;
  }
}
