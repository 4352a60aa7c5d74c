package io.gradstream.learning.pool;

import io.gradstream.kernel.Kernels;
import java.util.Arrays;

/**
 * Standardised features, of which the first ones are followed by {@code tanh(3·(z − k))} at {@value
 * #KNOTS} knots {@code k}: smooth steps, so that a linear model is an additive one, and thresholds
 * need not be learned (Hastie and Tibshirani 1986; for networks Gorishniy et al. 2022, section 3.2,
 * whose bins are piecewise linear).
 */
final class Expansion {
  private static final int KNOTS = 7;
  private static final float STEEPNESS = 3f;
  private static final float[] AT = {-2f, -1.2f, -0.5f, 0f, 0.5f, 1.2f, 2f};

  private final Kernels kernels;
  private final int expanded;
  private final float[] steps;

  /**
   * @param expanded how many of the first features are expanded
   */
  Expansion(Kernels kernels, int expanded) {
    this.kernels = kernels;
    this.expanded = expanded;
    this.steps = new float[Kernels.padded(width(expanded))];
  }

  /** The inputs that a feature becomes. */
  int widthOf(int feature) {
    return feature < expanded ? 1 + KNOTS : 1;
  }

  /** How many of the first features are expanded. */
  int expandedOf(int features) {
    return Math.min(features, expanded);
  }

  /** The inputs that the first features become. */
  int width(int features) {
    return features + KNOTS * Math.min(features, expanded);
  }

  /** Makes all that a feature has become zero. */
  void silence(int feature, float[] out) {
    int width = widthOf(feature);
    Arrays.fill(out, feature * width, (feature + 1) * width, 0f);
  }

  /**
   * {@code out ← factor of its feature · encoded}, over all inputs of the features; what is beyond
   * it up to the padded length becomes zero.
   */
  void scale(float[] factors, float[] encoded, int features, float[] out) {
    int first = expandedOf(features);
    if (first == 0) {
      int length = Kernels.padded(features);
      System.arraycopy(encoded, 0, out, 0, length);
      kernels.multiply(factors, out, length);
      return;
    }
    int at = 0;
    for (int f = 0; f < first; f++) {
      int end = at + widthOf(f);
      for (; at < end; at++) {
        out[at] = factors[f] * encoded[at];
      }
    }
    int ahead = at - first;
    for (int f = first; f < features; f++) {
      out[ahead + f] = factors[f] * encoded[ahead + f];
    }
    int end = ahead + features;
    Arrays.fill(out, end, Kernels.padded(end), 0f);
  }

  /**
   * Encodes the first features; what is beyond them up to the padded length becomes zero.
   *
   * @param standardized what an expanded feature is itself
   * @param ranked what its steps are of, and what all others are
   */
  void encode(float[] standardized, float[] ranked, int count, float[] out) {
    int first = Math.min(count, expanded);
    int at = 0;
    for (int f = 0; f < first; f++) {
      steps[at++] = 0f;
      for (float knot : AT) {
        steps[at++] = STEEPNESS * (ranked[f] - knot);
      }
    }
    int length = Kernels.padded(at);
    for (int i = at; i < length; i++) {
      steps[i] = 0f;
    }
    kernels.tanh(steps, steps, length);
    System.arraycopy(steps, 0, out, 0, Math.min(length, out.length));
    for (int f = 0; f < first; f++) {
      out[f * (1 + KNOTS)] = standardized[f];
    }
    System.arraycopy(ranked, first, out, at, count - first);
    int end = at + count - first;
    for (int i = end; i < Kernels.padded(end); i++) {
      out[i] = 0f;
    }
  }
}
