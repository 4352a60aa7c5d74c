package io.gradstream.wiring;

import io.gradstream.client.ClientSettings;
import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationException;
import io.gradstream.config.InputConfig;
import io.gradstream.config.MappingConfig;
import io.gradstream.feature.FeatureSpec;
import io.gradstream.feature.Mapping;
import io.gradstream.input.InputDecoder;
import io.gradstream.record.PathPattern;
import io.gradstream.record.SchemaFields;
import io.gradstream.record.ValueKind;
import io.gradstream.serde.FormatSettings;
import io.gradstream.serde.Formats;
import io.gradstream.serde.PayloadDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/** How the input is written, and what that says of its fields. */
public final class InputFormat {
  private final MappingConfig mapping;
  private final Side keys;
  private final Side values;

  /**
   * Reads the schemas that are known, of a file or of a registry.
   *
   * @throws ConfigurationException if they cannot be read
   */
  InputFormat(Configuration configuration, Formats formats) {
    InputConfig input = configuration.input();
    this.mapping = configuration.mapping();
    this.keys = new Side(configuration, input.key(), true, formats);
    this.values = new Side(configuration, input.value(), false, formats);
  }

  /** The keys or the values. */
  private static final class Side {
    private final String topic;
    private final boolean key;
    private final Formats formats;
    private final FormatSettings settings;
    private final List<Schema> schemas;

    Side(Configuration configuration, InputConfig.Encoding encoding, boolean key, Formats formats) {
      this.topic = configuration.input().requiredTopic();
      this.key = key;
      this.formats = formats;
      this.settings =
          new FormatSettings(
              encoding.format(), encoding.schema(), encoding.deserializer(), configuration.kafka());
      this.schemas = checked(() -> formats.knownSchemas(settings, topic, key));
    }

    PayloadDecoder decoder() {
      return checked(() -> formats.decoder(settings, topic, key));
    }

    private <T> T checked(Supplier<T> read) {
      try {
        return read.get();
      } catch (IllegalArgumentException e) {
        throw ClientSettings.refused(key ? "input.key-" : "input.", e);
      }
    }
  }

  /** A decoder of the input's records. */
  public InputDecoder decoder() {
    return decoder(values.decoder());
  }

  /** The same where values are written otherwise. */
  public InputDecoder decoder(PayloadDecoder ofValues) {
    return new InputDecoder(keys.decoder(), ofValues, mapping.limits());
  }

  /**
   * The mapping, what labels are decided by the schema where it is left open.
   *
   * @throws ConfigurationException if a path leads to nothing in any known schema
   */
  Mapping mapping() {
    check("mapping.label", mapping.label());
    mapping.features().stream()
        .map(FeatureSpec::paths)
        .flatMap(List::stream)
        .filter(path -> !path.isWildcard())
        .forEach(path -> check("mapping.features", path));
    Optional.ofNullable(mapping.id()).ifPresent(path -> check("mapping.id", path));
    Optional.ofNullable(mapping.weight()).ifPresent(path -> check("mapping.weight", path));
    return mapping.resolve(
        kind(mapping.label())
            .map(
                kind ->
                    kind == ValueKind.TEXT || kind == ValueKind.BOOLEAN
                        ? Mapping.LabelKind.CLASSES
                        : Mapping.LabelKind.REAL)
            .orElse(null));
  }

  private void check(String key, PathPattern path) {
    List<Schema> schemas = schemas(path);
    if (!schemas.isEmpty() && kind(path).isEmpty()) {
      List<String> fields = new ArrayList<>();
      schemas.forEach(schema -> fields.addAll(SchemaFields.of(schema).keySet()));
      throw new ConfigurationException(key, path, "a path to a field, as one of " + fields);
    }
  }

  private Optional<ValueKind> kind(PathPattern path) {
    return schemas(path).stream()
        .flatMap(schema -> SchemaFields.kind(schema, path).stream())
        .findFirst();
  }

  private List<Schema> schemas(PathPattern path) {
    return path.isOfKey() ? keys.schemas : values.schemas;
  }
}
