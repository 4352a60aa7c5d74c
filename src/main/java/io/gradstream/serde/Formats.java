package io.gradstream.serde;

import io.gradstream.serde.registry.RegistryException;
import io.gradstream.serde.registry.SchemaRegistry;
import io.gradstream.serde.registry.UndecodableException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes the decoders and encoders of an application's topics. They share what is one for all tasks,
 * a registry's client and the schemas of a folder, which are read once; the rest each task has of
 * its own. For any number of threads; close it after the tasks, or to end their waits.
 */
public final class Formats implements AutoCloseable {
  private final Map<Map<String, String>, SchemaRegistry> registries = new ConcurrentHashMap<>();
  private final Map<Path, SchemaFolder> folders = new ConcurrentHashMap<>();
  private final AtomicBoolean toldOfKeys = new AtomicBoolean();

  /**
   * A decoder of a topic's keys or values.
   *
   * @throws IllegalArgumentException if a setting is missing or cannot be
   */
  public PayloadDecoder decoder(FormatSettings settings, String topic, boolean key) {
    return switch (settings.format()) {
      case AVRO_REGISTRY -> new RegistryDecoder(registry(settings.properties()), key);
      case AVRO_SINGLE_OBJECT ->
          new AvroDecoder(AvroHeader.SINGLE_OBJECT, folder(settings)::schema);
      case JSON -> new JsonDecoder();
      case TEXT -> textDecoder(key);
      case CLASS ->
          ClassDecoder.of(
              required("deserializer", settings.className(), "the name of a deserializer"),
              settings.properties(),
              topic,
              key);
    };
  }

  private PayloadDecoder textDecoder(boolean key) {
    if (!key) {
      throw new IllegalArgumentException("format: got text, which only keys can have");
    }
    return new TextDecoder(toldOfKeys);
  }

  /**
   * A writer of flat records for a topic's values. In a registry's format their schema is
   * registered first.
   *
   * @throws IllegalArgumentException if a setting is missing or invalid
   * @throws RegistryException if the registry refuses the schema
   */
  public RecordWriter recordWriter(FormatSettings settings, String topic, Schema schema) {
    if (settings.format() == Format.JSON) {
      return new JsonRecordWriter();
    }
    AvroFrame frame = frame(settings, topic, schema);
    GenericDatumWriter<GenericRecord> writer = new GenericDatumWriter<>(schema);
    return record -> frame.frame(out -> writer.write(record, out));
  }

  /** An encoder of records, field by field, for a topic's values; as {@link #recordWriter}. */
  public RecordEncoder encoder(FormatSettings settings, String topic, Schema schema) {
    return settings.format() == Format.JSON
        ? new JsonEncoder(schema)
        : frame(settings, topic, schema);
  }

  private AvroFrame frame(FormatSettings settings, String topic, Schema schema) {
    return switch (settings.format()) {
      case AVRO_REGISTRY -> {
        SchemaRegistry registry = registry(settings.properties());
        int id = registry.idToWrite(SchemaRegistry.subject(topic, false), schema);
        yield new AvroFrame(AvroHeader.WIRE_FORMAT.of(id));
      }
      case AVRO_SINGLE_OBJECT ->
          new AvroFrame(AvroHeader.SINGLE_OBJECT.of(AvroHeader.fingerprint(schema)));
      case JSON, TEXT, CLASS ->
          throw new IllegalArgumentException(
              "format: got %s, which reads but does not write"
                  .formatted(settings.format().name().toLowerCase(Locale.ROOT)));
    };
  }

  /**
   * The schemas that a topic's keys or values are known to have: all of a folder, or the latest of
   * the registry; none where the format does not say.
   *
   * @throws IllegalArgumentException if a setting is missing or cannot be
   * @throws RegistryException if the registry does not answer
   */
  public List<Schema> knownSchemas(FormatSettings settings, String topic, boolean key) {
    return switch (settings.format()) {
      case AVRO_SINGLE_OBJECT -> List.copyOf(folder(settings).schemas().values());
      case AVRO_REGISTRY ->
          latest(registry(settings.properties()), SchemaRegistry.subject(topic, key));
      case JSON, TEXT, CLASS -> List.of();
    };
  }

  private static List<Schema> latest(SchemaRegistry registry, String subject) {
    try {
      return registry.latest(subject).map(version -> List.of(version.schema())).orElse(List.of());
    } catch (UndecodableException e) {
      throw new IllegalArgumentException("format: got avro-registry, but " + e.getMessage(), e);
    }
  }

  private SchemaFolder folder(FormatSettings settings) {
    Path schemas = required("schema", settings.schemas(), "a file or folder of Avro schemas");
    try {
      return folders.computeIfAbsent(schemas, SchemaFolder::read);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("schema: " + e.getMessage(), e);
    }
  }

  /** The client of the registry that these settings name. */
  public SchemaRegistry registry(Map<String, String> properties) {
    return registries.computeIfAbsent(properties, SchemaRegistry::of);
  }

  private static <T> T required(String key, @Nullable T value, String wants) {
    if (value == null) {
      throw new IllegalArgumentException("%s: got none, wants %s".formatted(key, wants));
    }
    return value;
  }

  @Override
  public void close() {
    registries.values().forEach(SchemaRegistry::close);
  }
}
