package io.gradstream.learning.pool;

import io.gradstream.kernel.Fading;
import io.gradstream.kernel.Kernels;
import io.gradstream.network.FloatArray;
import io.gradstream.network.LearnedArray;
import java.util.Arrays;
import java.util.List;

/**
 * A learned factor for each feature, before the first layer: a feature that does not help is turned
 * down. The factor follows the gradient of the loss by its own logarithm, {@code u = Σ x ·
 * ∂loss/∂x} over the feature's inputs, normalised by its running root mean square: {@code g ← g ·
 * (1 − rate · u / √E[u²])}. Multiplicative steps leave few features with large factors (Kivinen and
 * Warmuth 1997); one factor for each input is the relevance of MacKay 1994 and the step size of
 * Sutton 1992.
 *
 * <p>With weights fitted to noise, new noise says by and large that they are too large: the factor
 * of a useless feature falls. That of a useful one is held by what it explains.
 */
final class InputGains {
  static final float RATE = 0.003f;
  private static final float LEAST = 0.03f;
  private static final float MOST = 2f;

  private final Kernels kernels;
  private final Expansion expansion;
  private final Fading fading;
  private final float rate;
  private final FloatArray gains;
  private final FloatArray squares;
  private final float[] gradient;

  /**
   * @param rate of its steps; 0 leaves all factors at 1
   */
  InputGains(
      String name, Kernels kernels, Expansion expansion, Fading fading, int features, float rate) {
    this.rate = rate;
    int padded = Kernels.padded(features);
    this.kernels = kernels;
    this.expansion = expansion;
    this.fading = fading;
    this.gains = new FloatArray(name + "gains", padded);
    this.squares = new FloatArray(name + "gain-squares", padded);
    this.gradient = new float[padded];
    Arrays.fill(gains.values(), 1f);
  }

  /** Forgets all it has learned. */
  void begin() {
    Arrays.fill(gains.values(), 1f);
    Arrays.fill(squares.values(), 0f);
    gains.markAllChanged();
    squares.markAllChanged();
  }

  List<LearnedArray> state() {
    return List.of(gains, squares);
  }

  /** The factor of a feature. */
  float gain(int feature) {
    return gains.values()[feature];
  }

  /** {@code out ← g · encoded}, over the inputs of the features in use. */
  void apply(float[] encoded, int features, float[] out) {
    expansion.scale(gains.values(), encoded, features, out);
  }

  /**
   * Takes a step.
   *
   * @param inputs what {@link #apply} has made
   * @param deltas ∂loss/∂input
   * @param step how many were taken before
   */
  void learn(float[] inputs, float[] deltas, int features, long step) {
    int expanded = expansion.expandedOf(features);
    int at = 0;
    for (int f = 0; f < expanded; f++) {
      int end = at + expansion.widthOf(f);
      float sum = 0f;
      for (; at < end; at++) {
        sum = Math.fma(inputs[at], deltas[at], sum);
      }
      gradient[f] = sum;
    }
    int ahead = at - expanded;
    for (int f = expanded; f < features; f++) {
      gradient[f] = inputs[ahead + f] * deltas[ahead + f];
    }
    int padded = Kernels.padded(features);
    float correction = fading.correction(step + 1);
    kernels.overRootMeanSquare(
        gradient,
        squares.values(),
        0,
        padded,
        fading.keep(),
        fading.gain(),
        correction,
        -rate,
        gradient);
    float[] g = gains.values();
    for (int f = 0; f < features; f++) {
      g[f] = Math.min(Math.max(Math.fma(g[f], gradient[f], g[f]), LEAST), MOST);
    }
    gains.markChanged(0, features);
    squares.markChanged(0, padded);
  }
}
