package io.gradstream.metrics;

import java.util.Map;

/** One number of Kafka's own, with the names and tags that Kafka gives it. */
public record KafkaReading(String group, String name, Map<String, String> tags, double value) {}
