package io.gradstream.metrics;

import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * One number of Kafka's own, with the names and tags that Kafka gives it.
 *
 * @param value is asked for only if it is shown: some are measured then; NaN if it is none
 */
public record KafkaReading(
    String group, String name, Map<String, String> tags, DoubleSupplier value) {
  /** The group of what Kafka's consumers do not tell of the input, and we do in their place. */
  static final String INPUT = "gradstream-input";

  /** One of that group. */
  public static KafkaReading ofInput(String name, Map<String, String> tags, double value) {
    return new KafkaReading(INPUT, name, tags, () -> value);
  }
}
