package io.gradstream.network;

import io.gradstream.kernel.UpdateRule;

/**
 * Which rule the parameters of a network follow.
 *
 * @param weights of all layers, of the hashed table and of the embeddings
 * @param biases of all layers
 */
public record UpdateRules(UpdateRule weights, UpdateRule biases) {}
