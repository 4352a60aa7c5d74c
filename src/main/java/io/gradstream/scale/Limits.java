package io.gradstream.scale;

import io.gradstream.network.DoubleArray;

/**
 * The least and the greatest value of each feature that is not far off: twice the distance of the
 * first and the ninth decile beyond them, for normal values 6.4 standard deviations from the mean.
 *
 * @param lows −∞ where there is no limit
 * @param highs ∞ where there is no limit
 */
record Limits(DoubleArray lows, DoubleArray highs) {
  /** Values before which deciles say nothing. */
  private static final int FIRST_VALUES = 16;

  private static final double REACH = 2;

  /** Of the first values one is far off if it is as many times as far as the others span. */
  private static final double ALONE = 50;

  private static final int LEAST_OTHERS = 3;

  Limits(String name, int features) {
    this(new DoubleArray(name + "/lows", features), new DoubleArray(name + "/highs", features));
  }

  /** Sets no limits. */
  void clear(int feature) {
    set(feature, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  private void set(int feature, double low, double high) {
    lows.values()[feature] = low;
    highs.values()[feature] = high;
  }

  /** Sets the limits of a feature by its ranks. */
  void find(int feature, RunningRanks ranks) {
    if (ranks.values(feature) < FIRST_VALUES) {
      findFirst(feature, ranks);
    } else if (ranks.quantile(feature, 0.25) < ranks.quantile(feature, 0.75)) {
      setBeyond(feature, ranks.quantile(feature, 0.1), ranks.quantile(feature, 0.9));
    } else {
      findBesideAtom(feature, ranks.quantile(feature, 0.5), ranks);
    }
  }

  private void setBeyond(int feature, double low, double high) {
    set(feature, low - REACH * (high - low), high + REACH * (high - low));
  }

  /** Among the first values only one that is alone, very far from all others, is far off. */
  private void findFirst(int feature, RunningRanks ranks) {
    int last = ranks.edges(feature) - 1;
    if (last < LEAST_OTHERS) {
      return;
    }
    double first = ranks.edge(feature, 1);
    double lastButOne = ranks.edge(feature, last - 1);
    set(
        feature,
        first - ALONE * (ranks.edge(feature, last) - first),
        lastButOne + ALONE * (lastButOne - ranks.edge(feature, 0)));
  }

  /** Where more than half of the values are equal, the deciles are those of the others. */
  private void findBesideAtom(int feature, double value, RunningRanks ranks) {
    int atom = 0;
    while (ranks.edge(feature, atom) < value) {
      atom++;
    }
    double seen = Math.min(ranks.values(feature), RunningRanks.HORIZON);
    if ((1 - ranks.atom(feature, atom)) * seen < FIRST_VALUES) {
      clear(feature);
    } else {
      setBeyond(
          feature,
          Math.min(value, ranks.quantileWithout(feature, atom, 0.1)),
          Math.max(value, ranks.quantileWithout(feature, atom, 0.9)));
    }
  }
}
