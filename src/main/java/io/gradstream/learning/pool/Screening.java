package io.gradstream.learning.pool;

import io.gradstream.kernel.Kernels;
import io.gradstream.network.DoubleArray;
import io.gradstream.network.FloatArray;
import io.gradstream.network.LearnedArray;
import java.util.Arrays;
import java.util.List;

/**
 * How much each feature tells of the label by itself, from 0 to 1: sure independence screening (Fan
 * and Lv 2008) in one pass. A standardised feature falls into one of four bins; a test of
 * independence, Pearson's χ² of bins and classes or, of real labels, the variance between bins over
 * that within the label, is compared with what chance gives it.
 *
 * <p>Where nothing is known yet, nothing passes, so that no weight is fitted to a feature before it
 * has shown something. A feature that matters only together with others does not pass either: that
 * is left to learners that see all.
 */
final class Screening {
  /** Between bins: the quartiles, if a standardised feature is normal. */
  private static final float[] BOUNDS = {-0.67f, 0f, 0.67f};

  private static final int BINS = BOUNDS.length + 1;

  /** Classes that are told apart; others share a place with one of them. */
  private static final int MOST_GROUPS = 16;

  /** Examples that the counts rest on, as a running mean does. */
  private static final int HORIZON = 10_000;

  /** Standard deviations beyond the mean of chance at which a feature begins to pass. */
  private static final double MARGIN = 2;

  /** A feature's share is computed with every sixteenth example. */
  private static final int INTERVAL = 16;

  /** New examples weigh more and more instead of old ones less; up to here. */
  private static final double MOST_WEIGHT = 0x1p20;

  private static final int NOW = 0;
  private static final int TOTAL = 1;
  private static final int SQUARES = 2;
  private static final int VALUES = 3;
  private static final int SQUARED_VALUES = 4;
  private static final int SUMS = 5;

  private final boolean classes;
  private final int groups;
  private final FloatArray counts;
  private final FloatArray shares;
  private final DoubleArray sums;
  private final double[] ofBins = new double[BINS];
  private final double[] ofGroups = new double[MOST_GROUPS];

  /**
   * @param features at most
   * @param classes at most; 0 where labels are real
   */
  Screening(int features, int classes) {
    int padded = Kernels.padded(features);
    this.classes = classes > 0;
    this.groups = classes > 0 ? Math.min(classes, MOST_GROUPS) : 2;
    this.counts = new FloatArray("screening/counts", features * BINS * groups);
    this.shares = new FloatArray("screening/shares", padded);
    this.sums = new DoubleArray("screening/sums", SUMS);
    sums.values()[NOW] = 1;
  }

  List<LearnedArray> state() {
    return List.of(counts, shares, sums);
  }

  /** What passes of each feature. */
  float[] shares() {
    return shares.values();
  }

  /**
   * Takes in an example.
   *
   * @param features standardised
   * @param inputs how many there are
   * @param target the class, or the standardised value
   * @param weight how many examples it counts as
   * @param example its number, which decides whose shares are computed
   */
  void include(float[] features, int inputs, float target, double weight, long example) {
    double[] s = sums.values();
    s[NOW] *= 1 + 1.0 / HORIZON;
    double w = weight * s[NOW];
    s[TOTAL] += w;
    s[SQUARES] += w * w;
    s[VALUES] += w * target;
    s[SQUARED_VALUES] += w * target * target;
    float[] n = counts.values();
    for (int f = 0; f < inputs; f++) {
      int at = place(f, bin(features[f]));
      if (classes) {
        n[at + (int) target % groups] += (float) w;
      } else {
        n[at] += (float) w;
        n[at + 1] += (float) (w * target);
      }
    }
    counts.markChanged(0, place(inputs, 0));
    for (int f = (int) (example % INTERVAL); f < inputs; f += INTERVAL) {
      shares.values()[f] = (float) share(f);
    }
    shares.markChanged(0, inputs);
    sums.markAllChanged();
    if (s[NOW] >= MOST_WEIGHT) {
      rescale();
    }
  }

  private static int bin(float value) {
    int bin = 0;
    for (float bound : BOUNDS) {
      bin += value > bound ? 1 : 0;
    }
    return bin;
  }

  private int place(int feature, int bin) {
    return (feature * BINS + bin) * groups;
  }

  /** By a power of two, which changes no share. */
  private void rescale() {
    double[] s = sums.values();
    for (int k = 0; k < SUMS; k++) {
      s[k] /= k == SQUARES ? MOST_WEIGHT * MOST_WEIGHT : MOST_WEIGHT;
    }
    for (int i = 0; i < counts.length(); i++) {
      counts.values()[i] /= (float) MOST_WEIGHT;
    }
    counts.markAllChanged();
  }

  /** The share of the statistic that is beyond chance, or 0. */
  private double share(int feature) {
    double statistic = classes ? ofClasses(feature) : ofValues(feature);
    int bins = positive(ofBins, BINS);
    double freedom = (bins - 1.0) * (classes ? positive(ofGroups, groups) - 1 : 1);
    double chance = freedom + MARGIN * Math.sqrt(2 * freedom);
    return freedom > 0 && statistic > chance ? 1 - chance / statistic : 0;
  }

  private static int positive(double[] values, int count) {
    int positive = 0;
    for (int k = 0; k < count; k++) {
      positive += values[k] > 0 ? 1 : 0;
    }
    return positive;
  }

  /** The weight of one example, as far as the spread of a weighted sum goes. */
  private double one() {
    return sums.values()[SQUARES] / sums.values()[TOTAL];
  }

  /**
   * Pearson's χ²; half an example more is expected everywhere, or what is rare would weigh most.
   */
  private double ofClasses(int feature) {
    Arrays.fill(ofBins, 0);
    Arrays.fill(ofGroups, 0);
    double total = 0;
    float[] n = counts.values();
    int at = place(feature, 0);
    for (int b = 0; b < BINS; b++) {
      for (int g = 0; g < groups; g++) {
        double count = n[at++];
        ofBins[b] += count;
        ofGroups[g] += count;
        total += count;
      }
    }
    double one = one();
    double sum = 0;
    at = place(feature, 0);
    for (int b = 0; b < BINS; b++) {
      double share = ofBins[b] / total;
      for (int g = 0; g < groups; g++) {
        double expected = share * ofGroups[g];
        double d = n[at++] - expected;
        sum += d * d / (expected + one / 2);
      }
    }
    return sum / one;
  }

  /** The squared differences of the bins' means from the mean, in variances of the label. */
  private double ofValues(int feature) {
    double[] s = sums.values();
    double mean = s[VALUES] / s[TOTAL];
    double variance = s[SQUARED_VALUES] / s[TOTAL] - mean * mean;
    double one = one();
    double sum = 0;
    for (int b = 0; b < BINS; b++) {
      ofBins[b] = counts.values()[place(feature, b)];
      double d = counts.values()[place(feature, b) + 1] - ofBins[b] * mean;
      sum += d * d / (ofBins[b] + one / 2);
    }
    return variance > 0 ? sum / variance / one : 0;
  }
}
