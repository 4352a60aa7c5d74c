package io.gradstream.live;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Keeps an answer and makes another only when that is old; callers wait meanwhile. */
final class CachedResponse implements Supplier<byte[]> {
  private final Supplier<byte[]> answers;
  private final Duration fresh;
  private final InstantSource clock;
  private byte[] answer = {};
  private long staleMillis = Long.MIN_VALUE;

  CachedResponse(Supplier<byte[]> answers, Duration fresh, InstantSource clock) {
    this.answers = answers;
    this.fresh = fresh;
    this.clock = clock;
  }

  @Override
  public synchronized byte[] get() {
    long now = clock.millis();
    boolean clockWasSetBack = staleMillis - now > fresh.toMillis();
    if (now >= staleMillis || clockWasSetBack) {
      answer = answers.get();
      staleMillis = now + fresh.toMillis();
    }
    return answer;
  }
}
