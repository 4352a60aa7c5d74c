package io.gradstream.serde;

import io.gradstream.serde.registry.SchemaRegistry;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the keys or the values of one topic are written.
 *
 * @param schemas the file or folder of schemas; for input in {@link Format#AVRO_SINGLE_OBJECT}
 * @param className the user's deserializer; for {@link Format#CLASS}
 * @param properties Kafka's settings, among which Confluent's clients look for the registry's too:
 *     {@code schema.registry.url} and its kin, as {@link SchemaRegistry} lists them
 */
public record FormatSettings(
    Format format,
    @Nullable Path schemas,
    @Nullable String className,
    Map<String, String> properties) {
  public FormatSettings {
    properties = Map.copyOf(properties);
  }

  /** A format that needs nothing else. */
  public static FormatSettings of(Format format) {
    return new FormatSettings(format, null, null, Map.of());
  }

  /** A format whose schemas are in a registry. */
  public static FormatSettings registry(Map<String, String> properties) {
    return new FormatSettings(Format.AVRO_REGISTRY, null, null, properties);
  }

  /** A format whose schemas are in a file or folder. */
  public static FormatSettings singleObject(Path schemas) {
    return new FormatSettings(Format.AVRO_SINGLE_OBJECT, schemas, null, Map.of());
  }

  /** A format that a class knows. */
  public static FormatSettings byClass(String className, Map<String, String> properties) {
    return new FormatSettings(Format.CLASS, null, className, properties);
  }
}
