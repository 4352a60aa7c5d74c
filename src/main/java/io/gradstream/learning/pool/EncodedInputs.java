package io.gradstream.learning.pool;

import io.gradstream.kernel.Kernels;
import io.gradstream.learning.FeatureVector;
import io.gradstream.network.LearnedArray;
import io.gradstream.scale.Doubt;
import io.gradstream.scale.FeatureScale;
import java.util.ArrayList;
import java.util.List;

/** The dense features of an example as a pool's members see them: each way is computed once. */
final class EncodedInputs {
  /** A horizon with which mean and variance follow a stream that drifts. */
  private static final double HORIZON = 1000;

  /** Features, the first ones, that may give signals. */
  static final int MOST_SIGNALLING = 64;

  private final FeatureScale scale;
  private final Screening screening;
  private final Expansion plain;
  private final Expansion expansion;
  private final int features;
  private final List<View> views = new ArrayList<>();
  private final Signals signals;
  private int inputs;

  EncodedInputs(PoolSpec spec, Kernels kernels) {
    boolean classes = spec.loss().classifies();
    int signalling = Math.min(spec.inputs(), MOST_SIGNALLING);
    this.features = spec.inputs();
    this.scale = new FeatureScale(features, signalling, kernels, HORIZON);
    this.screening = new Screening(features, classes ? spec.loss().scores(spec.outputs()) : 0);
    this.plain = new Expansion(kernels, 0);
    this.expansion = new Expansion(kernels, spec.expanded());
    this.signals = new Signals(signalling);
  }

  List<LearnedArray> state() {
    List<LearnedArray> state = new ArrayList<>(scale.state());
    state.addAll(screening.state());
    return state;
  }

  /** How a member's features are encoded. */
  Expansion expansionOf(MemberSpec member) {
    return member.has(Sight.EXPANDED) ? expansion : plain;
  }

  /** The scale of the features. */
  FeatureScale scale() {
    return scale;
  }

  /** What there is to say of the features last encoded beside them. */
  Signals signals() {
    return signals;
  }

  /** Encodes the first {@code size} features; false if one is infinite. */
  boolean encode(FeatureVector example, int size) {
    if (!scale.transform(example.padded(), size)) {
      return false;
    }
    inputs = size;
    signals.take(scale, size);
    for (View view : views) {
      encode(view);
    }
    return true;
  }

  private void encode(View view) {
    if (view.expansion.expandedOf(inputs) > 0) {
      view.expansion.encode(scale.standardized(), ranked(view.uniform), inputs, view.encoded);
      silenceConstants(view);
    }
    if (view.screened.length > 0) {
      view.expansion.scale(screening.shares(), view.encoded, inputs, view.screened);
    }
  }

  /** A feature that was always the same says nothing: its steps would be so many biases. */
  private void silenceConstants(View view) {
    int expanded = view.expansion.expandedOf(inputs);
    for (int f = 0; f < expanded; f++) {
      if (!scale.hasVaried(f)) {
        view.expansion.silence(f, view.encoded);
      }
    }
  }

  /** Where what a member sees of the features last encoded stands. */
  float[] of(MemberSpec member) {
    View view = view(expansionOf(member), member.has(Sight.UNIFORM_RANKS));
    if (!member.has(Sight.SCREENED)) {
      return view.encoded;
    }
    if (view.screened.length == 0) {
      view.screened = new float[view.encoded.length];
    }
    return view.screened;
  }

  private float[] ranked(boolean uniform) {
    return uniform ? scale.uniform() : scale.normal();
  }

  private View view(Expansion ofView, boolean uniform) {
    for (View view : views) {
      if (view.expansion == ofView && view.uniform == uniform) {
        return view;
      }
    }
    boolean isExpanded = ofView.expandedOf(features) > 0;
    int length = Kernels.padded(ofView.width(features));
    View view = new View(ofView, uniform, isExpanded ? new float[length] : ranked(uniform));
    views.add(view);
    return view;
  }

  /**
   * Learns what features tell of a label.
   *
   * @param weight how many examples it counts as
   * @param example its number
   */
  void learn(float target, double weight, long example) {
    screening.include(scale.normal(), inputs, target, weight, example);
  }

  /**
   * Includes the features last encoded in what their scale rests on.
   *
   * @return whether one of the first is elsewhere now, so that its scale was given up
   */
  boolean include() {
    return scale.include();
  }

  /** What is suspicious of them. */
  List<Doubt> doubts() {
    return scale.doubts();
  }

  /** Lets the scale of features follow what comes more quickly. */
  void forget() {
    scale.forget();
  }

  /** A way to encode features. */
  private static final class View {
    private final Expansion expansion;
    private final boolean uniform;

    /** The features themselves where none is expanded. */
    private final float[] encoded;

    /** The same, screened; empty where no member wants it. */
    private float[] screened = {};

    View(Expansion expansion, boolean uniform, float[] encoded) {
      this.expansion = expansion;
      this.uniform = uniform;
      this.encoded = encoded;
    }
  }
}
