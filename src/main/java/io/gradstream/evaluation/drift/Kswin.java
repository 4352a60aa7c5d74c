package io.gradstream.evaluation.drift;

import io.gradstream.kernel.SplitMix64;

/**
 * Kolmogorov-Smirnov windowing (Raab, Heusinger and Schleif, "Reactive soft prototype computing for
 * concept drift streams", Neurocomputing 416, 2020, section 4.1): of the last values the newest
 * {@code r} are compared with as many drawn from the others without replacement. They differ if
 * their distribution functions are somewhere further apart than {@code √(−ln α / r)}; only the
 * newest are kept then.
 *
 * <p>By default windows are larger and α smaller than the paper's 100, 30 and 0.005, with which it
 * alarms once in some hundred values of any stream; and it tests with each {@code r / 4}th value,
 * as neighbouring windows are nearly the same. What is drawn is a function of the seed and of how
 * many values were added.
 */
final class Kswin extends DriftDetector {
  private static final int ADDED = OWN;
  private static final int FILLED = OWN + 1;

  /** A ring: the n-th value, from 0, is written at n modulo its length. */
  private static final int RING = OWN + 2;

  private final long seed;
  private final int window;
  private final int recent;
  private final int clock;
  private final double maxDistance;
  private final double[] older;
  private final double[] newest;

  Kswin(String name, DriftSettings.Kswin settings, long seed) {
    super(name, RING - OWN + settings.window());
    this.seed = seed;
    this.window = settings.window();
    this.recent = settings.recent();
    this.clock = recent / 4;
    this.maxDistance = Math.sqrt(-StrictMath.log(settings.alpha()) / recent);
    this.older = new double[window - recent];
    this.newest = new double[recent];
  }

  @Override
  DriftLevel include(double value) {
    double[] v = values();
    v[RING + (int) (v[ADDED] % window)] = value;
    v[ADDED]++;
    v[FILLED] = Math.min(window, v[FILLED] + 1);
    return v[FILLED] == window && v[ADDED] % clock == 0 ? compare() : DriftLevel.STABLE;
  }

  private DriftLevel compare() {
    copy(0, older);
    copy(window - recent, newest);
    double before = mean(older);
    double after = mean(newest);
    draw();
    sortRecent(older);
    sortRecent(newest);
    if (distance() <= maxDistance) {
      return DriftLevel.STABLE;
    }
    values()[FILLED] = recent;
    return drift(before, after);
  }

  /** Copies values of the window, whose oldest has the number 0. */
  private void copy(int from, double[] to) {
    int oldest = (int) (values()[ADDED] % window);
    for (int i = 0; i < to.length; i++) {
      to[i] = values()[RING + (oldest + from + i) % window];
    }
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Brings as many of the older values as are compared to the front (Fisher and Yates 1938). */
  private void draw() {
    long state = seed + (long) values()[ADDED];
    for (int i = 0; i < recent; i++) {
      state += 0x9E3779B97F4A7C15L;
      int j = i + (int) Math.unsignedMultiplyHigh(SplitMix64.mix(state), older.length - i);
      double drawn = older[j];
      older[j] = older[i];
      older[i] = drawn;
    }
  }

  /** By insertion: {@code Arrays.sort} allocates. */
  private void sortRecent(double[] values) {
    for (int i = 1; i < recent; i++) {
      double value = values[i];
      int j = i;
      for (; j > 0 && values[j - 1] > value; j--) {
        values[j] = values[j - 1];
      }
      values[j] = value;
    }
  }

  /** The largest distance between the two distribution functions. */
  private double distance() {
    int one = 0;
    int two = 0;
    int most = 0;
    while (one < recent && two < recent) {
      double value = Math.min(older[one], newest[two]);
      while (one < recent && older[one] <= value) {
        one++;
      }
      while (two < recent && newest[two] <= value) {
        two++;
      }
      most = Math.max(most, Math.abs(one - two));
    }
    return most / (double) recent;
  }
}
