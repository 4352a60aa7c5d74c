package io.gradstream.app;

import io.gradstream.state.DamagedModelException;
import io.gradstream.state.OffsetsMovedException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.errors.TaskMigratedException;

/**
 * Tells failures of stream threads after which another thread may go on from the last commit, from
 * those that would come again. The first kind comes of a broker that was away, of topics that
 * somebody has changed, or of a model that was not whole: when a thread fails, Kafka Streams wipes
 * its stores and restores them from the start.
 *
 * <p>Kafka Streams waits for a broker by itself, but not always: where a commit or an abort has
 * timed out, its producer refuses what comes next, as the record of a punctuation.
 */
final class Outages {
  /**
   * Failures of each thread that are no accident any more if no partition got further than before.
   * How far it got counts even if no commit kept it.
   */
  static final int MOST_IN_VAIN = 3;

  private static final String PRODUCERS = "org.apache.kafka.clients.producer.";

  /** What finds that a changelog has other partitions than it should; for that there is no type. */
  private static final String CHANGELOGS =
      "org.apache.kafka.streams.processor.internals.InternalTopicManager";

  private final int threads;
  private final Map<Integer, Long> furthest = new HashMap<>();
  private int inVain;

  /** Of an application with so many stream threads. */
  Outages(int threads) {
    this.threads = threads;
  }

  /**
   * Whether a failure of a stream thread, each of which is to be asked for once, is to be waited
   * out. One restore from the start is enough to tell that a model is not whole.
   *
   * @param nextOffsets how far its partitions got
   */
  synchronized boolean explain(Throwable failure, Map<Integer, Long> nextOffsets) {
    boolean unfit = causes(failure).anyMatch(Outages::mayFitNextTime);
    if (!unfit && causes(failure).noneMatch(Outages::mayPass)) {
      return false;
    }
    boolean further = false;
    for (Map.Entry<Integer, Long> next : nextOffsets.entrySet()) {
      long before = furthest.getOrDefault(next.getKey(), -1L);
      further |= next.getValue() > before;
      furthest.merge(next.getKey(), next.getValue(), Math::max);
    }
    inVain = further ? 0 : inVain + 1;
    return unfit ? inVain <= threads : inVain < threads * MOST_IN_VAIN;
  }

  static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
  }

  private static boolean mayFitNextTime(Throwable cause) {
    return cause instanceof DamagedModelException || cause instanceof OffsetsMovedException;
  }

  private static boolean mayPass(Throwable cause) {
    return switch (cause) {
      case RetriableException _,
          ApplicationRecoverableException _,
          TransactionAbortableException _,
          TaskCorruptedException _,
          TaskMigratedException _,
          MissingSourceTopicException _ ->
          true;
      // One whose last call timed out has no exception of its own for the next one.
      case IllegalStateException refused -> isThrownBy(PRODUCERS, refused);
      case StreamsException unfit -> isThrownBy(CHANGELOGS, unfit);
      default -> false;
    };
  }

  /** By a class whose name begins so. */
  static boolean isThrownBy(String prefix, Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    return trace.length > 0 && trace[0].getClassName().startsWith(prefix);
  }
}
