package io.gradstream.state;

import org.apache.kafka.streams.processor.TaskId;

/** Refusals of stored models, for tests of what is done about them. */
public final class ModelRefusals {
  private ModelRefusals() {}

  /** Of a model whose blocks do not fit. */
  public static ModelStoreException damaged(int partition) {
    ModelStoreException refusal = new DamagedModelException("model p" + partition);
    refusal.setTaskId(new TaskId(0, partition));
    return refusal;
  }

  /** Of a model that was given a record which is not its next. */
  public static ModelStoreException moved(int partition) {
    return new OffsetsMovedException("model p" + partition, new TaskId(0, partition), 5, 7);
  }

  /** Of the model of another configuration. */
  public static ModelStoreException other() {
    return new OtherModelException("another model");
  }
}
