/**
 * From a gradient to a changed network. An {@link io.gradstream.optimizer.Optimizer} takes what the
 * backward pass left in the workspace and applies one step to the parameters, or refuses it whole.
 * {@link io.gradstream.optimizer.OptimizerSettings} are the kinds there are. But for plain descent,
 * each is a {@link io.gradstream.kernel.UpdateRule} that the network walks its parameters with.
 */
@NullMarked
package io.gradstream.optimizer;

import org.jspecify.annotations.NullMarked;
