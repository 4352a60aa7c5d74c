package io.gradstream.optimizer;

import io.gradstream.network.Workspace;

/** Tells rules the scalars of the step they are to take. */
@FunctionalInterface
interface StepScalars {
  /**
   * Sets them; that step is certain to be taken.
   *
   * @param step how many steps were taken before
   * @param rate its learning rate; NaN of an optimizer that has none
   */
  void set(Workspace workspace, long step, double rate);
}
