package io.gradstream.inspection;

import io.gradstream.feature.ExampleExtractor;
import io.gradstream.feature.FeatureSpec;
import io.gradstream.feature.Mapping;
import io.gradstream.feature.Names;
import io.gradstream.input.IdentifiedExample;
import io.gradstream.input.InputDecoder;
import io.gradstream.input.InputReader;
import io.gradstream.inspection.CheckedRecord.Feature;
import io.gradstream.inspection.CheckedRecord.Row;
import io.gradstream.learning.Example;
import io.gradstream.learning.FeatureVector;
import io.gradstream.learning.Label;
import io.gradstream.network.NameArray;
import io.gradstream.record.PathPattern;
import io.gradstream.record.UnfitException;
import io.gradstream.source.ReadRecord;
import io.gradstream.source.RecordFile;
import io.gradstream.source.TopicTail;
import io.gradstream.wiring.LearningWiring;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Shows what a run would make of records, without learning anything. */
public final class RecordCheck {
  private final Mapping mapping;
  private final InputDecoder decoder;
  private final Names names;
  private final CheckedLoad load;
  private final SeenInputs inputs;
  private final InputReader reader;

  private RecordCheck(Mapping mapping, InputDecoder decoder) {
    this.mapping = mapping;
    this.decoder = decoder;
    this.names = Names.of(mapping);
    this.load = new CheckedLoad(mapping);
    this.inputs = new SeenInputs(mapping.inputCapacity());
    this.reader =
        new InputReader(ExampleExtractor.watched(mapping, names, load::hashed), mapping.limits());
  }

  /**
   * Checks the last records of the input topic. Nothing is started or committed.
   *
   * @throws io.gradstream.config.ConfigurationException if there is no such topic
   * @throws IllegalStateException if no broker answers
   */
  public static CheckReport ofTopic(LearningWiring wiring, int count) {
    Map<String, String> kafka = wiring.configuration().kafka();
    List<ReadRecord> records = TopicTail.read(kafka, wiring.topics().input(), count);
    return of(wiring.mapping(), wiring.input().decoder(), records);
  }

  /**
   * Checks the first records of a file of JSON lines or an Avro container file, as if they were
   * those of the topic.
   *
   * @throws io.gradstream.config.ConfigurationException if the file cannot be read
   */
  public static CheckReport ofFile(LearningWiring wiring, Path file, int count) {
    RecordFile read = RecordFile.read(file, count);
    InputDecoder decoder = wiring.input().decoder(read.format());
    return of(wiring.mapping(), decoder, read.records());
  }

  private static CheckReport of(Mapping mapping, InputDecoder decoder, List<ReadRecord> records) {
    try (decoder) {
      RecordCheck check = new RecordCheck(mapping, decoder);
      return check.report(records.stream().map(check::check).toList());
    }
  }

  private CheckReport report(List<CheckedRecord> checked) {
    return new CheckReport(
        checked,
        all(names.inputs()),
        mapping.inputCapacity(),
        mapping.labelKind() == Mapping.LabelKind.REAL ? List.of() : all(names.classes()),
        missing(checked),
        inputs.doubts(names.inputs()),
        load.tables());
  }

  private List<String> missing(List<CheckedRecord> checked) {
    Set<String> there =
        checked.stream()
            .flatMap(record -> record.features().stream())
            .filter(feature -> !feature.raw().isEmpty())
            .map(Feature::field)
            .collect(Collectors.toSet());
    return there.isEmpty()
        ? List.of()
        : mapping.features().stream()
            .filter(FeatureSpec.Field.class::isInstance)
            .flatMap(feature -> feature.paths().stream())
            .filter(path -> !path.isWildcard())
            .map(PathPattern::text)
            .distinct()
            .filter(field -> !there.contains(field))
            .toList();
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
    try {
      IdentifiedExample read =
          reader.read(
              decoder.decode(record.key(), record.value(), record.headers()),
              record.timestampMillis());
      Example example = read.example();
      inputs.see(example.features());
      return new CheckedRecord(
          record.source(),
          record.offset(),
          read.id(),
          label(example.label()),
          example.weight(),
          reader.explain().stream().map(this::feature).toList(),
          null,
          null);
    } catch (UnfitException e) {
      return CheckedRecord.rejected(record, e);
    }
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
    Map<String, Double> dense = new LinkedHashMap<>();
    for (int input = 0; input < inputs.size(); input++) {
      if (!Double.isNaN(vector.get(input))) {
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
