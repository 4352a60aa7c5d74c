package io.gradstream.evaluation;

/**
 * One row of a reliability table: the examples whose predicted class had a probability within a
 * tenth.
 *
 * @param examples the sum of their weights
 * @param confidence the mean probability of the predicted class; NaN of no examples
 * @param accuracy the share of them whose class was predicted; NaN of no examples
 */
public record CalibrationBin(double examples, double confidence, double accuracy) {}
