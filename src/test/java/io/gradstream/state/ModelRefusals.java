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

  /** Of a model whose group stands elsewhere. */
  public static ModelStoreException moved(int partition) {
    return new OffsetsMovedException("model p" + partition, new TaskId(0, partition), 5, 7, false);
  }

  /** Of a model whose next records were skipped. */
  public static ModelStoreException skipped() {
    return new OffsetsMovedException("model p1", new TaskId(0, 1), 5, 7, true);
  }

  /** Of the model of another configuration. */
  public static ModelStoreException other() {
    return new OtherModelException("another model");
  }
}
