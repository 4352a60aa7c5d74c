package io.gradstream.config;

/**
 * The seed, whether it is a pool that learns or one network, and whether the plain kernels are to
 * be used where faster ones exist.
 */
public record LearnerConfig(long seed, boolean isPool, boolean scalarKernels) {
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
        section.choice("kernels", KernelChoice.values()) == KernelChoice.SCALAR);
  }
}
