package io.gradstream.config;

import io.gradstream.evaluation.drift.DriftKind;
import io.gradstream.evaluation.drift.DriftSettings;
import io.gradstream.learning.Reaction;
import java.util.List;

/**
 * The seed, whether it is a pool that learns or one network, whether the plain kernels are to be
 * used where faster ones exist, and what is done where the loss is found to have risen.
 */
public record LearnerConfig(
    long seed, boolean isPool, boolean scalarKernels, List<Reaction> onDrift) {
  /** Copies the list. */
  public LearnerConfig {
    onDrift = List.copyOf(onDrift);
  }

  private enum Kind {
    POOL,
    NETWORK
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
            ? unset(isPool, drift)
            : section.choices("on-drift", Reaction.values()).stream().sorted().distinct().toList());
  }

  private static List<Reaction> unset(boolean isPool, DriftSettings drift) {
    boolean watches = drift.kind() != DriftKind.NONE;
    return isPool && watches ? List.of(Reaction.RAISE_RATES) : List.of();
  }
}
