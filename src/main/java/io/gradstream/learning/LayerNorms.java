package io.gradstream.learning;

/**
 * How long the vectors of a layer's numbers are: of gradients that vanish or explode, and of
 * weights that run away, it shows first.
 *
 * @param member of a pool, as in {@link MemberSpec#toString}; {@link NetworkLearner#MEMBER} of one
 *     network by itself
 * @param layer from 1 on
 * @param weights the Euclidean norm of its weights and biases, hashed tables and embeddings not
 *     included
 * @param gradient the mean norm of its gradients, of some of the last examples; NaN before the
 *     first
 */
public record LayerNorms(String member, int layer, double weights, double gradient) {}
