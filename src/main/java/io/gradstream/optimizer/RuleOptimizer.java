package io.gradstream.optimizer;

import io.gradstream.network.LayerRules;
import io.gradstream.network.LearnedArray;
import io.gradstream.network.Network;
import io.gradstream.network.ParallelParameters;
import io.gradstream.network.Parameters;
import io.gradstream.network.Workspace;
import java.util.Collections;
import java.util.List;

/**
 * An optimizer that treats each parameter by itself, by a rule. It is lazy in the rows of tables:
 * what it keeps of a row, and the row, stay as they are until the row is touched again.
 */
final class RuleOptimizer implements Optimizer {
  /**
   * The longest gradient taken by rules that add up its squares. A square is then below 2⁹⁶, and a
   * float that has become 2²⁵ times as large as what is added to it grows no more.
   */
  static final double MAX_SQUARABLE_NORM = 0x1p48;

  /**
   * The longest gradient taken by rules that add up products of it with a weight, or what it wins.
   */
  static final double MAX_MULTIPLIABLE_NORM = 0x1p32;

  private final Network network;
  private final List<LayerRules> rules;
  private final ParallelParameters state;
  private final double clipNorm;
  private final double maxNorm;
  private final OptimizerSettings settings;
  private final StepScalars scalars;

  /** For rules that are the same in all layers. */
  RuleOptimizer(
      Network network,
      LayerRules rules,
      List<String> states,
      double clipNorm,
      double maxNorm,
      OptimizerSettings settings,
      StepScalars scalars) {
    this(
        network,
        Collections.nCopies(network.depth(), rules),
        states,
        clipNorm,
        maxNorm,
        settings,
        scalars);
  }

  /**
   * @param rules for each layer
   * @param states names of the rules' states
   * @param clipNorm the longest gradient that is followed in full (Pascanu et al. 2013, algorithm
   *     1)
   * @param maxNorm the longest gradient that is not refused, after clipping: up to it, the rules
   *     make finite numbers of finite ones, however often
   * @param settings tell the rate
   */
  RuleOptimizer(
      Network network,
      List<LayerRules> rules,
      List<String> states,
      double clipNorm,
      double maxNorm,
      OptimizerSettings settings,
      StepScalars scalars) {
    this.network = network;
    this.rules = rules;
    this.state = network.zeroState(states);
    this.clipNorm = clipNorm;
    this.maxNorm = maxNorm;
    this.settings = settings;
    this.scalars = scalars;
  }

  @Override
  public List<? extends LearnedArray> state() {
    return state.arrays();
  }

  /** A state of the rules, by its number. */
  Parameters part(int index) {
    return state.part(index);
  }

  @Override
  public boolean step(Parameters parameters, Workspace workspace, long step, long rateStep) {
    double norm = Math.sqrt(network.norms().squaredGradientNorm(workspace));
    double clip = Math.min(1, clipNorm / norm);
    if (!(norm * clip <= maxNorm)) {
      return false;
    }
    scalars.set(workspace, step, rateAt(rateStep));
    network.update(parameters, state, workspace, rules, (float) clip);
    return true;
  }

  @Override
  public double rateAt(long rateStep) {
    return settings.rateAt(rateStep);
  }
}
