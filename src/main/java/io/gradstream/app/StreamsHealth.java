package io.gradstream.app;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;

/**
 * What an application's Kafka Streams client is doing: its state, what it restores, how far behind
 * it is, and what it failed with. Any thread may ask.
 */
public interface StreamsHealth {
  /** What the client is doing: {@code RUNNING} once every model is restored. */
  KafkaStreams.State state();

  /** Whether it waits for its group to assign partitions. */
  boolean isJoining();

  /** How much of its models is restored. */
  RestoreProgress restoring();

  /** The metrics of its Kafka clients; none before it is created. */
  Collection<? extends Metric> kafkaMetrics();

  /**
   * How far behind each partition is, where that is known.
   *
   * @param metrics of {@link #kafkaMetrics}
   */
  Map<Integer, InputLag> lags(Collection<? extends Metric> metrics);

  /** For how long no broker has answered; zero while one does. */
  Duration silence();

  /** What it failed with, empty while it has not. */
  Optional<Throwable> failure();
}
