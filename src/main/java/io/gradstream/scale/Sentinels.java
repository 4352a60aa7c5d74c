package io.gradstream.scale;

import io.gradstream.network.DoubleArray;
import java.util.Arrays;

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

  /** Interquartile ranges beyond the quartiles (Tukey 1977, the outer fences). */
  private static final double FAR = 3;

  /** After the sentinels: far values that may become one, and how much more often each has come. */
  private static final int CANDIDATES = SLOTS;

  private static final int COUNTS = 2 * SLOTS;
  private static final int NUMBERS = 3 * SLOTS;

  static final int BYTES_PER_FEATURE = NUMBERS * Double.BYTES;

  private final DoubleArray numbers;

  Sentinels(int features) {
    this.numbers = new DoubleArray("sentinels", features * NUMBERS);
    for (int f = 0; f < features; f++) {
      Arrays.fill(numbers.values(), f * NUMBERS, f * NUMBERS + COUNTS, Double.NaN);
    }
  }

  DoubleArray state() {
    return numbers;
  }

  /** The slot of a value that is a sentinel, or −1. */
  int slot(int feature, double value) {
    double[] n = numbers.values();
    int at = feature * NUMBERS;
    return value == n[at] ? 0 : value == n[at + 1] ? 1 : -1;
  }

  private boolean isFull(int feature) {
    double[] n = numbers.values();
    return !Double.isNaN(n[feature * NUMBERS]) && !Double.isNaN(n[feature * NUMBERS + 1]);
  }

  private void add(int feature, double value) {
    double[] n = numbers.values();
    int at = feature * NUMBERS;
    n[Double.isNaN(n[at]) ? at : at + 1] = value;
    numbers.markChanged(at, at + NUMBERS);
  }

  /**
   * Takes a value that is far off for a sentinel from now on, if far values are this one by and
   * large (Misra and Gries 1982, of {@value #SLOTS} candidates).
   *
   * @return whether it is
   */
  boolean isFound(int feature, double value) {
    double[] n = numbers.values();
    int at = feature * NUMBERS;
    numbers.markChanged(at, at + NUMBERS);
    int free = -1;
    for (int k = 0; k < SLOTS; k++) {
      if (n[at + CANDIDATES + k] == value) {
        n[at + COUNTS + k]++;
        boolean isFound = n[at + COUNTS + k] >= MORE_OFTEN && !isFull(feature);
        if (isFound) {
          n[at + CANDIDATES + k] = Double.NaN;
          n[at + COUNTS + k] = 0;
          add(feature, value);
        }
        return isFound;
      }
      free = n[at + COUNTS + k] == 0 ? k : free;
    }
    if (free >= 0) {
      n[at + CANDIDATES + free] = value;
      n[at + COUNTS + free] = 1;
    } else {
      for (int k = 0; k < SLOTS; k++) {
        n[at + COUNTS + k]--;
      }
    }
    return false;
  }

  /**
   * Takes the value last included in the ranks for a sentinel from now on, if it is one.
   *
   * @return whether it is
   */
  boolean isFound(int feature, RunningRanks ranks) {
    int edge = ranks.lastEdge(feature);
    if (edge < 0 || isFull(feature)) {
      return false;
    }
    double atom = ranks.atom(feature, edge);
    double seen = Math.min(ranks.values(feature), RunningRanks.HORIZON);
    if (atom < SHARE || atom * seen < TIMES || ranks.edges(feature) <= OTHERS) {
      return false;
    }
    double low = quantileOfOthers(feature, edge, atom, 0.25, ranks);
    double high = quantileOfOthers(feature, edge, atom, 0.75, ranks);
    double value = ranks.edge(feature, edge);
    double range = high - low;
    boolean isFar = value < low - FAR * range || value > high + FAR * range;
    if (!(range > 0) || !isFar || ranks.nearest(feature, edge) < range) {
      return false;
    }
    add(feature, value);
    ranks.remove(feature, edge);
    return true;
  }

  private static double quantileOfOthers(
      int feature, int edge, double atom, double rank, RunningRanks ranks) {
    double below = (1 - atom) * rank;
    boolean beyond = below >= ranks.rankOfEdge(feature, edge) - atom / 2;
    return ranks.quantile(feature, beyond ? below + atom : below);
  }
}
