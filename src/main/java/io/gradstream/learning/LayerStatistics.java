package io.gradstream.learning;

/**
 * How a layer steps, and how long the vectors of its numbers are: of gradients that vanish or
 * explode, and of weights that run away, it shows first.
 *
 * @param member of a pool, as in {@link MemberSpec#toString}; {@link NetworkLearner#MEMBER} of one
 *     network by itself
 * @param layer from 1 on
 * @param rate the learning rate of the next step, the same in all layers; NaN of an optimizer that
 *     has none
 * @param weights the Euclidean norm of its weights and biases, hashed tables and embeddings not
 *     included
 * @param gradient the mean norm of its gradients, of some of the last examples; NaN before the
 *     first
 */
public record LayerStatistics(
    String member, int layer, double rate, double weights, double gradient) {}
