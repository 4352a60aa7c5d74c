package io.gradstream.optimizer;

import io.gradstream.network.LearnedArray;
import io.gradstream.network.Network;
import io.gradstream.network.Parameters;
import io.gradstream.network.Workspace;
import io.gradstream.optimizer.LearningRate.Constant;
import java.util.List;

/**
 * Descent along the factored normalised gradient. A constant rate is to follow: steps that are left
 * out fade the mean squares. A falling one is to settle: its mean squares rest on what it learned
 * from.
 */
final class Factored implements Optimizer {
  /** Squares up to it can be summed up as running means for ever. */
  private static final double MAX_SQUARED_LENGTH = 0x1p96;

  private final Network network;
  private final FactoredSettings settings;
  private final FactoredMoments moments;

  Factored(Network network, FactoredSettings settings) {
    this.network = network;
    this.settings = settings;
    this.moments =
        new FactoredMoments(network, settings.squareDecay(), settings.rate() instanceof Constant);
  }

  @Override
  public List<? extends LearnedArray> state() {
    return moments.arrays();
  }

  /**
   * Inputs and deltas over their roots are at most {@code 1 / √(1 − squareDecay)}, so a step is at
   * most {@code rate / (1 − squareDecay)}, and 2²⁴ of them are far from leaving the floats.
   */
  @Override
  public boolean step(Parameters parameters, Workspace workspace, long step, long rateStep) {
    if (!(network.norms().largestSquaredLength(workspace) <= MAX_SQUARED_LENGTH)) {
      return false;
    }
    double rate = rateAt(rateStep);
    network.descendScaled(parameters, moments, workspace, step, rate, settings.weightDecay());
    return true;
  }

  @Override
  public double rateAt(long rateStep) {
    return settings.rate().at(rateStep);
  }
}
