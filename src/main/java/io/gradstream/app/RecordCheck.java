package io.gradstream.app;

import io.gradstream.app.CheckedRecord.Feature;
import io.gradstream.app.CheckedRecord.Row;
import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationException;
import io.gradstream.feature.ExampleExtractor;
import io.gradstream.feature.Mapping;
import io.gradstream.feature.Names;
import io.gradstream.feature.RawRow;
import io.gradstream.feature.RecordReader;
import io.gradstream.feature.UnfitException;
import io.gradstream.learning.Example;
import io.gradstream.learning.FeatureVector;
import io.gradstream.learning.Label;
import io.gradstream.network.NameArray;
import io.gradstream.serde.Formats;
import io.gradstream.serde.Payload;
import io.gradstream.serde.PayloadDecoder;
import io.gradstream.serde.UndecodableException;
import io.gradstream.topology.RejectReason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Shows what a run would make of records, without learning anything. */
public final class RecordCheck {
  private final Mapping mapping;
  private final PayloadDecoder decoder;
  private final Names names;
  private final CheckedLoad load;
  private final ExampleExtractor extractor;
  private final RecordReader reader;

  private RecordCheck(Mapping mapping, PayloadDecoder decoder) {
    this.mapping = mapping;
    this.decoder = decoder;
    this.names = Names.of(mapping);
    this.load = new CheckedLoad(mapping);
    this.extractor = ExampleExtractor.watched(mapping, names, load::hashed);
    this.reader = new RecordReader(extractor, mapping.limits());
  }

  /**
   * Checks the last records of the configuration's topic. Nothing is committed.
   *
   * @throws ConfigurationException if the configuration cannot work
   */
  public static CheckReport ofTopic(Configuration configuration, int count) {
    String topic = configuration.input().requiredTopic();
    return of(configuration, TopicTail.read(configuration.kafka(), topic, count));
  }

  /**
   * Checks the first records of a file of JSON lines or an Avro container file.
   *
   * @throws ConfigurationException if the configuration cannot work or the file cannot be read
   */
  public static CheckReport ofFile(Configuration configuration, Path file, int count) {
    return of(configuration, RecordFile.read(file, count));
  }

  static CheckReport of(Configuration configuration, List<ReadRecord> records) {
    try (Formats formats = new Formats()) {
      InputFormat input = new InputFormat(configuration, formats);
      Mapping mapping = input.mapping(configuration.mapping());
      ModelFactory.of(configuration, mapping); // There may be no such network.
      try (PayloadDecoder decoder = input.decoder()) {
        RecordCheck check = new RecordCheck(mapping, decoder);
        return check.report(records.stream().map(check::check).toList());
      }
    }
  }

  private CheckReport report(List<CheckedRecord> checked) {
    return new CheckReport(
        checked,
        all(names.inputs()),
        mapping.inputCapacity(),
        mapping.labelKind() == Mapping.LabelKind.REAL ? List.of() : all(names.classes()),
        load.tables());
  }

  private static List<String> all(NameArray names) {
    return IntStream.range(0, names.size()).mapToObj(names::get).toList();
  }

  private CheckedRecord check(ReadRecord record) {
    CheckedRecord checked = checked(record);
    load.end(checked.features());
    return checked;
  }

  /** The steps of the topology's {@code decode} and {@code learn}, but for learning. */
  private CheckedRecord checked(ReadRecord record) {
    byte[] value = record.value();
    if (value == null) {
      return CheckedRecord.rejected(record, RejectReason.NULL_VALUE, "the record has no value");
    }
    int most = mapping.limits().recordBytes();
    if (value.length > most) {
      String message = "got %d bytes, wants at most %d".formatted(value.length, most);
      return CheckedRecord.rejected(record, RejectReason.RECORD_TOO_LARGE, message);
    }
    try {
      Payload framed = record.payload();
      RawRow row = read(framed == null ? decoder.decode(value) : framed);
      Example example = extractor.extract(row, record.timestampMillis());
      return new CheckedRecord(
          record.source(),
          record.offset(),
          id(record, row),
          label(example.label()),
          example.weight(),
          extractor.explain(row).stream().map(this::feature).toList(),
          null,
          null);
    } catch (UndecodableException e) {
      return CheckedRecord.rejected(
          record, RejectReason.UNDECODABLE, String.valueOf(e.getMessage()));
    } catch (UnfitException e) {
      return CheckedRecord.rejected(
          record, RejectReason.of(e.reason()), String.valueOf(e.getMessage()));
    }
  }

  private RawRow read(Payload payload) throws UnfitException {
    return switch (payload) {
      case Payload.Avro avro -> reader.avro(avro.writer(), avro.bytes(), avro.offset());
      case Payload.Json json -> reader.json(json.bytes());
      case Payload.Tree tree -> reader.tree(tree.value());
    };
  }

  private @Nullable String id(ReadRecord record, RawRow row) {
    String id = extractor.id(row);
    byte[] key = record.key();
    return id != null || key == null ? id : new String(key, StandardCharsets.UTF_8);
  }

  private @Nullable String label(@Nullable Label label) {
    return switch (label) {
      case null -> null;
      case Label.Category category -> names.classes().get(category.index());
      case Label.Real real -> Double.toString(real.value());
    };
  }

  private Feature feature(ExampleExtractor.EncodedField encoded) {
    NameArray inputs = names.inputs();
    FeatureVector vector = encoded.inputs();
    Map<String, Float> dense = new LinkedHashMap<>();
    for (int input = 0; input < inputs.size(); input++) {
      if (!Float.isNaN(vector.get(input))) {
        dense.put(inputs.get(input), vector.get(input));
      }
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < vector.rowCount(); i++) {
      rows.add(new Row(vector.row(i), vector.rowValue(i)));
    }
    Integer embeddingRow = null;
    for (int i = 0; i < vector.embeddings(); i++) {
      embeddingRow = vector.embedding(i) < 0 ? embeddingRow : Integer.valueOf(vector.embedding(i));
    }
    return new Feature(encoded.field(), encoded.raw(), dense, rows, embeddingRow);
  }
}
