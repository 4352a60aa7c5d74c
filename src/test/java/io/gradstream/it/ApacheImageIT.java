package io.gradstream.it;

import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

/** The contract on Apache's own image; skipped, and said to be, where there is no Docker. */
@Testcontainers(disabledWithoutDocker = true)
class ApacheImageIT extends RejectContract {
  @Container private final KafkaContainer broker = new KafkaContainer("apache/kafka:4.3.1");

  @Override
  String bootstrapServers() {
    return broker.getBootstrapServers();
  }

  @Override
  int recordsOfEachKind() {
    return 1_000;
  }
}
