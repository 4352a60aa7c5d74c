package io.gradstream.evaluation;

/**
 * How well a model did up to a moment. The three scores are of one kind.
 *
 * @param examples the number of examples evaluated
 * @param whole over all of them
 * @param faded over all of them, each weighing less than the one after it by the fading factor
 * @param windowed over the last ones alone
 * @param drifts how often the drift detector found that the loss had risen
 * @param lastDrift the number of the example at which it last did, the first being 1; 0 for never
 */
public record EvaluationSnapshot(
    long examples, Scores whole, Scores faded, Scores windowed, long drifts, long lastDrift) {}
