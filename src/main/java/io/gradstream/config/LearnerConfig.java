package io.gradstream.config;

/** The seed, and whether the plain kernels are to be used where faster ones exist. */
public record LearnerConfig(long seed, boolean scalarKernels) {
  private enum KernelChoice {
    BEST,
    SCALAR
  }

  static LearnerConfig of(Section section) {
    return new LearnerConfig(
        section.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE),
        section.choice("kernels", KernelChoice.values()) == KernelChoice.SCALAR);
  }
}
