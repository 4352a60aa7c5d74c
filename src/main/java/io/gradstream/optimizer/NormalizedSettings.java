package io.gradstream.optimizer;

import io.gradstream.network.Network;

/**
 * Settings of normalised adaptive gradient descent (Ross, Mineiro and Langford 2013, Normalized
 * online learning, algorithm 2, NAG), see {@link Normalized}.
 *
 * @param rate the learning rate η
 */
public record NormalizedSettings(LearningRate rate) implements OptimizerSettings {
  /** Checks each setting. */
  public NormalizedSettings {
    Checks.stepLength(rate);
  }

  @Override
  public Optimizer newOptimizer(Network network) {
    return new Normalized(network, this);
  }

  @Override
  public String toString() {
    return "normalized rate=%s".formatted(rate);
  }
}
