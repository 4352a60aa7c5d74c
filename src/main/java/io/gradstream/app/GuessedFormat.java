package io.gradstream.app;

import io.gradstream.config.ConfigurationException;
import io.gradstream.serde.Format;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What records are written in, by their first bytes. */
final class GuessedFormat {
  private static final int WIRE_HEADER_BYTES = 5;
  private static final int SINGLE_OBJECT_HEADER_BYTES = 10;

  private GuessedFormat() {}

  /** As a configuration names it. */
  static String name(Format format) {
    return format.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The format that was given, or that of most records.
   *
   * @throws ConfigurationException if neither tells, or what it needs was not given
   */
  static Format of(Proposal.Source source, List<ReadRecord> records) {
    Format format = source.format() == null ? ofMost(source, records) : named(source.format());
    if (format == Format.AVRO_REGISTRY && !source.kafka().containsKey("schema.registry.url")) {
      throw new ConfigurationException(
          "the records are in Confluent's wire format: init wants --registry URL");
    }
    if (format == Format.AVRO_SINGLE_OBJECT && source.schema() == null) {
      throw new ConfigurationException(
          "the records are in Avro's single-object encoding: init wants --schema FILE");
    }
    return format;
  }

  private static Format named(String name) {
    List<Format> readable = List.of(Format.AVRO_REGISTRY, Format.AVRO_SINGLE_OBJECT, Format.JSON);
    return readable.stream()
        .filter(format -> name(format).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "--format",
                    name,
                    "what init can look into, one of "
                        + readable.stream().map(GuessedFormat::name).toList()));
  }

  private static Format ofMost(Proposal.Source source, List<ReadRecord> records) {
    Map<Format, Integer> counts = new EnumMap<>(Format.class);
    for (ReadRecord record : records) {
      Format format = of(record.value());
      if (format != null) {
        counts.merge(format, 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .or(() -> bySchema(source).findFirst())
        .orElseThrow(
            () ->
                new ConfigurationException(
                    records.isEmpty()
                        ? "the topic is empty: init wants records, or --registry URL or --schema"
                            + " FILE"
                        : "the records are in no format that their first bytes tell: init wants"
                            + " --format F"));
  }

  private static Stream<Format> bySchema(Proposal.Source source) {
    if (source.schema() != null) {
      return Stream.of(Format.AVRO_SINGLE_OBJECT);
    }
    return source.kafka().containsKey("schema.registry.url")
        ? Stream.of(Format.AVRO_REGISTRY)
        : Stream.of();
  }

  private static @Nullable Format of(byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    if (value.length > WIRE_HEADER_BYTES && value[0] == 0) {
      return Format.AVRO_REGISTRY;
    }
    if (value.length >= SINGLE_OBJECT_HEADER_BYTES
        && value[0] == (byte) 0xC3
        && value[1] == (byte) 0x01) {
      return Format.AVRO_SINGLE_OBJECT;
    }
    for (byte b : value) {
      if (b == '{') {
        return Format.JSON;
      }
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return null;
      }
    }
    return null;
  }
}
