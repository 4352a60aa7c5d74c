package io.gradstream.evaluation;

/**
 * How well a model did up to a moment. The three scores are of one kind.
 *
 * @param examples the number of examples evaluated
 * @param whole over all of them
 * @param faded over all of them, each weighing less than the one after it by the fading factor
 * @param windowed over the last ones alone
 */
public record EvaluationSnapshot(long examples, Scores whole, Scores faded, Scores windowed) {}
