package io.gradstream.metrics;

import io.gradstream.evaluation.EvaluationSnapshot;

/** What one model shows at a scrape; {@code examples} is the number it has learned. */
public record Reading(int partition, long examples, EvaluationSnapshot evaluation) {}
