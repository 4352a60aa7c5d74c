package io.gradstream.optimizer;

import io.gradstream.kernel.RmsPropRule;
import io.gradstream.network.LayerRules;
import io.gradstream.network.Network;
import java.util.List;

/**
 * Settings of RMSProp (Tieleman and Hinton 2012, Neural Networks for Machine Learning, lecture 6e):
 * the gradient over its root mean square. The mean square is corrected for starting at zero, as in
 * Adam; for a parameter whose first gradient that is not zero comes late, see {@link RmsPropRule}.
 *
 * @param rate the learning rate, about the length of a step of one parameter
 * @param decay what the mean square keeps of its past with each step, 0 to below 1
 * @param epsilon added to the root mean square
 * @param clipNorm longest gradient that is followed in full, a longer one is shortened to it;
 *     infinite is never
 */
public record RmsPropSettings(LearningRate rate, double decay, double epsilon, double clipNorm)
    implements OptimizerSettings {
  /** Checks each setting. */
  public RmsPropSettings {
    Checks.stepLength(rate);
    Checks.decay("square-decay", decay);
    Checks.epsilon(epsilon);
    Checks.clipNorm(clipNorm);
  }

  /** A square is at least {@code 1 − decay} of the last: a step is at most its root's inverse. */
  @Override
  public Optimizer newOptimizer(Network network) {
    RmsPropRule rule = new RmsPropRule(decay, epsilon);
    RunningWeight weight = new RunningWeight(decay);
    return new RuleOptimizer(
        network,
        new LayerRules(rule, rule),
        List.of("square"),
        clipNorm,
        RuleOptimizer.MAX_SQUARABLE_NORM,
        this,
        (workspace, step, now) -> rule.setStep(now, weight.after(step + 1)));
  }

  @Override
  public String toString() {
    return "rmsprop rate=%s square-decay=%s epsilon=%s clip-norm=%s"
        .formatted(rate, decay, epsilon, clipNorm);
  }
}
