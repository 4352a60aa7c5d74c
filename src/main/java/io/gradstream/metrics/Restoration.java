package io.gradstream.metrics;

/**
 * How far the restoration of models from their changelogs is.
 *
 * @param partitions being restored
 * @param remaining records still to be read for them
 * @param restored records read since the process started
 * @param seconds that the longest one under way has taken
 */
public record Restoration(long partitions, long remaining, long restored, double seconds) {}
