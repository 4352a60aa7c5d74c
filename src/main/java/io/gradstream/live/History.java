package io.gradstream.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How the models did since the start, in points of equal spacing that doubles whenever there are
 * too many. The last point is always there.
 */
final class History {
  private final int most;
  private final Duration tick;
  private final List<Numbered> kept = new ArrayList<>();
  private Numbered last = new Numbered(new HistoryPoint(0, 0, 0, Double.NaN, List.of()), 0, 0);
  private long every = 1;

  /**
   * @param most points, more than 2
   * @param tick between two that are added
   */
  History(int most, Duration tick) {
    this.most = most;
    this.tick = tick;
  }

  /**
   * A point, its number, the first being 1, and how many records were predicted in all.
   *
   * @param point its rate is that since the point before, kept or not
   */
  private record Numbered(HistoryPoint point, long number, long predicted) {}

  /**
   * What is shown of the past.
   *
   * @param intervalMs between two points
   * @param points oldest first
   */
  record View(long intervalMs, List<HistoryPoint> points) {}

  /**
   * Adds a point.
   *
   * @param predicted since the process started
   * @return the point with its rate
   */
  synchronized HistoryPoint add(HistoryPoint point, long predicted) {
    Numbered added =
        new Numbered(point.withRate(rate(last, point.t(), predicted)), last.number + 1, predicted);
    last = added;
    if (added.number % every == 0) {
      if (kept.size() == most - 1) {
        every *= 2;
        kept.removeIf(one -> one.number % every != 0);
      }
      if (added.number % every == 0) {
        kept.add(added);
      }
    }
    return added.point;
  }

  private static double rate(Numbered before, long t, long predicted) {
    long millis = t - before.point.t();
    return before.number == 0 || millis <= 0
        ? Double.NaN
        : (predicted - before.predicted) * 1e3 / millis;
  }

  /** All that is kept, and the last one. */
  synchronized View view() {
    List<Numbered> shown = new ArrayList<>(kept);
    if (last.number % every != 0) {
      shown.add(last);
    }
    List<HistoryPoint> points = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      points.add(i == 0 ? shown.get(i).point : between(shown.get(i - 1), shown.get(i)));
    }
    return new View(tick.toMillis() * every, points);
  }

  private static HistoryPoint between(Numbered before, Numbered after) {
    return after.point.withRate(rate(before, after.point.t(), after.predicted));
  }
}
