package io.gradstream.optimizer;

import io.gradstream.kernel.CoinBettingRule;
import io.gradstream.network.LayerRules;
import io.gradstream.network.Network;
import java.util.List;

/**
 * COCOB-Backprop (Orabona and Tommasi 2017, Training deep networks without learning rates through
 * coin betting, algorithm 2): no learning rate, and nothing else to set.
 */
public record CoinBettingSettings() implements OptimizerSettings {
  /** What is staked and won is bounded by the rule. */
  @Override
  public Optimizer newOptimizer(Network network) {
    CoinBettingRule rule = new CoinBettingRule();
    return new RuleOptimizer(
        network,
        new LayerRules(rule, rule),
        List.of("largest", "sizes", "sum", "won", "start"),
        Double.POSITIVE_INFINITY,
        RuleOptimizer.MAX_MULTIPLIABLE_NORM,
        this,
        (workspace, step, rate) -> {});
  }

  @Override
  public String toString() {
    return "coin-betting";
  }
}
