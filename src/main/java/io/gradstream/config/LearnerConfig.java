package io.gradstream.config;

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

  static LearnerConfig of(Section section) {
    return new LearnerConfig(
        section.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE),
        section.choice("kind", Kind.values()) == Kind.POOL,
        section.choice("kernels", KernelChoice.values()) == KernelChoice.SCALAR,
        section.choices("on-drift", Reaction.values()).stream().sorted().distinct().toList());
  }
}
