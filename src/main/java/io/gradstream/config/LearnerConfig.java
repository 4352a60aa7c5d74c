package io.gradstream.config;

import io.gradstream.evaluation.drift.DriftKind;
import io.gradstream.evaluation.drift.DriftSettings;

/**
 * The seed, whether it is a pool that learns or one network, whether the plain kernels are to be
 * used where faster ones exist, and whether learning rates are raised where the loss is found to
 * have risen.
 */
public record LearnerConfig(long seed, boolean isPool, boolean scalarKernels, boolean raisesRates) {
  private enum Kind {
    POOL,
    NETWORK
  }

  /** What may be listed under {@code on-drift}. */
  private enum Reaction {
    RAISE_RATES
  }

  private enum KernelChoice {
    BEST,
    SCALAR
  }

  static LearnerConfig of(Section section, DriftSettings drift) {
    boolean isPool = section.choice("kind", Kind.values()) == Kind.POOL;
    return new LearnerConfig(
        section.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE),
        isPool,
        section.choice("kernels", KernelChoice.values()) == KernelChoice.SCALAR,
        section.isNull("on-drift")
            ? isPool && drift.kind() != DriftKind.NONE
            : section.choices("on-drift", Reaction.values()).contains(Reaction.RAISE_RATES));
  }
}
