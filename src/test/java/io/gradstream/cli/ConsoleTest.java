package io.gradstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.internals.ConsumerCoordinator;
import org.apache.kafka.clients.consumer.internals.ConsumerRebalanceListenerInvoker;
import org.apache.kafka.clients.producer.internals.Sender;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.processor.internals.InternalTopicManager;
import org.apache.kafka.streams.processor.internals.StreamThread;
import org.apache.kafka.streams.processor.internals.StreamsPartitionAssignor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Which of Kafka's log lines are shown without being asked for. */
class ConsoleTest {
  /** As that {@code max.poll.interval.ms} is too short. */
  @ParameterizedTest
  @ValueSource(classes = ConsumerCoordinator.class)
  void warningsThatAUserCanActOn(Class<?> says) {
    assertThat(LoggerFactory.getLogger(says).isWarnEnabled()).isTrue();
  }

  /** As that the input topic was deleted. */
  @ParameterizedTest
  @ValueSource(classes = {InternalTopicManager.class, StreamsPartitionAssignor.class})
  void errorsThatAreToldNowhereElse(Class<?> says) {
    assertThat(LoggerFactory.getLogger(says).isErrorEnabled()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        KafkaStreams.class,
        StreamThread.class,
        ConsumerRebalanceListenerInvoker.class,
        Sender.class
      })
  void notWhatWeTellOurselvesOrWhatMendsItself(Class<?> says) {
    assertThat(LoggerFactory.getLogger(says).isErrorEnabled()).isFalse();
  }
}
