package io.gradstream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.gradstream.state.ModelRefusals;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.UnknownProducerIdException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutagesTest {
  private long nanos;
  private final Throwable timeout = new StreamsException(new TimeoutException("late"));

  static List<Throwable> ofABrokerThatWasAway() {
    return List.of(
        new StreamsException(new TimeoutException("late")),
        new StreamsException(new KafkaException("error state", new TimeoutException("late"))),
        new StreamsException(new TransactionAbortableException("aborted")),
        new StreamsException(new ProducerFencedException("fenced")),
        new StreamsException(new InvalidTxnStateException("ended by the broker")),
        new StreamsException(new TransactionAbortedException("ended by the broker")),
        new StreamsException(new UnknownProducerIdException("forgotten by the broker")),
        new TaskMigratedException("gone", new RuntimeException()),
        new MissingSourceTopicException("no input"),
        ModelRefusals.skipped(),
        new StreamsException(refusedByAProducer()),
        new StreamsException(
            new KafkaException("error state", unheard("no acknowledgment", null))));
  }

  static List<Throwable> ofOtherCauses() {
    return List.of(
        new StreamsException("got offset 0 again"),
        new StreamsException(new IllegalStateException("a mistake of ours")),
        new StreamsException(new RecordTooLargeException("2 MB")),
        new StreamsException(new TopicAuthorizationException("payments")),
        init(ModelRefusals.other()),
        new StreamsException(new KafkaException("not a producer's")),
        new StreamsException(unheard("no acknowledgment", new RecordTooLargeException("2 MB"))),
        new StreamsException(unheard("Unexpected error in InitProducerIdResponse", null)),
        new OutOfMemoryError());
  }

  @ParameterizedTest
  @MethodSource
  void ofABrokerThatWasAway(Throwable failure) {
    assertThat(outages(1).explain(failure, at(5))).isTrue();
  }

  @ParameterizedTest
  @MethodSource
  void ofOtherCauses(Throwable failure) {
    assertThat(outages(1).explain(failure, at(5))).isFalse();
  }

  @Test
  void whatComesAgainForMinutesWhereItGotNoFurtherIsNoOutage() {
    Outages outages = outages(2);
    for (int again = 0; again < 10 * Outages.MOST_IN_VAIN; again++) {
      assertThat(outages.explain(timeout, at(again % 2 == 0 ? 5 : 4))).isTrue();
    }
    nanos += Outages.PATIENCE.toNanos();
    assertThat(outages.explain(timeout, at(5))).isFalse();
    assertThat(outages.conclude(timeout))
        .hasMessage("the broker answers, but no partition got further in 300 s and 31 attempts")
        .hasCause(timeout);
  }

  @Test
  void fewFailuresAreNoneTooMany() {
    Outages outages = outages(2);
    for (int again = 0; again < 2 * Outages.MOST_IN_VAIN; again++) {
      assertThat(outages.explain(timeout, at(5))).isTrue();
      nanos += Outages.PATIENCE.toNanos();
    }
    assertThat(outages.explain(timeout, at(5))).isFalse();
  }

  @Test
  void outagesLongAfterEachOtherAreNoneOfASeries() {
    Outages outages = outages(1);
    for (int outage = 0; outage < 10 * Outages.MOST_IN_VAIN; outage++) {
      assertThat(outages.explain(timeout, at(5))).isTrue();
      nanos += Outages.QUIET.toNanos() + 1;
    }
  }

  @Test
  void whatIsNoOutageIsToldAsItIs() {
    Throwable failure = new StreamsException("a mistake of ours");
    assertThat(outages(1).conclude(failure)).isSameAs(failure);
  }

  @Test
  void outagesMayComeForEverWhereItGetsFurtherBetweenThem() {
    Outages outages = outages(1);
    for (int offset = 0; offset < 10 * Outages.MOST_IN_VAIN; offset++) {
      assertThat(outages.explain(timeout, at(offset))).isTrue();
    }
  }

  @Test
  void aModelThatIsRefusedThriceIsGivenUpThoughOthersLearn() {
    Outages outages = outages(2);
    for (int refused = 1; refused < Outages.MOST_IN_VAIN; refused++) {
      assertThat(outages.explain(init(ModelRefusals.damaged(0)), at(refused))).isTrue();
    }
    assertThat(outages.explain(init(ModelRefusals.damaged(0)), at(9))).isFalse();
    assertThat(outages.explain(init(ModelRefusals.damaged(1)), at(9))).isTrue();
  }

  @Test
  void aModelThatWasRefusedMayBeAgainAfterItLearned() {
    Outages outages = outages(1);
    for (int offset = 0; offset < 10 * Outages.MOST_IN_VAIN; offset++) {
      assertThat(outages.explain(ModelRefusals.moved(1), at(offset))).isTrue();
    }
  }

  @Test
  void outagesBeforeItAreNoReasonToGiveAModelUp() {
    Outages outages = outages(1);
    assertThat(outages.explain(timeout, at(5))).isTrue();
    assertThat(outages.explain(timeout, at(5))).isTrue();
    assertThat(outages.explain(ModelRefusals.moved(1), at(5))).isTrue();
  }

  private Outages outages(int threads) {
    return new Outages(threads, () -> nanos);
  }

  @Test
  void skippedRecordsAreNoReasonToGiveAModelUp() {
    Outages outages = outages(1);
    for (int skipped = 0; skipped < 10 * Outages.MOST_IN_VAIN; skipped++) {
      assertThat(outages.explain(ModelRefusals.skipped(), at(5))).isTrue();
    }
  }

  private static Throwable init(Throwable cause) {
    return new StreamsException("failed to initialize", cause);
  }

  /** As one does whose last call is still under way: it has no exception of its own for that. */
  private static Throwable refusedByAProducer() {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", "127.0.0.1:1", "transactional.id", "one");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      return catchThrowable(producer::beginTransaction);
    }
  }

  /** As TransactionManager.maybeResolveSequences throws it. */
  private static KafkaException unheard(String message, @Nullable Throwable cause) {
    KafkaException unheard = new KafkaException(message, cause);
    unheard.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement(
              "org.apache.kafka.clients.producer.internals.TransactionManager",
              "maybeResolveSequences",
              null,
              1)
        });
    return unheard;
  }

  private static Map<Integer, Long> at(long nextOffset) {
    return Map.of(0, 9L, 1, nextOffset);
  }
}
