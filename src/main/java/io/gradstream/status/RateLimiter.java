package io.gradstream.status;

/** Limits a rate: after a pause, what one second allows may pass at once. */
final class RateLimiter {
  private static final long SLACK_MILLIS = 1000;

  private final long spacingMillis;
  private long next;

  RateLimiter(int perSecond) {
    this.spacingMillis = 1000 / perSecond;
  }

  boolean passes(long nowMillis) {
    long ahead = next - nowMillis;
    if (ahead > SLACK_MILLIS && ahead <= SLACK_MILLIS + spacingMillis) {
      return false;
    }
    boolean paused = ahead < 0;
    boolean clockWasSetBack = ahead > SLACK_MILLIS;
    next = (paused || clockWasSetBack ? nowMillis : next) + spacingMillis;
    return true;
  }
}
