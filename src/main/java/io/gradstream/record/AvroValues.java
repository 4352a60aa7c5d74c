package io.gradstream.record;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.jspecify.annotations.Nullable;

/** Values of Avro records as most deserializers leave them: logical types not converted. */
public final class AvroValues {
  private AvroValues() {}

  /** What values of a schema are, or null if they are none that can be read. */
  public static @Nullable ValueKind kind(Schema schema) {
    LogicalType logical = schema.getLogicalType();
    return switch (schema.getType()) {
      case INT -> logical instanceof LogicalTypes.Date ? ValueKind.TIMESTAMP : ValueKind.INTEGER;
      case LONG -> AvroPlan.unitsPerMilli(logical) > 0 ? ValueKind.TIMESTAMP : ValueKind.INTEGER;
      case FLOAT, DOUBLE -> ValueKind.NUMBER;
      case BOOLEAN -> ValueKind.BOOLEAN;
      case STRING, ENUM -> ValueKind.TEXT;
      case BYTES, FIXED -> logical instanceof LogicalTypes.Decimal ? ValueKind.NUMBER : null;
      default -> null;
    };
  }

  /** A schema of a type: the given one, or its branch; null if it has none. */
  static @Nullable Schema branch(@Nullable Schema schema, Schema.Type type) {
    if (schema == null || schema.getType() == type) {
      return schema;
    }
    return schema.isUnion()
        ? schema.getTypes().stream().filter(s -> s.getType() == type).findFirst().orElse(null)
        : null;
  }

  /** What a value is by the logical type of its schema; itself if it has none. */
  public static Object meaning(Schema schema, Object value) {
    return switch (value) {
      case Long number -> moment(number, logicalType(schema, Schema.Type.LONG));
      case Integer number when logicalType(schema, Schema.Type.INT) instanceof LogicalTypes.Date ->
          LocalDate.ofEpochDay(number);
      case ByteBuffer buffer
          when logicalType(schema, Schema.Type.BYTES) instanceof LogicalTypes.Decimal decimal -> {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        yield decimal(bytes, decimal);
      }
      case GenericFixed fixed
          when logicalType(schema, Schema.Type.FIXED) instanceof LogicalTypes.Decimal decimal ->
          decimal(fixed.bytes(), decimal);
      default -> value;
    };
  }

  private static @Nullable LogicalType logicalType(Schema schema, Schema.Type type) {
    Schema branch = branch(schema, type);
    return branch == null ? null : branch.getLogicalType();
  }

  private static Object moment(Long number, @Nullable LogicalType type) {
    long units = AvroPlan.unitsPerMilli(type);
    return units == 0 ? number : Instant.ofEpochMilli(Math.floorDiv(number, units));
  }

  private static BigDecimal decimal(byte[] bytes, LogicalTypes.Decimal type) {
    return bytes.length == 0
        ? BigDecimal.ZERO
        : new BigDecimal(new BigInteger(bytes), type.getScale());
  }
}
