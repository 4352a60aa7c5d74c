package io.gradstream.config;

import io.gradstream.serde.Format;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The topic to learn from and how its keys and values are written.
 *
 * @param topic null where not given
 */
public record InputConfig(@Nullable String topic, Encoding key, Encoding value) {
  private static final Format[] OF_VALUES = {
    Format.AVRO_SINGLE_OBJECT, Format.AVRO_REGISTRY, Format.JSON, Format.CLASS
  };

  /**
   * How bytes are written.
   *
   * @param schema the file or folder of schemas, or null
   * @param deserializer the name of a class, or null
   */
  public record Encoding(Format format, @Nullable Path schema, @Nullable String deserializer) {
    private static Encoding of(Section section, String prefix, Format[] formats, Path directory) {
      String schema = section.textOrNull(prefix + "schema");
      return new Encoding(
          section.choice(prefix + "format", formats),
          schema == null ? null : directory.resolve(schema),
          section.textOrNull(prefix + "deserializer"));
    }
  }

  static InputConfig of(Section section, Path directory) {
    return new InputConfig(
        section.textOrNull("topic"),
        Encoding.of(section, "key-", Format.values(), directory),
        Encoding.of(section, "", OF_VALUES, directory));
  }

  /** A topic in Avro's single-object encoding, whose keys are texts. */
  public static InputConfig singleObject(String topic, Path schema) {
    return new InputConfig(
        topic,
        new Encoding(Format.TEXT, null, null),
        new Encoding(Format.AVRO_SINGLE_OBJECT, schema, null));
  }

  /** The topic, which a run against a cluster needs. */
  public String requiredTopic() {
    if (topic == null) {
      throw new ConfigurationException("input.topic", null, "the name of a topic");
    }
    return topic;
  }
}
