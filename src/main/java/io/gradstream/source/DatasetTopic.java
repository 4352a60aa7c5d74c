package io.gradstream.source;

import io.gradstream.config.ConfigurationException;
import io.gradstream.config.InputConfig;
import io.gradstream.config.MappingConfig;
import io.gradstream.dataset.Column;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.Row;
import io.gradstream.feature.ColumnReader;
import io.gradstream.feature.ExampleExtractor;
import io.gradstream.feature.FeatureKind;
import io.gradstream.feature.FeatureSpec;
import io.gradstream.feature.Mapping;
import io.gradstream.record.PathPattern;
import io.gradstream.record.PathPattern.Segment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * A data set as records of a topic: a schema made of its columns, a mapping, a record of each row.
 * The same mapping reads the rows themselves, so that a plain loop learns what a topology does.
 */
public final class DatasetTopic {
  private final List<Column> columns;
  private final List<String> fields;
  private final String labelField;
  private final List<String> classes;
  private final Schema schema;
  private final MappingConfig mapping;

  /**
   * @param given the mapping of a configuration; columns that it does not name are features where
   *     it is open to all
   */
  public DatasetTopic(Dataset dataset, MappingConfig given) {
    Columns all = dataset.columns();
    this.columns = all.features();
    List<String> names = new ArrayList<>(all.featureNames());
    names.add(all.label());
    this.fields = fieldNames(names);
    this.labelField = fields.removeLast();
    this.classes =
        switch (all.kind()) {
          case LabelKind.Classes known -> known.names();
          case LabelKind.Real real -> List.of();
        };
    this.schema = schema(all.label());
    this.mapping = mapping(given);
  }

  /** Avro names of letters, digits and underscores, made unique by a number. */
  static List<String> fieldNames(List<String> columns) {
    List<String> fields = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (String column : columns) {
      String plain = column.replaceAll("[^A-Za-z0-9_]", "_").replaceAll("^(?=[0-9])|^$", "_");
      String field = plain;
      for (int n = 2; !taken.add(field); n++) {
        field = plain + "_" + n;
      }
      fields.add(field);
    }
    return fields;
  }

  private Schema schema(String label) {
    SchemaBuilder.FieldAssembler<Schema> record =
        SchemaBuilder.record("Example").namespace("io.gradstream.dataset").fields();
    for (int i = 0; i < fields.size(); i++) {
      var type = record.name(fields.get(i)).doc(columns.get(i).name()).type().nullable();
      record =
          switch (columns.get(i).kind()) {
            case NUMBER -> type.doubleType().noDefault();
            case CATEGORY_ID -> type.longType().noDefault();
            case TEXT -> type.stringType().noDefault();
          };
    }
    var labelType = record.name(labelField).doc(label).type().nullable();
    return (classes.isEmpty() ? labelType.doubleType() : labelType.stringType())
        .noDefault()
        .endRecord();
  }

  private MappingConfig mapping(MappingConfig given) {
    List<FeatureSpec> features = new ArrayList<>();
    if (given.isOpenToAll()) {
      for (int i = 0; i < fields.size(); i++) {
        features.add(new FeatureSpec.Field(PathPattern.parse(fields.get(i)), kind(columns.get(i))));
      }
    } else {
      given.features().forEach(this::checkFields);
      features.addAll(given.features());
    }
    return new MappingConfig(
        features,
        PathPattern.parse(labelField),
        classes.isEmpty() ? Mapping.LabelKind.REAL : Mapping.LabelKind.CLASSES,
        classes,
        null,
        given.weight(),
        given.hashBits(),
        given.limits());
  }

  private static FeatureKind kind(Column column) {
    return switch (column.kind()) {
      case NUMBER -> FeatureKind.Numeric.PLAIN;
      case CATEGORY_ID, TEXT -> new FeatureKind.Categorical();
    };
  }

  private void checkFields(FeatureSpec feature) {
    for (PathPattern path : feature.paths()) {
      if (path.segments().getFirst() instanceof Segment.Name name
          && !(fields.contains(name.name()) && path.segments().size() == 1)) {
        throw new ConfigurationException("mapping.features", path, "columns of " + fields);
      }
    }
  }

  /** The schema of the records. */
  public Schema schema() {
    return schema;
  }

  /**
   * The input that a topic of such records is; their schema is written to a directory.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public InputConfig input(String topic, Path directory) {
    try {
      Path file = Files.createDirectories(directory).resolve("example.avsc");
      return InputConfig.singleObject(topic, Files.writeString(file, schema.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The mapping that reads features and labels from the records. */
  public MappingConfig mapping() {
    return mapping;
  }

  /** The record of a row. */
  public GenericRecord record(Row row) {
    GenericRecord record = new GenericData.Record(schema);
    for (int i = 0; i < fields.size(); i++) {
      record.put(i, value(row, i));
    }
    if (!Double.isNaN(row.label())) {
      record.put(
          fields.size(), classes.isEmpty() ? (Object) row.label() : classes.get((int) row.label()));
    }
    return record;
  }

  private @Nullable Object value(Row row, int position) {
    double number = row.features()[position];
    return switch (columns.get(position).kind()) {
      case TEXT -> row.text(position);
      case NUMBER -> Double.isNaN(number) ? null : (Object) number;
      case CATEGORY_ID -> Double.isNaN(number) ? null : (Object) (long) number;
    };
  }

  /** Makes examples of the rows themselves, field by field as from the records. */
  public RowExamples examples(ExampleExtractor extractor) {
    ColumnReader reader = new ColumnReader(extractor, fields, mapping.limits());
    return new RowExamples(columns, !classes.isEmpty(), extractor, reader);
  }
}
