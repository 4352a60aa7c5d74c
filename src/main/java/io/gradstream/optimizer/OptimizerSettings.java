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
}
