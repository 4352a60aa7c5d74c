package io.gradstream.optimizer;

import io.gradstream.network.LearnedArray;
import io.gradstream.network.Network;
import io.gradstream.network.Parameters;
import io.gradstream.network.Workspace;
import java.util.List;

/**
 * Stochastic gradient descent without momentum: {@code w ← w − η·∂L/∂w}, with L2 and clipping by
 * norm (Pascanu et al. 2013, algorithm 1). It keeps nothing but the parameters. L2 is lazy in the
 * rows of tables: a row keeps its length until it is touched again.
 */
final class Sgd implements Optimizer {
  /**
   * The longest gradient and the longest update taken, with all momentum may make of them. Finite
   * products may overflow once added up: with steps this short a weight would need 10¹⁹ of them to
   * leave the finite numbers, so a finite weight stays finite, and so does a velocity.
   */
  static final double MAX_NORM = 0x1p64;

  private final Network network;
  private final SgdSettings settings;

  Sgd(Network network, SgdSettings settings) {
    this.network = network;
    this.settings = settings;
  }

  @Override
  public List<? extends LearnedArray> state() {
    return List.of();
  }

  @Override
  public boolean step(Parameters parameters, Workspace workspace, long step, long rateStep) {
    double norm = Math.sqrt(network.norms().squaredGradientNorm(workspace));
    double rate = rateAt(rateStep);
    double clip = Math.min(1, settings.clipNorm() / norm);
    if (!(norm * clip * Math.max(rate, 1) <= MAX_NORM)) {
      return false;
    }
    float decay = (float) (1 - rate * settings.l2());
    network.descend(parameters, workspace, decay, (float) (-rate * clip));
    return true;
  }

  @Override
  public double rateAt(long rateStep) {
    return settings.rate().at(rateStep);
  }
}
