package io.gradstream.app;

import io.gradstream.state.DamagedModelException;
import io.gradstream.state.ModelStoreException;
import io.gradstream.state.OffsetsMovedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.errors.TaskMigratedException;

/**
 * Tells failures of stream threads after which another thread may go on from the last commit, from
 * those that would come again. A failure may pass if a broker was away, if somebody has changed
 * topics, or if a model was not whole: when a thread fails, Kafka Streams wipes its stores and
 * restores them from the start.
 *
 * <p>Kafka Streams waits for a broker by itself, but not always: where a commit or an abort has
 * timed out, its producer refuses what comes next, as the record of a punctuation.
 */
final class Outages {
  /**
   * The failures of each thread in a row that may be an accident though no partition got further;
   * how far it got counts even if no commit kept it. As many refusals of a model in a row, which
   * has learned nothing between them, end the application.
   */
  static final int MOST_IN_VAIN = 3;

  /** How long that must have lasted: a busy cluster may be late for minutes. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  /** After so long without one, a failure begins another series: longer than any timeout. */
  static final Duration QUIET = Duration.ofMinutes(15);

  private static final String PRODUCERS = "org.apache.kafka.clients.producer.";

  /**
   * How a producer's exception begins that tells of a broker's refusal: there is no type for it.
   */
  private static final String REFUSED = "Unexpected error in ";

  /** What finds that a changelog has other partitions than it should; for that there is no type. */
  private static final String CHANGELOGS =
      "org.apache.kafka.streams.processor.internals.InternalTopicManager";

  private final int threads;
  private final Map<Integer, Long> furthest = new HashMap<>();
  private final Map<Integer, Integer> refusedInVain = new HashMap<>();
  private final LongSupplier nanoTime;
  private int inVain;
  private long firstNanos;
  private long lastNanos;

  /** Counts the failures of an application with this number of stream threads. */
  Outages(int threads, LongSupplier nanoTime) {
    this.threads = threads;
    this.nanoTime = nanoTime;
  }

  /**
   * Whether a failure of a stream thread, each of which is to be asked for once, is to be waited
   * out.
   *
   * @param nextOffsets how far its partitions got
   */
  synchronized boolean explain(Throwable failure, Map<Integer, Long> nextOffsets) {
    Optional<ModelStoreException> refusal = refusal(failure).filter(Outages::mayFitNextTime);
    if (refusal.isEmpty() && causes(failure).noneMatch(Outages::mayPass)) {
      return false;
    }
    boolean accident = isAccident(gotFurther(nextOffsets));
    if (refusal.isEmpty()) {
      return accident;
    }
    int refused = refusedInVain.merge(refusal.get().partition(), 1, Integer::sum);
    return refused < MOST_IN_VAIN;
  }

  private boolean gotFurther(Map<Integer, Long> nextOffsets) {
    boolean further = false;
    for (Map.Entry<Integer, Long> next : nextOffsets.entrySet()) {
      Long before = furthest.get(next.getKey());
      if (before == null || next.getValue() > before) {
        furthest.put(next.getKey(), next.getValue());
        refusedInVain.remove(next.getKey());
        further = true;
      }
    }
    return further;
  }

  private boolean isAccident(boolean further) {
    long now = nanoTime.getAsLong();
    if (inVain == 0 || further || now - lastNanos > QUIET.toNanos()) {
      inVain = 0;
      firstNanos = now;
    }
    inVain++;
    lastNanos = now;
    return inVain <= threads * MOST_IN_VAIN || now - firstNanos < PATIENCE.toNanos();
  }

  /** What to report of a failure that is not waited out. */
  synchronized Throwable conclude(Throwable failure) {
    return causes(failure).noneMatch(Outages::mayPass)
        ? failure
        : new IllegalStateException(
            String.format(
                Locale.ROOT,
                "the broker answers, but no partition got further in %,d s and %,d attempts",
                TimeUnit.NANOSECONDS.toSeconds(lastNanos - firstNanos),
                inVain),
            failure);
  }

  /** The refusal of a stored model that is behind a failure. */
  static Optional<ModelStoreException> refusal(Throwable failure) {
    return causes(failure)
        .filter(ModelStoreException.class::isInstance)
        .map(ModelStoreException.class::cast)
        .findFirst();
  }

  /** A failure, what caused it, what caused that, and so on. */
  static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
  }

  private static boolean mayFitNextTime(ModelStoreException refusal) {
    return refusal instanceof DamagedModelException
        || (refusal instanceof OffsetsMovedException moved && !moved.skipped());
  }

  private static boolean mayPass(Throwable cause) {
    return switch (cause) {
      case RetriableException _,
          ApplicationRecoverableException _,
          TransactionAbortableException _,
          InvalidTxnStateException _,
          TransactionAbortedException _,
          OutOfOrderSequenceException _,
          TaskCorruptedException _,
          TaskMigratedException _,
          MissingSourceTopicException _ ->
          true;
      case OffsetsMovedException moved -> moved.skipped();
      // One whose last call timed out has no exception of its own for the next one.
      case IllegalStateException refused -> isThrownBy(PRODUCERS, refused);
      // Nor has one that has heard nothing of a batch until it was too late to ask again.
      case KafkaException unheard when unheard.getClass() == KafkaException.class ->
          unheard.getCause() == null
              && isThrownBy(PRODUCERS, unheard)
              && !String.valueOf(unheard.getMessage()).startsWith(REFUSED);
      case StreamsException unfit -> unfit.getCause() == null && isThrownBy(CHANGELOGS, unfit);
      default -> false;
    };
  }

  /** By a class whose name begins so. */
  static boolean isThrownBy(String prefix, Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    return trace.length > 0 && trace[0].getClassName().startsWith(prefix);
  }
}
