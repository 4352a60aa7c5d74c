package io.gradstream.scale;

import io.gradstream.network.DoubleArray;
import io.gradstream.network.LearnedArray;
import java.util.Arrays;
import java.util.List;

/**
 * Values that stand for something else than a number, as −999 does: one that comes back exactly,
 * again and again, far from all others. Up to {@value #SLOTS} of a feature.
 */
final class Sentinels {
  /** Of a feature at most. */
  static final int SLOTS = 2;

  /** The least share of the values. */
  private static final double SHARE = 0.01;

  /** How often it has to have come, less a fraction that has faded. */
  private static final double TIMES = 2.5;

  /** How often it has to have come more than all others that are as far off. */
  private static final double MORE_OFTEN = 8;

  /** Values other than it without which there is no distribution to be far from. */
  private static final int OTHERS = 8;

  /** Of what lies between the limits of ordinary values: by so much is a sentinel alone. */
  private static final double ALONE = 0.5;

  /** Ordinary are the values between these ranks; a sentinel is as far off again as they span. */
  private static final double LEAST = 0.05;

  private static final double MOST = 0.95;

  /** Far values that may become one, then how much more often than others each has come. */
  private static final int COUNTS = SLOTS;

  private static final int NUMBERS = 2 * SLOTS;

  static final int BYTES_PER_FEATURE = (SLOTS + NUMBERS) * Double.BYTES;

  private final DoubleArray values;
  private final DoubleArray candidates;

  Sentinels(String name, int features) {
    this.values = new DoubleArray(name + "/values", features * SLOTS);
    this.candidates = new DoubleArray(name + "/candidates", features * NUMBERS);
    Arrays.fill(values.values(), Double.NaN);
    Arrays.fill(candidates.values(), Double.NaN);
    for (int k = 0; k < features; k++) {
      Arrays.fill(candidates.values(), k * NUMBERS + COUNTS, (k + 1) * NUMBERS, 0);
    }
  }

  List<LearnedArray> state() {
    return List.of(values, candidates);
  }

  /** The slot of a value that is a sentinel, or −1. */
  int slot(int feature, double value) {
    double[] v = values.values();
    int at = feature * SLOTS;
    return value == v[at] ? 0 : value == v[at + 1] ? 1 : -1;
  }

  /** Makes the numbers of the first features NaN whose values are sentinels. */
  void leaveOut(double[] values, int features, double[] numbers) {
    for (int f = 0; f < features; f++) {
      if (slot(f, values[f]) >= 0) {
        numbers[f] = Double.NaN;
      }
    }
  }

  /** Forgets a feature's. */
  void clear(int feature) {
    int at = feature * NUMBERS;
    Arrays.fill(values.values(), feature * SLOTS, (feature + 1) * SLOTS, Double.NaN);
    Arrays.fill(candidates.values(), at, at + COUNTS, Double.NaN);
    Arrays.fill(candidates.values(), at + COUNTS, at + NUMBERS, 0);
    values.markChanged(feature * SLOTS, (feature + 1) * SLOTS);
    candidates.markChanged(at, at + NUMBERS);
  }

  /** The sentinel in a slot, NaN if there is none. */
  double value(int feature, int slot) {
    return values.values()[feature * SLOTS + slot];
  }

  private boolean isFull(int feature) {
    return !Double.isNaN(values.values()[feature * SLOTS + SLOTS - 1]);
  }

  private void add(int feature, double value) {
    double[] v = values.values();
    int at = feature * SLOTS;
    v[Double.isNaN(v[at]) ? at : at + 1] = value;
    values.markChanged(at, at + SLOTS);
  }

  /**
   * Takes a value that is far off for a sentinel from now on, if far values are this one by and
   * large (Misra and Gries 1982, of {@value #SLOTS} candidates).
   *
   * @param place where the value lies among those that the ranks are of
   * @return whether it is
   */
  boolean isFound(int feature, double value, double place, RunningRanks ranks) {
    if (isFull(feature)
        || !isFar(place, ranks.quantile(feature, LEAST), ranks.quantile(feature, MOST))) {
      return false;
    }
    double[] n = candidates.values();
    int at = feature * NUMBERS;
    candidates.markChanged(at, at + NUMBERS);
    int free = -1;
    for (int k = at; k < at + SLOTS; k++) {
      if (n[k] == value) {
        n[k + COUNTS]++;
        boolean isFound = n[k + COUNTS] >= MORE_OFTEN;
        if (isFound) {
          n[k] = Double.NaN;
          n[k + COUNTS] = 0;
          add(feature, value);
        }
        return isFound;
      }
      free = n[k + COUNTS] == 0 ? k : free;
    }
    if (free >= 0) {
      n[free] = value;
      n[free + COUNTS] = 1;
    } else {
      for (int k = at; k < at + SLOTS; k++) {
        n[k + COUNTS]--;
      }
    }
    return false;
  }

  /**
   * Takes the value last included in the ranks for a sentinel from now on, if it is one, and out of
   * the ranks.
   *
   * @return whether it is
   */
  boolean isFound(int feature, RunningRanks ranks) {
    boolean isFound = isNoted(feature, ranks);
    if (isFound) {
      ranks.remove(feature, ranks.lastEdge(feature));
    }
    return isFound;
  }

  /** As {@link #isFound(int, RunningRanks)}, and leaves it in the ranks. */
  boolean isNoted(int feature, RunningRanks ranks) {
    int edge = ranks.lastEdge(feature);
    if (edge < 0 || isFull(feature)) {
      return false;
    }
    double atom = ranks.atom(feature, edge);
    double seen = Math.min(ranks.values(feature), RunningRanks.HORIZON);
    if (atom < SHARE || atom * seen < TIMES || ranks.edges(feature) <= OTHERS) {
      return false;
    }
    double low = ranks.quantileWithout(feature, edge, LEAST);
    double high = ranks.quantileWithout(feature, edge, MOST);
    double value = ranks.edge(feature, edge);
    boolean isAlone = ranks.nearest(feature, edge) > ALONE * (high - low);
    if (!isFar(value, low, high) || !isAlone) {
      return false;
    }
    add(feature, value);
    return true;
  }

  private static boolean isFar(double value, double low, double high) {
    double range = high - low;
    return range > 0 && (value < low - range || value > high + range);
  }
}
