package io.gradstream.app;

import io.gradstream.config.Configuration;
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

/** A data set as records of a topic: a schema made of its columns, a record of each row. */
public final class DatasetTopic {
  private final DatasetColumns columns;
  private final Schema schema;
  private final FieldMapping mapping;

  public DatasetTopic(Dataset dataset, Configuration configuration) {
    this.columns = DatasetColumns.of(dataset.columns(), configuration);
    List<String> names = new ArrayList<>(columns.features());
    names.add(columns.label());
    List<String> fields = fieldNames(names);
    String label = fields.removeLast();
    SchemaBuilder.FieldAssembler<Schema> record =
        SchemaBuilder.record("Example").namespace("io.gradstream.dataset").fields();
    for (int i = 0; i < fields.size(); i++) {
      record =
          record.name(fields.get(i)).doc(names.get(i)).type().nullable().doubleType().noDefault();
    }
    var labelType = record.name(label).doc(names.getLast()).type().nullable();
    this.schema =
        (columns.classes().isEmpty() ? labelType.doubleType() : labelType.stringType())
            .noDefault()
            .endRecord();
    this.mapping = new FieldMapping(fields, label, columns.classes(), null);
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
    List<Integer> positions = columns.positions();
    for (int i = 0; i < positions.size(); i++) {
      double value = row.features()[positions.get(i)];
      record.put(i, Double.isNaN(value) ? null : value);
    }
    if (!Double.isNaN(row.label())) {
      record.put(positions.size(), label(row.label()));
    }
    return record;
  }

  private Object label(double label) {
    return columns.classes().isEmpty() ? (Object) label : columns.classes().get((int) label);
  }
}
