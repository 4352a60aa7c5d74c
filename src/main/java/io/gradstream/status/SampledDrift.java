package io.gradstream.status;

/**
 * A rise of the loss, for somebody to look at.
 *
 * @param example the number of the example it was found with, the first being 1
 * @param millis when it was found
 */
public record SampledDrift(int partition, long example, long millis) {}
