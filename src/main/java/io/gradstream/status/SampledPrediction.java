package io.gradstream.status;

import org.jspecify.annotations.Nullable;

/**
 * A prediction, for somebody to look at; perhaps its transaction is aborted later.
 *
 * @param id of the example, or null
 * @param predicted null before any class is known
 * @param label null if there was none
 * @param loss NaN without a label
 * @param confidence the probability of the predicted class; NaN of a value
 * @param millis when it was made
 * @param latencyMillis how long after the record's timestamp; -1 if it has none or is of the future
 */
public record SampledPrediction(
    int partition,
    long offset,
    @Nullable String id,
    @Nullable Outcome predicted,
    @Nullable Outcome label,
    double loss,
    double confidence,
    long millis,
    long latencyMillis) {}
