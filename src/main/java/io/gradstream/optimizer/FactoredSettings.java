package io.gradstream.optimizer;

import io.gradstream.network.Network;

/**
 * Settings of descent along the factored normalised gradient, see {@link FactoredMoments}: RMSProp
 * at the price of plain descent. A layer's rate is {@code rate / √(1 + inputs)}, inputs that were
 * never other than zero left out, so one rate suits narrow layers and wide ones.
 *
 * @param rate the learning rate
 * @param squareDecay what the mean squares keep of their past with each step, 0 to below 1
 * @param weightDecay how fast weights shrink, decoupled from the gradient (Loshchilov and Hutter
 *     2019, section 2); biases excepted, and lazy in the rows of tables
 */
public record FactoredSettings(LearningRate rate, double squareDecay, double weightDecay)
    implements OptimizerSettings {
  /** Checks each setting. */
  public FactoredSettings {
    Checks.stepLength(rate);
    Checks.decay("square-decay", squareDecay);
    double shrinkage = weightDecay * rate.at(0);
    if (!(weightDecay >= 0 && shrinkage < 1)) {
      throw new IllegalArgumentException(
          "weight-decay: got %s, wants at least 0 and, times the rate, below 1"
              .formatted(weightDecay));
    }
  }

  @Override
  public Optimizer newOptimizer(Network network) {
    return new Factored(network, this);
  }

  @Override
  public String toString() {
    return "factored rate=%s square-decay=%s weight-decay=%s"
        .formatted(rate, squareDecay, weightDecay);
  }
}
