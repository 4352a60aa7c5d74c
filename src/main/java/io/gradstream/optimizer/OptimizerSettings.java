package io.gradstream.optimizer;

import io.gradstream.network.Network;

/** A kind of optimizer with all that can be set of it; as text it is part of a model's identity. */
public sealed interface OptimizerSettings
    permits AdaGradSettings,
        AdamSettings,
        CoinBettingSettings,
        FactoredSettings,
        FtrlSettings,
        NormalizedSettings,
        RmsPropSettings,
        SgdSettings {
  /** An optimizer that has taken no step. */
  Optimizer newOptimizer(Network network);

  /** The learning rate of a step, counted from 0; NaN of an optimizer that has none. */
  default double rateAt(long step) {
    return switch (this) {
      case AdaGradSettings settings -> settings.rate().at(step);
      case AdamSettings settings -> settings.rate().at(step);
      case CoinBettingSettings settings -> Double.NaN;
      case FactoredSettings settings -> settings.rate().at(step);
      case FtrlSettings settings -> settings.rate();
      case NormalizedSettings settings -> settings.rate().at(step);
      case RmsPropSettings settings -> settings.rate().at(step);
      case SgdSettings settings -> settings.rate().at(step);
    };
  }

  /** Whether the learning rate falls by a schedule. */
  default boolean rateFalls() {
    return rateAt(Long.MAX_VALUE - 1) < rateAt(0);
  }
}
