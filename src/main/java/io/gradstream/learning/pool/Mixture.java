package io.gradstream.learning.pool;

import io.gradstream.network.DoubleArray;
import io.gradstream.network.LearnedArray;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Makes one prediction of those of a pool's members and of what can be said without them, its
 * voices, and learns which to trust. Its experts are, in this order: voices weighed by weights that
 * follow the gradient of the loss, at each of several rates; a Bayesian mixture of the voices; the
 * voices, members first. {@link FixedShare} hedges over all of them, so on no stretch of a stream
 * is the outcome much worse than the best of them.
 */
abstract sealed class Mixture permits ClassMixture, ValueMixture {
  /** Half a decade apart: of rates in between the regret differs little. */
  private static final double[] RATES = {0.0003, 0.001, 0.003, 0.01};

  /** The expert that is the Bayesian mixture. */
  static final int BAYES = RATES.length;

  /** The expert that is the first member. */
  static final int FIRST_MEMBER = BAYES + 1;

  /** What is shared among members: about one change of the best every hundred examples. */
  private static final double MEMBER_SHARE = 0.01;

  /** What is shared among experts, of which the best changes less often. */
  private static final double SHARE = 0.001;

  private final int voices;

  /** Voices that are left out. */
  private final boolean[] silent;

  private final DoubleArray weights;
  private final DoubleArray biases;
  private final FixedShare bayes;
  private final FixedShare hedge;
  private final double[] likelihoods;
  private final double[] voiceLikelihoods;
  private final double[] shares;

  /**
   * @param members whose voices come first
   * @param others what voices after them rest on, which gradient experts listen to only once it
   *     helps
   * @param without mechanisms that are left out
   * @param outputs probabilities or values of a prediction, at most
   */
  Mixture(int members, List<Mechanism> others, int outputs, Set<Mechanism> without) {
    this.voices = members + others.size();
    this.silent = new boolean[voices];
    boolean[] absent = new boolean[FIRST_MEMBER + voices];
    Arrays.fill(absent, 0, BAYES, without.contains(Mechanism.GRADIENT_MIXING));
    absent[BAYES] = without.contains(Mechanism.BAYESIAN_MIXTURE);
    for (int k = 0; k < others.size(); k++) {
      silent[members + k] = without.contains(others.get(k));
      absent[FIRST_MEMBER + members + k] = silent[members + k];
    }
    this.weights = new DoubleArray("pool/weights", RATES.length * voices);
    this.biases = new DoubleArray("pool/biases", RATES.length * outputs);
    this.bayes = new FixedShare("pool/bayes", MEMBER_SHARE, silent);
    this.hedge = new FixedShare("pool/hedge", SHARE, absent);
    this.likelihoods = new double[FIRST_MEMBER + voices];
    this.voiceLikelihoods = new double[voices];
    this.shares = new double[voices];
    for (int r = 0; r < RATES.length; r++) {
      Arrays.fill(weights.values(), r * voices, r * voices + members, 1.0 / members);
    }
  }

  /** The names of the voices after the members. */
  abstract List<String> others();

  /** Mixes what the members predict, for the outputs in use. */
  abstract void mix(List<Member> all, int outputs);

  /** The probability of each class, or the predicted standardised value. */
  abstract double[] scores();

  /** The standardised value that a mixture of values expects, whatever is published. */
  double expected() {
    return 0;
  }

  /** What a member gave to what was mixed last, as {@link #scores}. */
  abstract void takeScores(int member, double[] out);

  /** The loss of what was mixed last. */
  abstract float loss(float target);

  /** The loss of what a member gave to what was mixed last. */
  abstract double voiceLoss(int member, float target);

  /**
   * Learns from what was mixed last.
   *
   * @param weight how many examples it counts as
   */
  final void learn(float target, double weight) {
    for (int k = 0; k < likelihoods.length; k++) {
      likelihoods[k] = likelihood(k, target);
    }
    System.arraycopy(likelihoods, FIRST_MEMBER, voiceLikelihoods, 0, voices);
    bayes.learn(voiceLikelihoods, weight);
    hedge.learn(likelihoods, weight);
    for (int r = 0; r < RATES.length; r++) {
      descend(r, RATES[r] * weight, target);
    }
    weights.markAllChanged();
    biases.markAllChanged();
    include(target, weight);
  }

  /** Forgets what rests on a scale that was given up. */
  void forgetScales() {}

  /** Learns what else it may have to. */
  abstract void include(float target, double weight);

  /** How likely an expert held the label, relative to others. */
  abstract double likelihood(int expert, float target);

  /** Moves the weights and biases of a gradient expert along the gradient of its loss. */
  abstract void descend(int expert, double rate, float target);

  final int voices() {
    return voices;
  }

  final boolean isSilent(int voice) {
    return silent[voice];
  }

  final int experts() {
    return likelihoods.length;
  }

  final double[] bayesWeights() {
    return bayes.weights();
  }

  final double[] hedgeWeights() {
    return hedge.weights();
  }

  /** A weight for each member, of each gradient expert after the other. */
  final double[] weights() {
    return weights.values();
  }

  /** A bias for each output, of each gradient expert after the other. */
  final double[] biases() {
    return biases.values();
  }

  /**
   * How much each member weighs in what is predicted, directly or by other experts: 1 in all. A
   * weight that is negative counts by its size.
   */
  final double[] shares() {
    double[] top = hedge.weights();
    for (int m = 0; m < voices; m++) {
      shares[m] = top[FIRST_MEMBER + m] + top[BAYES] * bayes.weights()[m];
    }
    for (int r = 0; r < RATES.length; r++) {
      double sum = 0;
      for (int m = 0; m < voices; m++) {
        sum += Math.abs(weights.values()[r * voices + m]);
      }
      for (int m = 0; m < voices; m++) {
        double size = Math.abs(weights.values()[r * voices + m]);
        shares[m] += top[r] * (sum > 0 ? size / sum : 1.0 / voices);
      }
    }
    return shares;
  }

  List<LearnedArray> state() {
    return List.of(weights, biases, bayes.state(), hedge.state());
  }
}
