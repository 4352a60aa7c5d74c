package io.gradstream.optimizer;

import io.gradstream.kernel.MomentumRule;
import io.gradstream.network.LayerRules;
import io.gradstream.network.Network;
import java.util.List;

/**
 * Settings of stochastic gradient descent, with momentum (Polyak 1964; Nesterov's as written by
 * Sutskever et al. 2013, section 2, on the velocity), L2 and clipping by norm (Pascanu et al. 2013,
 * algorithm 1).
 *
 * @param rate the learning rate
 * @param momentum the share of its velocity a parameter keeps, 0 to below 1; 0 is plain descent
 * @param nesterov whether to look ahead along the velocity; wants momentum
 * @param l2 weight of ½·‖w‖² in the objective, biases excepted; 0 is none
 * @param clipNorm longest gradient that is followed in full, a longer one is shortened to it;
 *     infinite is never
 */
public record SgdSettings(
    LearningRate rate, double momentum, boolean nesterov, double l2, double clipNorm)
    implements OptimizerSettings {
  /** Checks each setting. */
  public SgdSettings {
    Checks.decay("momentum", momentum);
    if (nesterov && momentum == 0) {
      throw new IllegalArgumentException("nesterov: got true without momentum, wants momentum");
    }
    double shrinkage = l2 * rate.at(0);
    if (!(l2 >= 0 && l2 <= Float.MAX_VALUE && shrinkage < 1)) {
      throw new IllegalArgumentException(
          "l2: got %s, wants at least 0, a number that fits a float and, times the rate, is below 1"
              .formatted(l2));
    }
    Checks.clipNorm(clipNorm);
  }

  /** Plain descent at a constant rate. */
  public static SgdSettings plain(double rate) {
    return new SgdSettings(new LearningRate.Constant(rate), 0, false, 0, Double.POSITIVE_INFINITY);
  }

  @Override
  public Optimizer newOptimizer(Network network) {
    return momentum == 0 ? new Sgd(network, this) : withMomentum(network);
  }

  private Optimizer withMomentum(Network network) {
    MomentumRule weights = new MomentumRule((float) momentum, (float) l2, nesterov);
    MomentumRule biases = new MomentumRule((float) momentum, 0f, nesterov);
    return new RuleOptimizer(
        network,
        new LayerRules(weights, biases),
        List.of("velocity"),
        clipNorm,
        Sgd.MAX_NORM * (1 - momentum) / Math.max(rate.at(0), 1),
        this,
        (workspace, step, now) -> {
          weights.setRate((float) now);
          biases.setRate((float) now);
        });
  }

  @Override
  public String toString() {
    return "sgd rate=%s momentum=%s nesterov=%s l2=%s clip-norm=%s"
        .formatted(rate, momentum, nesterov, l2, clipNorm);
  }
}
