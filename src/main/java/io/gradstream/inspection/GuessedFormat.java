package io.gradstream.inspection;

import io.gradstream.config.ConfigurationException;
import io.gradstream.config.EnumName;
import io.gradstream.serde.Format;
import io.gradstream.source.ReadRecord;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What records are written in, by their first bytes. */
final class GuessedFormat {
  private GuessedFormat() {}

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
        .filter(format -> EnumName.of(format).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "--format",
                    name,
                    "what init can look into, one of "
                        + readable.stream().map(EnumName::of).toList()));
  }

  private static Format ofMost(Proposal.Source source, List<ReadRecord> records) {
    Map<Format, Integer> counts = new EnumMap<>(Format.class);
    for (ReadRecord record : records) {
      byte[] value = record.value();
      Format format = value == null ? null : Format.guess(value, record.headers());
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
}
