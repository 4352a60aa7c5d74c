package io.gradstream.app;

import io.gradstream.config.Configuration;
import io.gradstream.metrics.LearningMeters;
import io.gradstream.metrics.Restoration;
import io.gradstream.metrics.WorkMeters;
import io.gradstream.status.StatusBoard;
import io.gradstream.topology.PartitionObservers;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;

/** Scrapes the meters of a topology as Prometheus would, to see what it costs. */
final class Scraper implements AutoCloseable {
  private final Configuration configuration;
  private final StatusBoard board = new StatusBoard();
  private final WorkMeters work = new WorkMeters(System::nanoTime, InstantSource.system());
  private Optional<LearningMeters> meters = Optional.empty();

  Scraper(Configuration configuration) {
    this.configuration = configuration;
  }

  PartitionObservers observers() {
    return PartitionObservers.all(board, work);
  }

  void scrape(KafkaStreams streams) {
    if (meters.isEmpty()) {
      meters =
          Optional.of(
              ApplicationMeters.of(
                  configuration,
                  board,
                  work,
                  () -> new Restoration(0, 0, 0, 0),
                  streams::state,
                  () -> streams.metrics().values(),
                  metrics -> Map.of(),
                  0));
    }
    if (meters.get().scrape(Monitor.TEXT_TYPE).isEmpty()) {
      throw new IllegalStateException("an empty scrape");
    }
  }

  @Override
  public void close() {
    meters.ifPresent(LearningMeters::close);
  }
}
