package io.gradstream.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The topic to learn from and the file with its records' schema; null where not given. */
public record InputConfig(@Nullable String topic, @Nullable Path schema) {
  static InputConfig of(Section section, Path directory) {
    String schema = section.textOrNull("schema");
    return new InputConfig(
        section.textOrNull("topic"), schema == null ? null : directory.resolve(schema));
  }

  /** The topic, which a run against a cluster needs. */
  public String requiredTopic() {
    return required("input.topic", topic, "the name of a topic");
  }

  /** The schema file, which a run against a cluster needs. */
  public Path requiredSchema() {
    return required("input.schema", schema, "an Avro schema file");
  }

  private static <T> T required(String key, @Nullable T value, String wants) {
    if (value == null) {
      throw new ConfigurationException(key, null, wants);
    }
    return value;
  }
}
