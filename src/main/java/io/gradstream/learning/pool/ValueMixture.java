package io.gradstream.learning.pool;

import io.gradstream.network.DoubleArray;
import io.gradstream.network.LearnedArray;
import io.gradstream.network.Loss;
import io.gradstream.scale.LabelScale;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Mixes predicted values, and what labels and a line say of the next one. A gradient expert is
 * {@code b + Σm wm · ym}. How likely an expert held a value is {@code exp(−loss / 2λ)} with {@code
 * λ} the mixture's own faded mean loss: for squared errors, a normal distribution as wide as the
 * errors are. Where labels have jumped, out of reach of all voices, the last one is what it says;
 * where a baseline or the line errs less, that ({@link PublishedVoice}).
 */
final class ValueMixture extends Mixture {
  /** What is heard beside members, in the order of their voices. */
  private static final List<String> OTHERS =
      List.of("last label", "mean of labels", "line of labels", "least squares");

  private static final List<Mechanism> MECHANISMS =
      List.of(
          Mechanism.LABEL_VOICES,
          Mechanism.LABEL_VOICES,
          Mechanism.LABEL_VOICES,
          Mechanism.LEAST_SQUARES);

  /** What may be published. Beyond the clip it is only as far as the line leads. */
  private static final int MIXTURE = 0;

  private static final int LAST = 1;
  private static final int MEAN = 2;
  private static final int LINE = 3;
  private static final int CANDIDATES = 4;

  /**
   * The line beyond the clip was nearer to the label than the clip: more often than not, if > 0.
   */
  private static final int NEARER = 1;

  private static final double NEARER_FADING = 0.95;
  private static final double FADING = 0.999;
  private static final double LEAST_SCALE = 1e-12;

  private final Loss loss;
  private final boolean usesLine;
  private final boolean choosesVoice;
  private final LabelScale labels;
  private final LeastSquares line;
  private final DoubleArray scale = new DoubleArray("pool/scale", 2);
  private final double[] values;

  private final double[] candidates = new double[CANDIDATES];
  private final PublishedVoice published = new PublishedVoice(CANDIDATES);
  private double ofLine;
  private final double[] mixed = new double[1];
  private final float[] value = new float[1];
  private final float[] gradient = new float[1];

  ValueMixture(
      Loss loss, int members, LabelScale labels, LeastSquares line, Set<Mechanism> without) {
    super(members, MECHANISMS, 1, without);
    this.loss = loss;
    this.usesLine = !without.contains(Mechanism.LEAST_SQUARES);
    this.choosesVoice = !without.contains(Mechanism.PUBLISHED_BASELINE);
    this.labels = labels;
    this.line = line;
    this.values = new double[experts()];
    scale.values()[0] = 1;
  }

  @Override
  List<String> others() {
    return OTHERS;
  }

  @Override
  void mix(List<Member> all, int outputs) {
    int voice = FIRST_MEMBER;
    for (Member member : all) {
      values[voice++] = withinLabels(member.value());
    }
    double last = labels.last();
    candidates[LAST] = values[voice++] = withinLabels(last);
    candidates[MEAN] = values[voice++] = withinLabels(labels.mean());
    values[voice++] = withinLabels(labels.forecast());
    ofLine = labels.standardized(line.predict());
    values[voice] = withinLabels(ofLine);
    for (int r = 0; r < BAYES; r++) {
      double sum = biases()[r] + sum(weights(), r * voices(), FIRST_MEMBER, voices());
      values[r] = withinLabels(sum);
    }
    values[BAYES] = sum(bayesWeights(), 0, FIRST_MEMBER, voices());
    double beyond = leadsBeyond() ? ofLine - values[voice] : 0;
    candidates[MIXTURE] =
        withinLabels(sum(hedgeWeights(), 0, 0, experts())) + share(voice) * beyond;
    candidates[LINE] = usesLine && line.isKnown() ? values[voice] + beyond : candidates[MIXTURE];
    mixed[0] = labels.hasJumped() ? last : candidates[choosesVoice ? published.choose() : MIXTURE];
  }

  /** Whether the line, where it was beyond the clip, was mostly nearer to the label. */
  private boolean leadsBeyond() {
    return line.isKnown() && scale.get(NEARER) > 0;
  }

  /** What a voice weighs, directly or in the Bayesian mixture. */
  private double share(int expert) {
    double ofBayes = bayesWeights()[expert - FIRST_MEMBER];
    return hedgeWeights()[expert] + hedgeWeights()[BAYES] * ofBayes;
  }

  /** No label is beyond the clip. Without it, steps along ever larger errors would diverge. */
  private static double withinLabels(double value) {
    return Math.clamp(value, -LabelScale.CLIP, LabelScale.CLIP);
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
  double expected() {
    return candidates[MIXTURE];
  }

  @Override
  void takeScores(int member, double[] out) {
    out[0] = values[FIRST_MEMBER + member];
  }

  @Override
  float loss(float target) {
    return loss(withinLabels(mixed[0]), target);
  }

  @Override
  double voiceLoss(int voice, float target) {
    return loss(values[FIRST_MEMBER + voice], target);
  }

  private float loss(double predicted, float target) {
    value[0] = (float) predicted;
    return loss.loss(value, value, 1, target);
  }

  @Override
  double likelihood(int expert, float target) {
    return StrictMath.exp(-loss(values[expert], target) / (2 * scale.get(0)));
  }

  @Override
  void descend(int expert, double rate, float target) {
    value[0] = (float) values[expert];
    loss.dLoss(value, value, 1, target, gradient);
    double step = rate * gradient[0];
    for (int m = 0; m < voices(); m++) {
      if (!isSilent(m)) {
        weights()[expert * voices() + m] -= step * values[FIRST_MEMBER + m];
      }
    }
    biases()[expert] -= step;
  }

  private void judgeLine() {
    double within = withinLabels(ofLine);
    if (ofLine != within && line.isKnown()) {
      double label = labels.standardized(labels.label());
      boolean isNearer = Math.abs(label - ofLine) < Math.abs(label - within);
      scale.set(NEARER, NEARER_FADING * scale.get(NEARER) + (isNearer ? 1 : -1));
    }
  }

  /** A target that was clipped as it was before. */
  private double unclipped(float target) {
    boolean isClipped = Math.abs(target) >= LabelScale.CLIP;
    return isClipped ? labels.standardized(labels.near()) : target;
  }

  @Override
  void include(float target, double weight) {
    judgeLine();
    line.include(labels.label(), labels.near(), weight);
    published.include(candidates, unclipped(target));
    double now = loss(withinLabels(candidates[MIXTURE]), target);
    double faded = FADING * scale.get(0) + (1 - FADING) * now;
    scale.set(0, Math.max(faded, LEAST_SCALE));
  }

  @Override
  void forgetScales() {
    line.clear();
  }

  @Override
  List<LearnedArray> state() {
    List<LearnedArray> state = new ArrayList<>(super.state());
    state.add(scale);
    state.add(published.state());
    state.addAll(line.state());
    return state;
  }
}
