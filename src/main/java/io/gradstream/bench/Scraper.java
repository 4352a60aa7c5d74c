package io.gradstream.bench;

import io.gradstream.app.ApplicationMeters;
import io.gradstream.app.ClientHealth;
import io.gradstream.metrics.LearningMeters;
import io.gradstream.metrics.WorkMeters;
import io.gradstream.status.StatusBoard;
import io.gradstream.topology.PartitionObservers;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;

/** Scrapes the meters of a topology as Prometheus would, to see what it costs. */
final class Scraper implements AutoCloseable {
  private final String inputTopic;
  private final ClientHealth health;
  private final StatusBoard board = new StatusBoard();
  private final WorkMeters work = new WorkMeters(System::nanoTime, InstantSource.system());
  private Optional<LearningMeters> meters = Optional.empty();

  Scraper(String inputTopic) {
    this.inputTopic = inputTopic;
    this.health = new ClientHealth(inputTopic);
  }

  PartitionObservers observers() {
    return PartitionObservers.all(board, work);
  }

  void scrape(KafkaStreams streams) {
    if (meters.isEmpty()) {
      health.watch(streams);
      meters = Optional.of(ApplicationMeters.of(inputTopic, board, work, health, 0));
    }
    if (meters.get().scrape(LearningMeters.TEXT_TYPE).isEmpty()) {
      throw new IllegalStateException("an empty scrape");
    }
  }

  @Override
  public void close() {
    meters.ifPresent(LearningMeters::close);
  }
}
