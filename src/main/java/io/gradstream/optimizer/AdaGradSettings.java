package io.gradstream.optimizer;

import io.gradstream.kernel.AdaGradRule;
import io.gradstream.network.LayerRules;
import io.gradstream.network.Network;
import java.util.List;

/**
 * Settings of AdaGrad with diagonal matrices (Duchi, Hazan and Singer 2011, figure 1, in its mirror
 * descent form without regularisation).
 *
 * @param rate the learning rate, the length of the first step of each parameter
 * @param epsilon δ, added to the root of the sum of the squares
 * @param clipNorm longest gradient that is followed in full, a longer one is shortened to it;
 *     infinite is never
 */
public record AdaGradSettings(LearningRate rate, double epsilon, double clipNorm)
    implements OptimizerSettings {
  /** Checks each setting. */
  public AdaGradSettings {
    Checks.stepLength(rate);
    Checks.epsilon(epsilon);
    Checks.clipNorm(clipNorm);
  }

  /** The sum holds the square of the gradient itself: no step is longer than the rate. */
  @Override
  public Optimizer newOptimizer(Network network) {
    AdaGradRule rule = new AdaGradRule(epsilon);
    return new RuleOptimizer(
        network,
        new LayerRules(rule, rule),
        List.of("squares"),
        clipNorm,
        RuleOptimizer.MAX_SQUARABLE_NORM,
        this,
        (workspace, step, now) -> rule.setRate(now));
  }

  @Override
  public String toString() {
    return "adagrad rate=%s epsilon=%s clip-norm=%s".formatted(rate, epsilon, clipNorm);
  }
}
