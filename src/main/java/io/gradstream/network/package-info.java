/**
 * A feed-forward network in three types: {@link io.gradstream.network.NetworkSpec} never changes,
 * {@link io.gradstream.network.Parameters} are what is learned, {@link
 * io.gradstream.network.Workspace} is what one example scribbles on.
 *
 * <pre>
 * features ─► z = b + Σ a·w ─► a = activation(z) ─► … ─► logits ─► link ─► scores
 *                                                            └► loss(target)
 * inputs ◄── δ·w · activation′(z) ◄── …               ◄── δ = ∂loss/∂logits
 * </pre>
 *
 * <p>The first layer has three kinds of inputs: dense ones, rows of a hashed table, and rows looked
 * up in embeddings. Tables are learned with the rest, and an example touches only its own rows of
 * them.
 *
 * <p>Entry type: {@link io.gradstream.network.Network}, a spec walked over parameters.
 */
@NullMarked
package io.gradstream.network;

import org.jspecify.annotations.NullMarked;
