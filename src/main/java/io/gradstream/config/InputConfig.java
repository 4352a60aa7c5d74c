package io.gradstream.config;

import io.gradstream.serde.Format;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The topic to learn from and how its values are written; null where not given.
 *
 * @param schema the file or folder of schemas
 * @param deserializer the name of a class
 */
public record InputConfig(
    @Nullable String topic, Format format, @Nullable Path schema, @Nullable String deserializer) {
  static InputConfig of(Section section, Path directory) {
    String schema = section.textOrNull("schema");
    return new InputConfig(
        section.textOrNull("topic"),
        section.choice("format", Format.values()),
        schema == null ? null : directory.resolve(schema),
        section.textOrNull("deserializer"));
  }

  /** A topic in Avro's single-object encoding. */
  public static InputConfig singleObject(String topic, Path schema) {
    return new InputConfig(topic, Format.AVRO_SINGLE_OBJECT, schema, null);
  }

  /** The topic, which a run against a cluster needs. */
  public String requiredTopic() {
    if (topic == null) {
      throw new ConfigurationException("input.topic", null, "the name of a topic");
    }
    return topic;
  }
}
