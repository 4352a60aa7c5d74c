package io.gradstream.inspection;

import io.gradstream.record.AvroValues;
import io.gradstream.record.ValueKind;
import java.util.List;
import java.util.Locale;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an Avro schema says of a field.
 *
 * @param text for people
 * @param kind of its values; null if they are none that a feature can be made of
 * @param list whether it is an array
 * @param closed whether its values are few and named: an enum's
 * @param uuid whether it is of that logical type
 * @param date whether it is a day, without a time
 */
record DeclaredType(
    String text,
    @Nullable ValueKind kind,
    boolean list,
    boolean closed,
    boolean uuid,
    boolean date) {
  /** The type of a field that is no record, map or array, or of an array's elements. */
  static DeclaredType of(Schema schema, boolean optional, boolean list) {
    LogicalType logical = schema.getLogicalType();
    String name = schema.getType().getName().toLowerCase(Locale.ROOT);
    String text = logical == null ? name : "%s (%s)".formatted(name, logical.getName());
    return new DeclaredType(
        (list ? "array of " : "") + text + (optional ? " or null" : ""),
        AvroValues.kind(schema),
        list,
        schema.getType() == Schema.Type.ENUM,
        logical != null && logical.getName().equals("uuid"),
        logical instanceof LogicalTypes.Date);
  }

  /** A union's types but for null. */
  static List<Schema> types(Schema schema) {
    return schema.isUnion()
        ? schema.getTypes().stream().filter(type -> type.getType() != Schema.Type.NULL).toList()
        : List.of(schema);
  }
}
