package io.gradstream.evaluation;

/**
 * Scores of one class against all others, as fractions of 1.
 *
 * @param recall the share of the class's examples that were predicted as it; NaN where it has none
 * @param f1 {@code 2 tp / (labels + predictions)}, the harmonic mean of precision and recall (van
 *     Rijsbergen, "Information Retrieval", 1979, chapter 7); NaN where the class was neither label
 *     nor prediction
 */
public record ClassScore(double recall, double f1) {}
