/**
 * A model in a Kafka Streams store, committed with the input that taught it.
 *
 * <pre>
 *   LearnedArray ── changed blocks ──► ParameterStore ──► key-value store ──► changelog
 *        ▲                                  │
 *        └───────────── open ───────────────┘
 * </pre>
 *
 * <p>The learner works on live arrays; only at a commit are the blocks it changed copied, inside
 * the transaction that is about to end. What does not fit the configured model, or is not what was
 * committed with the input offset, is refused, never overwritten. The entry type is {@link
 * io.gradstream.state.ParameterStore}.
 */
@NullMarked
package io.gradstream.state;

import org.jspecify.annotations.NullMarked;
