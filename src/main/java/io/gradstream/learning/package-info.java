/**
 * Learning from one example at a time: test, then train.
 *
 * <pre>
 * dense features ─► scale ───────┐
 * rows of a table ─► sort, merge ─┼► forward ─► prediction ─► loss ─► backward ─► update
 * rows of embeddings ─────────────┘
 * </pre>
 *
 * <p>A {@link io.gradstream.learning.Learner} predicts and learns. All it has learned is in its
 * {@link io.gradstream.learning.Learner#state}; whoever stores and restores that gets the same
 * predictions, to the bit. Entry types: {@link io.gradstream.learning.pool.LearnerPool}, which
 * mixes networks and what can be said without them, and {@link
 * io.gradstream.learning.NetworkLearner}.
 */
@NullMarked
package io.gradstream.learning;

import org.jspecify.annotations.NullMarked;
