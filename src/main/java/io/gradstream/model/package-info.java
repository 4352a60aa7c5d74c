/**
 * A model and the one thing that is done with it: test, then train.
 *
 * <p>{@link io.gradstream.model.Model#step} predicts an example, scores the prediction, learns from
 * the example and reacts to drift. The topology, {@code evaluate} and every replay call it, so
 * equal examples in equal order give equal models, to the bit.
 */
@NullMarked
package io.gradstream.model;

import org.jspecify.annotations.NullMarked;
