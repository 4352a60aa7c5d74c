package io.gradstream.app;

import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationException;
import io.gradstream.config.InputConfig;
import io.gradstream.config.MappingConfig;
import io.gradstream.feature.FeatureSpec;
import io.gradstream.feature.Mapping;
import io.gradstream.feature.PathPattern;
import io.gradstream.feature.SchemaFields;
import io.gradstream.feature.ValueKind;
import io.gradstream.serde.FormatSettings;
import io.gradstream.serde.Formats;
import io.gradstream.serde.PayloadDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/** How the input is written, and what that says of its fields. */
final class InputFormat {
  private final InputConfig input;
  private final Formats formats;
  private final FormatSettings settings;
  private final List<Schema> schemas;

  /**
   * Reads the schemas that are known, of a file or of a registry.
   *
   * @throws ConfigurationException if they cannot be read
   */
  InputFormat(Configuration configuration, Formats formats) {
    this.input = configuration.input();
    this.formats = formats;
    this.settings =
        new FormatSettings(
            input.format(), input.schema(), input.deserializer(), configuration.kafka());
    this.schemas = checked(() -> formats.knownSchemas(settings, input.requiredTopic()));
  }

  private static <T> T checked(Supplier<T> read) {
    try {
      return read.get();
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("input." + e.getMessage());
    }
  }

  /** A decoder of the input's values. */
  PayloadDecoder decoder() {
    return checked(() -> formats.decoder(settings, input.requiredTopic(), false));
  }

  /**
   * The mapping, what labels are decided by the schema where it is left open.
   *
   * @throws ConfigurationException if a path leads to nothing in any known schema
   */
  Mapping mapping(MappingConfig config) {
    if (!schemas.isEmpty()) {
      check("mapping.label", config.label());
      config.features().stream()
          .map(FeatureSpec::paths)
          .flatMap(List::stream)
          .filter(path -> !path.isWildcard())
          .forEach(path -> check("mapping.features", path));
      Optional.ofNullable(config.id()).ifPresent(path -> check("mapping.id", path));
      Optional.ofNullable(config.weight()).ifPresent(path -> check("mapping.weight", path));
    }
    return config.resolve(
        kind(config.label())
            .map(
                kind ->
                    kind == ValueKind.TEXT || kind == ValueKind.BOOLEAN
                        ? Mapping.LabelKind.CLASSES
                        : Mapping.LabelKind.REAL)
            .orElse(null));
  }

  private void check(String key, PathPattern path) {
    if (kind(path).isEmpty()) {
      List<String> fields = new ArrayList<>();
      schemas.forEach(schema -> fields.addAll(SchemaFields.of(schema).keySet()));
      throw new ConfigurationException(key, path, "a path to a field, as one of " + fields);
    }
  }

  private Optional<ValueKind> kind(PathPattern path) {
    return schemas.stream().flatMap(schema -> SchemaFields.kind(schema, path).stream()).findFirst();
  }
}
