package io.gradstream.metrics;

import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * One number of Kafka's own, with the names and tags that Kafka gives it.
 *
 * @param value is asked for only if it is shown: some are measured then; NaN if it is none
 */
public record KafkaReading(
    String group, String name, Map<String, String> tags, DoubleSupplier value) {}
