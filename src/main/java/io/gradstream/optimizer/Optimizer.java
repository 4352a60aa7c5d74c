package io.gradstream.optimizer;

import io.gradstream.network.LearnedArray;
import io.gradstream.network.Parameters;
import io.gradstream.network.Workspace;
import java.util.List;

/** Applies the gradient of one example. */
public interface Optimizer {
  /** What it learns besides the parameters. */
  List<? extends LearnedArray> state();

  /**
   * Takes one step along the gradient that the last backward pass left in the workspace.
   *
   * @param step how many steps were taken before
   * @param rateStep the step at whose rate it is taken: the same, or less where rates were raised
   * @return false if the update is not finite: nothing was changed then
   */
  boolean step(Parameters parameters, Workspace workspace, long step, long rateStep);

  /** A step at its own rate. */
  default boolean step(Parameters parameters, Workspace workspace, long step) {
    return step(parameters, workspace, step, step);
  }

  /** The learning rate of a step, counted from 0; NaN of an optimizer that has none. */
  double rateAt(long rateStep);
}
