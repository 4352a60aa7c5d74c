package io.gradstream.learning;

import io.gradstream.network.DoubleArray;

/** The steps by which a learning rate has fallen: all of them, or those since it was raised. */
public final class RateSteps {
  /**
   * Where a raised rate begins again: as many examples as running means look back on, so that what
   * was learned before is as quickly outlived, but not undone by a few steps.
   */
  public static final int RAISED = 1000;

  /** The step at which the rate was, or would have been, that of the first. */
  private final DoubleArray origin;

  public RateSteps(String name) {
    this.origin = new DoubleArray(name + "rate-origin", 1);
  }

  /** How many of all steps count. */
  public long of(long steps) {
    return steps - (long) origin.get(0);
  }

  /** From now on at most {@value #RAISED} of the steps so far count. */
  public void raise(long steps) {
    origin.set(0, Math.max(origin.get(0), (double) (steps - RAISED)));
  }

  public DoubleArray state() {
    return origin;
  }
}
