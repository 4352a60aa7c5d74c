package io.gradstream.topology;

import io.gradstream.learning.LayerStatistics;
import java.util.List;

/**
 * Observes the work on one partition. The partition's stream thread calls it: a method that takes
 * long or throws holds up the learning. Each record calls {@code begun}, {@code decoded} and {@code
 * stepped} as far as it gets, then {@code handled}.
 */
public interface PartitionObserver {
  /** The partition's model is open. */
  default void opened(OpenModel model) {}

  /** A record has arrived. */
  default void begun() {}

  /** The record is an example. */
  default void decoded() {}

  /** The model has predicted the example, and learned it if it has a label. */
  default void stepped() {}

  /**
   * All outputs of the record were sent.
   *
   * @param offset the record's
   * @param timestampMillis the record's, 0 or less if it has none
   * @param nowMillis the wall clock
   */
  default void handled(long offset, long timestampMillis, Handled handled, long nowMillis) {}

  /** Shortly after records were handled, a few times a second at most: time to show the result. */
  default void show() {}

  /** Every few seconds while records arrive: how large weights, gradients and steps are. */
  default void measured(List<LayerStatistics> layers) {}

  /** The work on the partition ends. */
  default void closed() {}

  /** One that passes on to several, in this order. */
  static PartitionObserver all(List<PartitionObserver> observers) {
    List<PartitionObserver> all = List.copyOf(observers);
    return new PartitionObserver() {
      @Override
      public void opened(OpenModel model) {
        all.forEach(one -> one.opened(model));
      }

      @Override
      public void begun() {
        all.forEach(PartitionObserver::begun);
      }

      @Override
      public void decoded() {
        all.forEach(PartitionObserver::decoded);
      }

      @Override
      public void stepped() {
        all.forEach(PartitionObserver::stepped);
      }

      @Override
      public void handled(long offset, long timestampMillis, Handled handled, long nowMillis) {
        all.forEach(one -> one.handled(offset, timestampMillis, handled, nowMillis));
      }

      @Override
      public void show() {
        all.forEach(PartitionObserver::show);
      }

      @Override
      public void measured(List<LayerStatistics> layers) {
        all.forEach(one -> one.measured(layers));
      }

      @Override
      public void closed() {
        all.forEach(PartitionObserver::closed);
      }
    };
  }
}
