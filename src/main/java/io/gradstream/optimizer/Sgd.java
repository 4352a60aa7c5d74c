package io.gradstream.optimizer;

import io.gradstream.kernel.MomentumStep;
import io.gradstream.network.LearnedArray;
import io.gradstream.network.Network;
import io.gradstream.network.Parameters;
import io.gradstream.network.Workspace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stochastic gradient descent: {@code w ← w − η·∂L/∂w}, with momentum (Polyak 1964; Nesterov's as
 * written by Sutskever et al. 2013, section 2, on the velocity), L2 and clipping by norm (Pascanu
 * et al. 2013, algorithm 1).
 *
 * <p>Momentum and L2 are lazy in the rows of tables: a row keeps its velocity and its length until
 * it is touched again.
 */
public final class Sgd implements Optimizer {
  /**
   * The longest gradient and the longest update taken, with all momentum may make of them. Finite
   * products may overflow once added up: with steps this short a weight would need 10¹⁹ of them to
   * leave the finite numbers, so a finite weight stays finite, and so does a velocity.
   */
  private static final double MAX_NORM = 0x1p64;

  private final Network network;
  private final SgdSettings settings;
  private final @Nullable Parameters velocity;
  private final MomentumStep weightStep;
  private final MomentumStep biasStep;

  public Sgd(Network network, SgdSettings settings) {
    this.network = network;
    this.settings = settings;
    this.velocity = settings.momentum() > 0 ? network.zeroParameters("optimizer/velocity") : null;
    float momentum = (float) settings.momentum();
    this.weightStep = new MomentumStep(momentum, (float) settings.l2(), settings.nesterov());
    this.biasStep = new MomentumStep(momentum, 0f, settings.nesterov());
  }

  @Override
  public List<? extends LearnedArray> state() {
    return velocity == null ? List.of() : velocity.arrays();
  }

  @Override
  public boolean step(Parameters parameters, Workspace workspace, long step) {
    double norm = Math.sqrt(network.squaredGradientNorm(workspace));
    double rate = settings.rate().at(step);
    double clip = Math.min(1, settings.clipNorm() / norm);
    if (!(norm * clip * Math.max(rate, 1) / (1 - settings.momentum()) <= MAX_NORM)) {
      return false;
    }
    if (velocity == null) {
      float decay = (float) (1 - rate * settings.l2());
      network.descend(parameters, workspace, decay, (float) (-rate * clip));
    } else {
      weightStep.setRate((float) rate);
      biasStep.setRate((float) rate);
      network.descendWithMomentum(
          parameters, velocity, workspace, weightStep, biasStep, (float) clip);
    }
    return true;
  }
}
