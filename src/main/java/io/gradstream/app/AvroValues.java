package io.gradstream.app;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.jspecify.annotations.Nullable;

/** Avro's plain values as booleans, longs, doubles, texts and instants. */
final class AvroValues {
  private static final long MILLIS = 1_000;
  private static final long MICROS = 1_000_000;
  private static final long NANOS = 1_000_000_000;

  private AvroValues() {}

  /** The value, or null if it is none that a feature can be made of. */
  static @Nullable Object of(Schema schema, Object value) {
    LogicalType logical = schema.getLogicalType();
    return switch (value) {
      case Boolean bool -> bool;
      case Integer number ->
          logical instanceof LogicalTypes.Date
              ? LocalDate.ofEpochDay(number).atStartOfDay(ZoneOffset.UTC).toInstant()
              : (Object) number.longValue();
      case Long number -> {
        long units = unitsPerSecond(logical);
        yield units == 0 ? (Object) number : instant(number, units);
      }
      case Float number -> (double) number;
      case Double number -> number;
      case ByteBuffer bytes -> decimal(logical, bytes);
      case GenericFixed fixed -> decimal(logical, ByteBuffer.wrap(fixed.bytes()));
      default -> value.toString();
    };
  }

  private static Instant instant(long number, long units) {
    return Instant.ofEpochSecond(
        Math.floorDiv(number, units), Math.floorMod(number, units) * (NANOS / units));
  }

  private static @Nullable Object decimal(@Nullable LogicalType logical, ByteBuffer bytes) {
    if (!(logical instanceof LogicalTypes.Decimal decimal) || !bytes.hasRemaining()) {
      return null;
    }
    byte[] unscaled = new byte[bytes.remaining()];
    bytes.duplicate().get(unscaled);
    return new BigDecimal(new BigInteger(unscaled), decimal.getScale()).doubleValue();
  }

  /** Of a logical type that is a moment; 0 for any other. */
  static long unitsPerSecond(@Nullable LogicalType logical) {
    return switch (logical) {
      case LogicalTypes.TimestampMillis t -> MILLIS;
      case LogicalTypes.LocalTimestampMillis t -> MILLIS;
      case LogicalTypes.TimestampMicros t -> MICROS;
      case LogicalTypes.LocalTimestampMicros t -> MICROS;
      case LogicalTypes.TimestampNanos t -> NANOS;
      case LogicalTypes.LocalTimestampNanos t -> NANOS;
      case null, default -> 0;
    };
  }
}
