package io.gradstream.learning;

import io.gradstream.kernel.Kernels;
import io.gradstream.network.LearnedArray;
import java.util.ArrayList;
import java.util.List;

/** The dense features of an example as a pool's members see them: each way is computed once. */
final class EncodedInputs {
  private final Standardizer standardizer;
  private final Screening screening;
  private final Expansion plain;
  private final Expansion expansion;
  private final float[] features;
  private final float[] plainInputs;
  private final float[] expandedInputs;
  private final float[] screenedInputs;
  private final float[] screenedExpandedInputs;
  private int inputs;

  EncodedInputs(PoolSpec spec, Kernels kernels) {
    boolean classes = spec.loss().classifies();
    this.standardizer = new Standardizer(spec.inputs(), kernels, Standardizer.HORIZON);
    this.screening = new Screening(spec.inputs(), classes ? spec.loss().scores(spec.outputs()) : 0);
    this.plain = new Expansion(kernels, 0);
    this.expansion = new Expansion(kernels, spec.expanded());
    int expandedWidth = Kernels.padded(expansion.width(spec.inputs()));
    this.features = new float[Kernels.padded(spec.inputs())];
    this.plainInputs = new float[features.length];
    this.expandedInputs = new float[expandedWidth];
    this.screenedInputs = new float[features.length];
    this.screenedExpandedInputs = new float[expandedWidth];
  }

  List<LearnedArray> state() {
    List<LearnedArray> state = new ArrayList<>(standardizer.state());
    state.addAll(screening.state());
    return state;
  }

  /** How a member's features are encoded. */
  Expansion expansionOf(MemberSpec member) {
    return member.has(Sight.EXPANDED) ? expansion : plain;
  }

  /**
   * Encodes the first {@code size} features; false if one is infinite. A feature that was always
   * the same says nothing: its steps would be so many biases.
   */
  boolean encode(FeatureVector example, int size) {
    if (!standardizer.transform(example, size, features)) {
      return false;
    }
    inputs = size;
    plain.encode(features, inputs, plainInputs);
    expansion.encode(features, inputs, expandedInputs);
    int expanded = expansion.expandedOf(inputs);
    for (int f = 0; f < expanded; f++) {
      if (!standardizer.hasVaried(f)) {
        expansion.silence(f, expandedInputs);
      }
    }
    plain.scale(screening.shares(), plainInputs, inputs, screenedInputs);
    expansion.scale(screening.shares(), expandedInputs, inputs, screenedExpandedInputs);
    return true;
  }

  /** What a member sees of the features last encoded. */
  float[] of(MemberSpec member) {
    if (member.has(Sight.SCREENED)) {
      return member.has(Sight.EXPANDED) ? screenedExpandedInputs : screenedInputs;
    }
    return member.has(Sight.EXPANDED) ? expandedInputs : plainInputs;
  }

  /** The share of the features last encoded, missing ones aside, that are not absurd. */
  float plausibility() {
    return standardizer.plausibility();
  }

  /**
   * Learns what features tell of a label.
   *
   * @param weight how many examples it counts as
   * @param example its number
   */
  void learn(float target, double weight, long example) {
    screening.include(features, inputs, target, weight, example);
  }

  /**
   * Includes the features last encoded in their moments.
   *
   * @param example the same as then
   */
  void include(FeatureVector example) {
    standardizer.include(example);
  }

  /** Lets the moments of features follow what comes more quickly. */
  void forget() {
    standardizer.forget();
  }
}
