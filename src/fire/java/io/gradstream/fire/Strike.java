package io.gradstream.fire;

import java.util.Locale;

/**
 * Something that is broken for a while.
 *
 * @param atMillis since the fire began
 * @param target a host or all of a kind, as {@link Scene#hosts} reads it
 * @param lastsMillis from when it has begun until it is made whole again
 */
record Strike(int atMillis, Fault fault, String target, Moment moment, int lastsMillis) {
  int untilMillis() {
    return atMillis + lastsMillis;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%7.1f s  %-13s %-11s for %4.1f s%s",
        atMillis / 1e3,
        fault.title(),
        target,
        lastsMillis / 1e3,
        moment == Moment.AT_ONCE ? "" : ", once " + moment.title());
  }
}
