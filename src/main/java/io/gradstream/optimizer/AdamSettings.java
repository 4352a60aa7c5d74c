package io.gradstream.optimizer;

import io.gradstream.kernel.AdamRule;
import io.gradstream.network.LayerRules;
import io.gradstream.network.Network;
import java.util.List;

/**
 * Settings of Adam (Kingma and Ba 2015, algorithm 1, in the order of computation of the end of
 * section 2, so that epsilon is its ε) with decoupled weight decay (Loshchilov and Hutter 2019,
 * algorithm 2, AdamW, where the decay follows the learning rate). For a parameter whose first
 * gradient that is not zero comes late, see {@link AdamRule}.
 *
 * @param rate the learning rate, about the length of a step of one parameter
 * @param meanDecay β₁, what the mean keeps of its past with each step, 0 to below 1
 * @param squareDecay β₂, likewise of the mean square; above β₁², or steps had no bound
 * @param epsilon added to the root mean square
 * @param weightDecay times the rate is what a weight loses of itself with each step in which it is
 *     touched, biases excepted; 0 is none
 * @param clipNorm longest gradient that is followed in full, a longer one is shortened to it;
 *     infinite is never
 */
public record AdamSettings(
    LearningRate rate,
    double meanDecay,
    double squareDecay,
    double epsilon,
    double weightDecay,
    double clipNorm)
    implements OptimizerSettings {
  /** Checks each setting. */
  public AdamSettings {
    Checks.stepLength(rate);
    Checks.decay("mean-decay", meanDecay);
    Checks.decay("square-decay", squareDecay);
    if (!(meanDecay * meanDecay < squareDecay)) {
      throw new IllegalArgumentException(
          "square-decay: got %s, wants more than the square of mean-decay, %s"
              .formatted(squareDecay, meanDecay * meanDecay));
    }
    Checks.epsilon(epsilon);
    double shrinkage = weightDecay * rate.at(0);
    if (!(weightDecay >= 0 && shrinkage < 1)) {
      throw new IllegalArgumentException(
          "weight-decay: got %s, wants at least 0 and, times the rate, below 1"
              .formatted(weightDecay));
    }
    Checks.clipNorm(clipNorm);
  }

  /**
   * By the inequality of Cauchy and Schwarz a step is at most {@code √(1 / ((1 − β₂)(1 − β₁² /
   * β₂)))} times the rate, about.
   */
  @Override
  public Optimizer newOptimizer(Network network) {
    AdamRule weights = new AdamRule(meanDecay, squareDecay, epsilon);
    AdamRule biases = new AdamRule(meanDecay, squareDecay, epsilon);
    RunningWeight mean = new RunningWeight(meanDecay);
    RunningWeight square = new RunningWeight(squareDecay);
    return new RuleOptimizer(
        network,
        new LayerRules(weights, biases),
        List.of("mean", "square"),
        clipNorm,
        RuleOptimizer.MAX_SQUARABLE_NORM,
        this,
        (workspace, step, now) -> {
          double meanWeight = mean.after(step + 1);
          double squareWeight = square.after(step + 1);
          weights.setStep(now, 1 - now * weightDecay, meanWeight, squareWeight);
          biases.setStep(now, 1, meanWeight, squareWeight);
        });
  }

  @Override
  public String toString() {
    return "adam rate=%s mean-decay=%s square-decay=%s epsilon=%s weight-decay=%s clip-norm=%s"
        .formatted(rate, meanDecay, squareDecay, epsilon, weightDecay, clipNorm);
  }
}
