package io.gradstream.topology;

import io.gradstream.learning.Label;
import io.gradstream.learning.LayerStatistics;
import io.gradstream.state.FlushStatistics;
import java.util.List;
import java.util.function.Supplier;

/**
 * Is told of the work on one partition, by its stream thread while it works: a method that takes
 * long, or throws, holds the learning up. Of each record come {@code begun}, {@code decoded} and
 * {@code stepped} as far as it gets, then {@code finished}.
 */
public interface PartitionWork {
  /** Wants to know nothing. */
  PartitionWork NONE = new PartitionWork() {};

  /**
   * The partition's model is there.
   *
   * @param flushes what the store has written, to be asked by any thread until the partition is
   *     closed
   */
  default void opened(Supplier<FlushStatistics> flushes) {}

  /** A record came. */
  default void begun() {}

  /** It is an example. */
  default void decoded() {}

  /** The model has predicted it, and learned it if it is labelled. */
  default void stepped() {}

  /** It was learned. */
  default void learned(float loss, Label label) {}

  /** It has no label, and was predicted. */
  default void predicted() {}

  /**
   * All that comes of the record was sent.
   *
   * @param timestampMillis the record's, 0 or less if it has none
   */
  default void finished(long timestampMillis) {}

  /** Now and then, soon after a record: all told before is what readers are shown now. */
  default void published() {}

  /** Seldom, how long the vectors in the model are. */
  default void measured(List<LayerStatistics> layers) {}

  /** The work on the partition ends. */
  default void closed() {}
}
