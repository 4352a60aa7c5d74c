package io.gradstream.serde.registry;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long one question is asked again: with a pause after each round of all servers, twice as long
 * every time, until a limit. The waiting thread is a stream thread, which must poll again in time.
 */
final class RetryBackoff {
  private static final Logger LOG = LoggerFactory.getLogger(RetryBackoff.class);
  private static final long FIRST_PAUSE_NANOS = 50_000_000;
  private static final long MAX_PAUSE_NANOS = 5_000_000_000L;

  private final Duration limit;
  private final int servers;
  private final CountDownLatch closed;
  private final long begunNanos = System.nanoTime();
  private long pauseNanos = FIRST_PAUSE_NANOS;
  private int failures;
  private String first = "";

  /**
   * @param closed ends every pause
   */
  RetryBackoff(Duration limit, int servers, CountDownLatch closed) {
    this.limit = limit;
    this.servers = servers;
    this.closed = closed;
  }

  long spentNanos() {
    return System.nanoTime() - begunNanos;
  }

  long leftNanos() {
    return limit.toNanos() - spentNanos();
  }

  /**
   * Pauses, if all servers have failed since the last pause. The first failure is kept for the end:
   * the last may only be that there was no time left.
   *
   * @throws RegistryException if there is no time left
   */
  void failed(Object question, FailedAttempt failure) {
    String what = question + ": " + failure.getMessage();
    failures++;
    if (failures == 1) {
      first = what;
      LOG.warn("registry fails, asking again limit={} what={}", limit, what);
    }
    boolean round = failures % servers == 0;
    if (leftNanos() <= (round ? pauseNanos : 0)) {
      throw new RegistryException(
          "%s; failed %d times in %s, first: %s".formatted(what, failures, limit, first),
          failure.getCause());
    }
    if (round) {
      pause(what);
    }
  }

  private void pause(String what) {
    try {
      if (closed.await(pauseNanos, TimeUnit.NANOSECONDS)) {
        throw new RegistryException(what + "; the client was closed", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException(what + "; the thread was interrupted", e);
    }
    pauseNanos = Math.min(2 * pauseNanos, MAX_PAUSE_NANOS);
  }

  void end(Object question) {
    if (failures > 0) {
      LOG.info(
          "registry answers again failures={} afterMillis={} question={}",
          failures,
          TimeUnit.NANOSECONDS.toMillis(spentNanos()),
          question);
    }
  }
}
