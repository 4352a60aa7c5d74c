package io.gradstream.learning.pool;

import io.gradstream.kernel.Kernels;
import io.gradstream.scale.FeatureScale;

/**
 * The dense features as some of a pool's members see them: as scores of their ranks or expanded
 * into smooth steps, and faded where they tell nothing of the label. Each view is computed once for
 * all members that share it.
 */
final class InputView {
  private final FeatureScale scale;
  private final Screening screening;
  private final Expansion expansion;
  private final boolean uniform;

  /** The features themselves where none is expanded. */
  private final float[] encoded;

  /** The same, screened; empty where no member asks for it. */
  private float[] screened = {};

  /**
   * @param features dense features, at most
   * @param uniform whether ranks are values of a uniform distribution, not of a normal one
   */
  InputView(
      FeatureScale scale, Screening screening, Expansion expansion, int features, boolean uniform) {
    this.scale = scale;
    this.screening = screening;
    this.expansion = expansion;
    this.uniform = uniform;
    boolean isExpanded = expansion.expandedOf(features) > 0;
    this.encoded = isExpanded ? new float[Kernels.padded(expansion.width(features))] : ranked();
  }

  /** How features become inputs. */
  Expansion expansion() {
    return expansion;
  }

  /** Whether it encodes features in this way. */
  boolean matches(Expansion expansion, boolean uniform) {
    return this.expansion == expansion && this.uniform == uniform;
  }

  /** The inputs of the features that were encoded last. Live. */
  float[] inputs() {
    return encoded;
  }

  /**
   * The same, each feature only as far as it tells of the label by itself. Live. Ask for it before
   * the first encoding: from then on it is kept.
   */
  float[] screenedInputs() {
    if (screened.length == 0) {
      screened = new float[encoded.length];
    }
    return screened;
  }

  /** Encodes the first features, as the scale has transformed them last. */
  void encode(int features) {
    int expanded = expansion.expandedOf(features);
    if (expanded > 0) {
      expansion.encode(scale.standardized(), ranked(), features, encoded);
      silenceConstants(expanded);
    }
    if (screened.length > 0) {
      expansion.scale(screening.shares(), encoded, features, screened);
    }
  }

  /** A feature that was always the same says nothing: each of its steps would be one more bias. */
  private void silenceConstants(int expanded) {
    for (int f = 0; f < expanded; f++) {
      if (!scale.hasVaried(f)) {
        expansion.silence(f, encoded);
      }
    }
  }

  private float[] ranked() {
    return uniform ? scale.uniform() : scale.normal();
  }
}
