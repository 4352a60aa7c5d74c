package io.gradstream.optimizer;

import io.gradstream.kernel.FtrlRule;
import io.gradstream.network.LayerRules;
import io.gradstream.network.Network;
import java.util.List;

/**
 * Settings of FTRL-proximal with a learning rate for each coordinate (McMahan et al. 2013, Ad click
 * prediction, algorithm 1). Weights that do not start at zero are taken up where they start, see
 * {@link FtrlRule}; without L1 and L2 it is then AdaGrad with beta in place of epsilon.
 *
 * @param rate α, the learning rate of a parameter without any gradient yet, times beta
 * @param beta how soon that falls
 * @param l1 weight of ‖w‖₁ in the objective, biases excepted: what is of no use becomes zero
 * @param l2 weight of ½·‖w‖² in the objective, biases excepted
 * @param clipNorm longest gradient that is followed in full, a longer one is shortened to it;
 *     infinite is never
 */
public record FtrlSettings(double rate, double beta, double l1, double l2, double clipNorm)
    implements OptimizerSettings {
  private static final double LEAST = 1e-6;
  private static final double MOST = 1e6;

  /** Checks each setting. */
  public FtrlSettings {
    checkRange("rate", rate, LEAST);
    checkRange("beta", beta, LEAST);
    checkRange("l1", l1, 0);
    checkRange("l2", l2, 0);
    Checks.clipNorm(clipNorm);
  }

  private static void checkRange(String name, double value, double least) {
    if (!(value >= least && value <= MOST)) {
      throw new IllegalArgumentException(
          "%s: got %s, wants %s to %s".formatted(name, value, least, MOST));
    }
  }

  /**
   * No step is longer than α, and the σ of all steps add up to {@code √n / α}: with n below 2⁸⁹, z
   * stays below 2¹¹⁰.
   */
  @Override
  public Optimizer newOptimizer(Network network) {
    return new RuleOptimizer(
        network,
        new LayerRules(new FtrlRule(rate, beta, l1, l2), new FtrlRule(rate, beta, 0, 0)),
        List.of("leader", "squares"),
        clipNorm,
        RuleOptimizer.MAX_MULTIPLIABLE_NORM,
        this,
        (workspace, step, now) -> {});
  }

  @Override
  public String toString() {
    return "ftrl rate=%s beta=%s l1=%s l2=%s clip-norm=%s".formatted(rate, beta, l1, l2, clipNorm);
  }
}
