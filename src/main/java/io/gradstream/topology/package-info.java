/**
 * The wiring of the graph.
 *
 * <pre>
 * examples ─► decode ─► learn ─┬─► predictions
 *                         │    ├─► losses
 *                         │    ├─► evaluations, drifts
 *                         │    └─► rejects
 *                         └ parameters (state store, changelog)
 * </pre>
 *
 * <p>Every record of the input leaves as one prediction, with a loss if it was labelled, or as one
 * reject; an evaluation leaves now and then, and a drift where the loss changed. Offset, outputs
 * and model update are one transaction. Entry type: {@link
 * io.gradstream.topology.LearningTopology}.
 */
@NullMarked
package io.gradstream.topology;

import org.jspecify.annotations.NullMarked;
