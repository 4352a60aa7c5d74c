package io.gradstream.kernel;

/**
 * The scalars of {@link Kernels#addMomentumStep}, reused from step to step: the rate changes with
 * every step, and a step allocates nothing.
 */
public final class MomentumStep {
  final float momentum;
  final float l2;
  final boolean nesterov;
  float rate;

  /** The constants of all steps; the rate is set before each. */
  public MomentumStep(float momentum, float l2, boolean nesterov) {
    this.momentum = momentum;
    this.l2 = l2;
    this.nesterov = nesterov;
  }

  /** Sets the learning rate of the next step. */
  public void setRate(float rate) {
    this.rate = rate;
  }
}
