package io.gradstream.metrics;

import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The readings of all partitions at one scrape, and how much of each is shown. All of four
 * partitions stay below five hundred series; where there are more, only what alerts need of each is
 * shown.
 */
record Readings(List<Reading> partitions) {
  static final int DETAILED = 4;

  Readings {
    partitions = partitions.stream().sorted(Comparator.comparingInt(Reading::partition)).toList();
  }

  /** Of each partition. */
  void each(BiConsumer<Reading, String> consumer) {
    partitions.forEach(reading -> consumer.accept(reading, reading.label()));
  }

  /** Of each partition, where there are few. */
  void eachInDetail(Consumer<Reading> consumer) {
    detailed().forEach(consumer);
  }

  /** All partitions where there are few, else none. */
  List<Reading> detailed() {
    return partitions.size() <= DETAILED ? partitions : List.of();
  }
}
