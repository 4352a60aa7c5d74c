/**
 * From a gradient to a changed network. An {@link io.gradstream.optimizer.Optimizer} takes what the
 * backward pass left in the workspace and applies one step to the parameters, or refuses it whole.
 */
@NullMarked
package io.gradstream.optimizer;

import org.jspecify.annotations.NullMarked;
