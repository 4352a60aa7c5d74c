package io.gradstream.scale;

import io.gradstream.network.FloatArray;
import io.gradstream.network.LearnedArray;
import java.util.List;

/**
 * How far the ranks of a feature are to be trusted rather than its standardised values, from 0 to
 * 1. The latter are right if they are, but for scale and shift, what ranks make of a normal or of a
 * uniform distribution: if their correlation with one of the two is nearly 1 (Filliben 1975, whose
 * test of shape it is). Mean and variance that an error of typing, a sentinel or a heavy tail have
 * captured leave nothing of it: the standardised values hardly vary, and only variance of 1 counts
 * as all of it.
 */
final class Agreement {
  /** Values that the correlation rests on at most. */
  private static final float HORIZON = 1000;

  /** Above it the standardised values are taken, as they are. */
  private static final double ENOUGH = 0.988;

  /** Below it the ranks. */
  private static final double TOO_LITTLE = 0.968;

  /** Below it a feature is heavy-tailed: as an exponential distribution is, or more. */
  private static final double HEAVY = 0.91;

  /** Over the root of the values: by so much may the correlation of few values fall short. */
  private static final double DOUBT = 0.4;

  /** Less is an error of rounding: scores that are all equal have no shape. */
  private static final double LEAST_VARIANCE = 1e-6;

  private static final int INTERVAL = 16;

  private static final int VALUES = 0;
  private static final int Z = 1;
  private static final int NORMAL = 2;
  private static final int UNIFORM = 3;
  private static final int Z_NORMAL = 4;
  private static final int Z_UNIFORM = 5;
  private static final int Z_Z = 6;
  private static final int NORMAL_NORMAL = 7;
  private static final int UNIFORM_UNIFORM = 8;
  private static final int NUMBERS = 9;

  static final int BYTES_PER_FEATURE = (NUMBERS + 1) * Float.BYTES;

  private final FloatArray numbers;
  private final FloatArray shares;

  Agreement(int features) {
    this.numbers = new FloatArray("ranks/agreement", features * NUMBERS);
    this.shares = new FloatArray("ranks/shares", features);
  }

  List<LearnedArray> state() {
    return List.of(numbers, shares);
  }

  void markChanged(int from, int to) {
    numbers.markChanged(from * NUMBERS, to * NUMBERS);
    shares.markChanged(from, to);
  }

  /** What part of a view is that of the ranks, of each feature. */
  float[] shares() {
    return shares.values();
  }

  /** Includes a value: standardised, as the normal and as the uniform score of its rank. */
  void include(int feature, float z, float normal, float uniform) {
    float[] n = numbers.values();
    int at = feature * NUMBERS;
    n[at + VALUES] = n[at + VALUES] < HORIZON ? n[at + VALUES] + 1 : HORIZON + nextPhase(n, at);
    float gain = 1 / Math.min(n[at + VALUES], HORIZON);
    n[at + Z] += gain * (z - n[at + Z]);
    n[at + NORMAL] += gain * (normal - n[at + NORMAL]);
    n[at + UNIFORM] += gain * (uniform - n[at + UNIFORM]);
    n[at + Z_NORMAL] += gain * (z * normal - n[at + Z_NORMAL]);
    n[at + Z_UNIFORM] += gain * (z * uniform - n[at + Z_UNIFORM]);
    n[at + Z_Z] += gain * (z * z - n[at + Z_Z]);
    n[at + NORMAL_NORMAL] += gain * (normal * normal - n[at + NORMAL_NORMAL]);
    n[at + UNIFORM_UNIFORM] += gain * (uniform * uniform - n[at + UNIFORM_UNIFORM]);
    if (n[at + VALUES] < 16 * INTERVAL || n[at + VALUES] % INTERVAL == 0) {
      double agreement = correlation(n, at) + DOUBT / Math.sqrt(Math.min(n[at + VALUES], HORIZON));
      shares.values()[feature] =
          (float) Math.clamp((ENOUGH - agreement) / (ENOUGH - TOO_LITTLE), 0, 1);
    }
  }

  private static float nextPhase(float[] n, int at) {
    return (n[at + VALUES] - HORIZON + 1) % INTERVAL;
  }

  /** Whether the standardised values say little. */
  boolean isHeavyTailed(int feature) {
    return correlation(numbers.values(), feature * NUMBERS) < HEAVY;
  }

  private static double correlation(float[] n, int at) {
    return Math.max(
        correlation(n, at, NORMAL, Z_NORMAL, NORMAL_NORMAL),
        correlation(n, at, UNIFORM, Z_UNIFORM, UNIFORM_UNIFORM));
  }

  private static double correlation(float[] n, int at, int mean, int product, int square) {
    double variance = n[at + square] - n[at + mean] * n[at + mean];
    double own = Math.max(1, n[at + Z_Z] - n[at + Z] * n[at + Z]);
    double covariance = n[at + product] - n[at + Z] * n[at + mean];
    return variance > LEAST_VARIANCE ? covariance / Math.sqrt(own * variance) : 1;
  }
}
