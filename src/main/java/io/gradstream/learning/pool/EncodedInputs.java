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
  private final List<InputView> views = new ArrayList<>();
  private final Signals signals;
  private int inputs;

  EncodedInputs(PoolSpec spec, Kernels kernels) {
    boolean classes = spec.loss().classifies();
    int signalling = Math.min(spec.inputs(), MOST_SIGNALLING);
    this.features = spec.inputs();
    this.scale =
        new FeatureScale(features, signalling, kernels, HORIZON, spec.has(Mechanism.RANKS));
    this.screening = new Screening(features, classes ? spec.loss().scores(spec.outputs()) : 0);
    this.plain = new Expansion(kernels, 0);
    this.expansion = new Expansion(kernels, spec.expanded());
    this.signals = new Signals(spec.has(Mechanism.SIGNALS) ? signalling : 0);
  }

  List<LearnedArray> state() {
    List<LearnedArray> state = new ArrayList<>(scale.state());
    state.addAll(screening.state());
    return state;
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
    for (InputView view : views) {
      view.encode(size);
    }
    return true;
  }

  /** How a member sees the features. */
  InputView viewOf(MemberSpec member) {
    Expansion ofMember = member.has(InputOption.EXPANDED) ? expansion : plain;
    boolean uniform = member.has(InputOption.UNIFORM_RANKS);
    for (InputView view : views) {
      if (view.matches(ofMember, uniform)) {
        return view;
      }
    }
    InputView view = new InputView(scale, screening, ofMember, features, uniform);
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
}
