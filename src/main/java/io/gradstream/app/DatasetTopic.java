package io.gradstream.app;

import io.gradstream.config.Configuration;
import io.gradstream.dataset.Column;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.Row;
import io.gradstream.feature.FieldMapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** A data set as records of a topic: a schema made of its columns, a record of each row. */
public final class DatasetTopic {
  private final DatasetColumns columns;
  private final List<Column> features;
  private final Schema schema;
  private final FieldMapping mapping;

  public DatasetTopic(Dataset dataset, Configuration configuration) {
    this.columns = DatasetColumns.of(dataset.columns(), configuration);
    this.features = dataset.columns().features();
    List<Integer> written = columns.written();
    List<String> names = new ArrayList<>();
    written.forEach(position -> names.add(features.get(position).name()));
    names.add(columns.label());
    List<String> fields = fieldNames(names);
    SchemaBuilder.FieldAssembler<Schema> record =
        SchemaBuilder.record("Example").namespace("io.gradstream.dataset").fields();
    List<String> featureFields = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      Column column = features.get(written.get(i));
      if (DatasetColumns.isFeature(column)) {
        featureFields.add(fields.get(i));
      }
      var type = record.name(fields.get(i)).doc(names.get(i)).type().nullable();
      record =
          switch (column.kind()) {
            case NUMBER -> type.doubleType().noDefault();
            case CATEGORY_ID -> type.longType().noDefault();
            case TEXT -> type.stringType().noDefault();
          };
    }
    String label = fields.getLast();
    var labelType = record.name(label).doc(names.getLast()).type().nullable();
    this.schema =
        (columns.classes().isEmpty() ? labelType.doubleType() : labelType.stringType())
            .noDefault()
            .endRecord();
    this.mapping = new FieldMapping(featureFields, label, columns.classes(), null);
  }

  /** Avro names of letters, digits and underscores, made unique by a number. */
  private static List<String> fieldNames(List<String> columns) {
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

  /** The schema of the records. */
  public Schema schema() {
    return schema;
  }

  /** The mapping that reads the rows' features and labels back from the records. */
  public FieldMapping mapping() {
    return mapping;
  }

  /** The record of a row. */
  public GenericRecord record(Row row) {
    GenericRecord record = new GenericData.Record(schema);
    List<Integer> written = columns.written();
    for (int i = 0; i < written.size(); i++) {
      record.put(i, value(row, written.get(i)));
    }
    if (!Double.isNaN(row.label())) {
      record.put(written.size(), label(row.label()));
    }
    return record;
  }

  private @Nullable Object value(Row row, int position) {
    double number = row.features()[position];
    return switch (features.get(position).kind()) {
      case TEXT -> row.text(position);
      case NUMBER -> Double.isNaN(number) ? null : (Object) number;
      case CATEGORY_ID -> Double.isNaN(number) ? null : (Object) (long) number;
    };
  }

  private Object label(double label) {
    return columns.classes().isEmpty() ? (Object) label : columns.classes().get((int) label);
  }
}
