package io.gradstream.status;

/** Lets so many a second pass, and after a pause a second's worth at once. */
final class Pace {
  private static final long SLACK_MILLIS = 1000;

  private final long spacingMillis;
  private long next;

  Pace(int perSecond) {
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
