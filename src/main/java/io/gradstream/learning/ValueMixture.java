package io.gradstream.learning;

import io.gradstream.network.DoubleArray;
import io.gradstream.network.LearnedArray;
import io.gradstream.network.Loss;
import java.util.ArrayList;
import java.util.List;

/**
 * Mixes predicted values. A gradient expert is {@code b + Σm wm · ym}. How likely an expert held a
 * value is {@code exp(−loss / 2λ)} with {@code λ} the mixture's own faded mean loss: for squared
 * errors, a normal distribution as wide as the errors are.
 */
final class ValueMixture extends Mixture {
  private static final double FADING = 0.999;
  private static final double LEAST_SCALE = 1e-9;

  private final Loss loss;
  private final DoubleArray scale = new DoubleArray("pool/scale", 1);
  private final double[] values;
  private final double[] mixed = new double[1];
  private final float[] value = new float[1];
  private final float[] gradient = new float[1];

  ValueMixture(Loss loss, int members) {
    super(members, 1);
    this.loss = loss;
    this.values = new double[experts()];
    scale.values()[0] = 1;
  }

  @Override
  void mix(List<Member> all, int outputs) {
    for (int m = 0; m < members(); m++) {
      values[FIRST_MEMBER + m] = withinLabels(all.get(m).value());
    }
    for (int r = 0; r < BAYES; r++) {
      double value = biases()[r] + sum(weights(), r * members(), FIRST_MEMBER, members());
      values[r] = withinLabels(value);
    }
    values[BAYES] = sum(bayesWeights(), 0, FIRST_MEMBER, members());
    mixed[0] = sum(hedgeWeights(), 0, 0, experts());
  }

  /** No label is beyond the clip. Without it, steps along ever larger errors would diverge. */
  private static double withinLabels(double value) {
    return Math.clamp(value, -Standardizer.CLIP, Standardizer.CLIP);
  }

  private double sum(double[] w, int offset, int first, int count) {
    double sum = 0;
    for (int k = 0; k < count; k++) {
      sum += w[offset + k] * values[first + k];
    }
    return sum;
  }

  @Override
  double[] scores() {
    return mixed;
  }

  @Override
  void takeScores(int member, float[] out) {
    out[0] = (float) values[FIRST_MEMBER + member];
  }

  @Override
  float loss(float target) {
    return loss(mixed[0], target);
  }

  @Override
  double memberLoss(int member, float target) {
    return loss(values[FIRST_MEMBER + member], target);
  }

  private float loss(double predicted, float target) {
    value[0] = (float) predicted;
    return loss.loss(value, value, 1, target);
  }

  @Override
  double likelihood(int expert, float target) {
    return StrictMath.exp(-loss(values[expert], target) / (2 * scale.values()[0]));
  }

  @Override
  void descend(int expert, double rate, float target) {
    value[0] = (float) values[expert];
    loss.dLoss(value, value, 1, target, gradient);
    double step = rate * gradient[0];
    for (int m = 0; m < members(); m++) {
      weights()[expert * members() + m] -= step * values[FIRST_MEMBER + m];
    }
    biases()[expert] -= step;
  }

  @Override
  void include(float target) {
    double faded = FADING * scale.values()[0] + (1 - FADING) * loss(mixed[0], target);
    scale.values()[0] = Math.max(faded, LEAST_SCALE);
    scale.markAllChanged();
  }

  @Override
  List<LearnedArray> state() {
    List<LearnedArray> state = new ArrayList<>(super.state());
    state.add(scale);
    return state;
  }
}
