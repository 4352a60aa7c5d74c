package io.gradstream.learning.pool;

import io.gradstream.learning.Prediction;
import io.gradstream.network.LearnedArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Mixes probabilities of classes, those that labels alone tell ({@link LabelRuns}) among them. A
 * gradient expert is a logistic mixture (Mattern 2012, section 3; for two classes Mahoney 2005):
 * {@code p ∝ exp(b + Σm wm · log pm)}. Unlike an average it can be surer than each of its members
 * where they agree for different reasons, and less sure where they have proved too sure: it
 * calibrates.
 */
final class ClassMixture extends Mixture {
  /** Log-probabilities below it count as this. */
  private static final double LEAST = StrictMath.log(Prediction.LEAST_PROBABILITY);

  /** What is heard beside members. */
  private static final List<String> OTHERS = List.of("runs of labels");

  private final LabelRuns runs;
  private final double[][] logs;
  private final double[][] probabilities;
  private final double[] mixed;
  private final double[] dLogits;
  private int classes;

  ClassMixture(int members, int classes, Set<Mechanism> without) {
    super(members, List.of(Mechanism.LABEL_VOICES), classes, without);
    this.runs = new LabelRuns(classes);
    this.logs = new double[voices()][classes];
    this.probabilities = new double[experts()][classes];
    this.mixed = new double[classes];
    this.dLogits = new double[classes];
  }

  @Override
  List<String> others() {
    return OTHERS;
  }

  @Override
  void mix(List<Member> all, int outputs) {
    classes = outputs;
    for (int m = 0; m < all.size(); m++) {
      take(all.get(m), logs[m], probabilities[FIRST_MEMBER + m]);
    }
    takeRuns(logs[all.size()], probabilities[FIRST_MEMBER + all.size()]);
    for (int r = 0; r < BAYES; r++) {
      mixLogs(r, probabilities[r]);
    }
    average(bayesWeights(), FIRST_MEMBER, probabilities[BAYES]);
    average(hedgeWeights(), 0, mixed);
  }

  /** What a member predicts, held away from certainty; a member that fails is indifferent. */
  private void take(Member member, double[] log, double[] probability) {
    member.logScores(log);
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      log[c] = Math.max(log[c], LEAST);
      probability[c] = Math.max(member.score(c), Prediction.LEAST_PROBABILITY);
      sum += probability[c];
    }
    for (int c = 0; c < classes; c++) {
      probability[c] /= sum;
    }
  }

  private void takeRuns(double[] log, double[] probability) {
    runs.predict(probability, classes);
    for (int c = 0; c < classes; c++) {
      log[c] = Math.max(StrictMath.log(probability[c]), LEAST);
    }
  }

  private void mixLogs(int expert, double[] out) {
    System.arraycopy(biases(), expert * mixed.length, out, 0, classes);
    for (int m = 0; m < voices(); m++) {
      double weight = weights()[expert * voices() + m];
      double[] log = logs[m];
      for (int c = 0; c < classes; c++) {
        out[c] += weight * log[c];
      }
    }
    double max = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      max = Math.max(max, out[c]);
    }
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      out[c] = StrictMath.exp(out[c] - max);
      sum += out[c];
    }
    for (int c = 0; c < classes; c++) {
      out[c] /= sum;
    }
  }

  private void average(double[] w, int first, double[] out) {
    Arrays.fill(out, 0, classes, 0);
    for (int k = 0; k < w.length; k++) {
      double[] p = probabilities[first + k];
      for (int c = 0; c < classes; c++) {
        out[c] += w[k] * p[c];
      }
    }
  }

  @Override
  double[] scores() {
    return mixed;
  }

  @Override
  void takeScores(int member, double[] out) {
    for (int c = 0; c < classes; c++) {
      out[c] = probabilities[FIRST_MEMBER + member][c];
    }
  }

  @Override
  float loss(float target) {
    return (float) Math.max(0, -StrictMath.log(mixed[(int) target])); // A sum rounds to above 1.
  }

  @Override
  double voiceLoss(int voice, float target) {
    return -StrictMath.log(probabilities[FIRST_MEMBER + voice][(int) target]);
  }

  @Override
  double likelihood(int expert, float target) {
    return probabilities[expert][(int) target];
  }

  @Override
  void descend(int expert, double rate, float target) {
    System.arraycopy(probabilities[expert], 0, dLogits, 0, classes);
    dLogits[(int) target] -= 1;
    for (int m = 0; m < voices(); m++) {
      if (isSilent(m)) {
        continue;
      }
      double[] log = logs[m];
      double gradient = 0;
      for (int c = 0; c < classes; c++) {
        gradient += dLogits[c] * log[c];
      }
      weights()[expert * voices() + m] -= rate * gradient;
    }
    for (int c = 0; c < classes; c++) {
      biases()[expert * mixed.length + c] -= rate * dLogits[c];
    }
  }

  @Override
  void include(float target, double weight) {
    runs.include((int) target, weight);
  }

  @Override
  List<LearnedArray> state() {
    List<LearnedArray> state = new ArrayList<>(super.state());
    state.add(runs.state());
    return state;
  }
}
