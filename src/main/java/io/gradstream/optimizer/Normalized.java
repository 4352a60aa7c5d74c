package io.gradstream.optimizer;

import io.gradstream.kernel.AdaGradRule;
import io.gradstream.kernel.NormalizedRule;
import io.gradstream.network.DoubleArray;
import io.gradstream.network.LayerRules;
import io.gradstream.network.LearnedArray;
import io.gradstream.network.Network;
import io.gradstream.network.Parameters;
import io.gradstream.network.Workspace;
import java.util.ArrayList;
import java.util.List;

/**
 * Normalised adaptive gradient descent (Ross, Mineiro and Langford 2013, algorithm 2, NAG): {@code
 * w[i] ← w[i] − η·√(t / N) · g[i] / (s[i]·√G[i])}, where {@code s[i]} is the largest {@code
 * |x[i]|}, {@code G[i]} the sum of the squared gradients and {@code N} that of all {@code (x[i] /
 * s[i])²}. A feature in other units gives the same predictions: where weights start at zero, as
 * those of a linear model do, with the first example, else up to what they start with.
 *
 * <p>Not in the paper: each layer is taken as a linear model of its inputs with an N of its own;
 * those of the first layer are features, those of the others activations, which are in units of
 * their own making and not normalised. A bias counts as an input of 1. And a weight shrinks for a
 * new {@code s[i]} after the prediction, not before it: predictions change nothing.
 */
final class Normalized implements Optimizer {
  /** Keeps {@code g / (s·√G)} a number, and changes no step that could be seen. */
  private static final double EPSILON = 1e-20;

  private final Network network;
  private final NormalizedRule first = new NormalizedRule();
  private final List<AdaGradRule> others = new ArrayList<>();
  private final RuleOptimizer byRules;

  /** The number of steps and the N of each layer. */
  private final DoubleArray sums;

  Normalized(Network network, NormalizedSettings settings) {
    this.network = network;
    this.sums = new DoubleArray("optimizer/inputs", 1 + network.depth());
    List<LayerRules> rules = new ArrayList<>();
    rules.add(new LayerRules(first, first));
    for (int l = 2; l <= network.depth(); l++) {
      AdaGradRule rule = new AdaGradRule(EPSILON);
      others.add(rule);
      rules.add(new LayerRules(rule, rule));
    }
    this.byRules =
        new RuleOptimizer(
            network,
            rules,
            List.of("squares", "largest"),
            Double.POSITIVE_INFINITY,
            RuleOptimizer.MAX_SQUARABLE_NORM,
            settings,
            this::setRates);
  }

  private void setRates(Workspace workspace, long step, double now) {
    double[] values = sums.values();
    values[0]++;
    values[1] += 1 + network.norms().normalizedInputs(byRules.part(1), workspace);
    first.setRate(now * Math.sqrt(values[0] / values[1]));
    for (int l = 2; l <= network.depth(); l++) {
      values[l] += 1 + network.norms().squaredInputs(l, workspace);
      others.get(l - 2).setRate(now * Math.sqrt(values[0] / values[l]));
    }
    sums.markAllChanged();
  }

  @Override
  public List<? extends LearnedArray> state() {
    List<LearnedArray> state = new ArrayList<>(byRules.state());
    state.add(sums);
    return List.copyOf(state);
  }

  @Override
  public boolean step(Parameters parameters, Workspace workspace, long step, long rateStep) {
    return byRules.step(parameters, workspace, step, rateStep);
  }

  @Override
  public double rateAt(long rateStep) {
    return byRules.rateAt(rateStep);
  }
}
