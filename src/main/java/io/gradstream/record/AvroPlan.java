package io.gradstream.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/** Reads the records of one schema, and says what they may hold. */
final class AvroPlan {
  private static final long MICROS_PER_MILLI = 1_000;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long MILLIS_PER_DAY = 86_400_000;

  private final Map<Integer, Set<ValueKind>> declared = new LinkedHashMap<>();
  private final AvroStep record;

  /** How many more of the schema's places may be looked at for wildcards: it may contain itself. */
  private int wildPlacesLeft;

  private AvroPlan(Schema schema, PathNode root) {
    this.wildPlacesLeft = root.mostMet();
    this.record = step(schema, root, true);
  }

  /**
   * The plan for records of a schema.
   *
   * @param root the place of the whole record
   * @throws UnfitException if no record of the schema can be read
   */
  static AvroPlan of(Schema schema, PathNode root) throws UnfitException {
    Set<Schema> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    if (hasItemsWithoutBytes(schema, seen)) {
      throw new UnfitException(
          UnfitReason.UNDECODABLE,
          schema.getFullName() + " has lists of nothing, whose length bytes do not bound");
    }
    return new AvroPlan(schema, root);
  }

  /**
   * What the schema says that slots hold, in its order, the first branch of a union first: whether
   * or not a record has a value there. Not the entries of maps that no path names.
   */
  Map<Integer, Set<ValueKind>> declared() {
    return declared;
  }

  /** Reads a record. */
  void read(BinaryDecoder in, RawRow row) throws IOException, UnfitException {
    record.read(in, row);
  }

  private static boolean hasItemsWithoutBytes(Schema schema, Set<Schema> seen) {
    if (!seen.add(schema)) {
      return false;
    }
    return switch (schema.getType()) {
      case ARRAY ->
          hasNoBytes(schema.getElementType(), 0)
              || hasItemsWithoutBytes(schema.getElementType(), seen);
      case MAP -> hasItemsWithoutBytes(schema.getValueType(), seen);
      case RECORD ->
          schema.getFields().stream().anyMatch(f -> hasItemsWithoutBytes(f.schema(), seen));
      case UNION -> schema.getTypes().stream().anyMatch(type -> hasItemsWithoutBytes(type, seen));
      default -> false;
    };
  }

  private static boolean hasNoBytes(Schema schema, int depth) {
    return switch (schema.getType()) {
      case NULL -> true;
      case FIXED -> schema.getFixedSize() == 0;
      case RECORD ->
          depth > PathPattern.MAX_SEGMENTS
              || schema.getFields().stream().allMatch(f -> hasNoBytes(f.schema(), depth + 1));
      default -> false;
    };
  }

  /**
   * @param declares whether it is of every record of the schema, so that its fields are declared
   */
  private AvroStep step(Schema schema, @Nullable PathNode node, boolean declares) {
    if (node == null) {
      return skip(schema);
    }
    boolean object = schema.getType() == Schema.Type.RECORD || schema.getType() == Schema.Type.MAP;
    if (object && node.isReserved()) {
      return (in, row) -> node.checkObject();
    }
    return switch (schema.getType()) {
      case RECORD -> record(schema, node, declares);
      case UNION -> union(schema, node, declares);
      case ARRAY -> array(schema.getElementType(), node, declares);
      case MAP -> map(schema.getValueType(), node, declares);
      default -> node.isRead() ? value(schema, node.slots(), declares) : skip(schema);
    };
  }

  private static AvroStep skip(Schema schema) {
    return (in, row) -> GenericDatumReader.skip(schema, in);
  }

  private AvroStep record(Schema schema, PathNode node, boolean declares) {
    List<Schema.Field> fields = schema.getFields();
    AvroStep[] steps = new AvroStep[fields.size()];
    for (int i = 0; i < steps.length; i++) {
      steps[i] =
          step(fields.get(i).schema(), field(node, fields.get(i).name(), declares), declares);
    }
    return (in, row) -> {
      for (AvroStep step : steps) {
        step.read(in, row);
      }
    };
  }

  private @Nullable PathNode field(PathNode node, String name, boolean declares) {
    PathNode field = node.field(name, !declares || wildPlacesLeft > 0);
    if (declares && field != null && field.isWild()) {
      wildPlacesLeft--;
    }
    return field;
  }

  private AvroStep union(Schema schema, PathNode node, boolean declares) {
    List<Schema> types = schema.getTypes();
    AvroStep[] steps = new AvroStep[types.size()];
    for (int i = 0; i < steps.length; i++) {
      Schema type = types.get(i);
      PathNode inside = node.branch(type.getName(), type.getFullName());
      steps[i] =
          declares ? step(type, inside, true) : new LazyStep(() -> step(type, inside, false));
    }
    return (in, row) -> {
      int branch = in.readIndex();
      if (branch < 0 || branch >= steps.length) {
        throw new UnfitException(
            UnfitReason.UNDECODABLE, "no branch %d in %s".formatted(branch, schema));
      }
      steps[branch].read(in, row);
    };
  }

  /** Elements that paths name one by one, and what is read of all. */
  private AvroStep array(Schema element, PathNode node, boolean declares) {
    PathNode each = node.each();
    // An array of plain values is the value of its field.
    PathNode inside = each == null && node.isRead() ? node : each;
    boolean scalar = isValue(element);
    AvroStep all =
        step(element, scalar || each != null || node.isReserved() ? inside : null, declares);
    Map<Integer, AvroStep> single = new HashMap<>();
    for (int index : node.elementIndices()) {
      single.put(index, step(element, node.element(index), declares));
    }
    if (single.isEmpty()) {
      return (in, row) -> {
        for (long n = in.readArrayStart(); n != 0; n = in.arrayNext()) {
          for (long i = 0; i < n; i++) {
            all.read(in, row);
          }
        }
      };
    }
    return (in, row) -> {
      int index = 0;
      for (long n = in.readArrayStart(); n != 0; n = in.arrayNext()) {
        for (long i = 0; i < n; i++) {
          single.getOrDefault(index++, all).read(in, row);
        }
      }
    };
  }

  /** The entries that no path names are known when they are there: so are their steps. */
  private AvroStep map(Schema value, PathNode node, boolean declares) {
    AvroStep skip = skip(value);
    Map<PathNode, AvroStep> steps = new HashMap<>();
    for (String name : node.fieldNames()) {
      PathNode entry = node.field(name);
      if (entry != null) {
        steps.put(entry, step(value, entry, declares));
      }
    }
    Utf8 key = new Utf8();
    return (in, row) -> {
      for (long n = in.readMapStart(); n != 0; n = in.mapNext()) {
        for (long i = 0; i < n; i++) {
          PathNode entry = node.met(in.readString(key).toString());
          AvroStep step = entry == null ? skip : steps.get(entry);
          if (step == null) {
            step = step(value, entry, false);
            steps.put(entry, step);
          }
          step.read(in, row);
        }
      }
    };
  }

  private static boolean isValue(Schema schema) {
    return switch (schema.getType()) {
      case RECORD, ARRAY, MAP -> false;
      case UNION -> schema.getTypes().stream().allMatch(AvroPlan::isValue);
      default -> true;
    };
  }

  private AvroStep value(Schema schema, int[] slots, boolean declares) {
    LogicalType logical = schema.getLogicalType();
    AvroStep step =
        switch (schema.getType()) {
          case INT ->
              logical instanceof LogicalTypes.Date
                  ? (in, row) -> row.addTimestamp(slots, in.readInt() * MILLIS_PER_DAY)
                  : (in, row) -> row.addInteger(slots, in.readInt());
          case LONG -> longStep(logical, slots);
          case FLOAT -> (in, row) -> row.addFloat(slots, in.readFloat());
          case DOUBLE -> (in, row) -> row.addNumber(slots, in.readDouble());
          case BOOLEAN -> (in, row) -> row.addBoolean(slots, in.readBoolean());
          case STRING -> stringStep(slots);
          case ENUM -> enumStep(schema.getEnumSymbols(), slots);
          case BYTES, FIXED -> bytesStep(schema, logical, slots);
          default -> skip(schema);
        };
    ValueKind kind = AvroValues.kind(schema);
    if (kind != null && declares) {
      for (int slot : slots) {
        declared.computeIfAbsent(slot, s -> new LinkedHashSet<>()).add(kind);
      }
    }
    return step;
  }

  private static AvroStep longStep(@Nullable LogicalType logical, int[] slots) {
    long units = unitsPerMilli(logical);
    return units == 0
        ? (in, row) -> row.addInteger(slots, in.readLong())
        : (in, row) -> row.addTimestamp(slots, Math.floorDiv(in.readLong(), units));
  }

  /** Of a logical type that is a moment; 0 for any other. */
  static long unitsPerMilli(@Nullable LogicalType logical) {
    return switch (logical) {
      case LogicalTypes.TimestampMillis t -> 1;
      case LogicalTypes.LocalTimestampMillis t -> 1;
      case LogicalTypes.TimestampMicros t -> MICROS_PER_MILLI;
      case LogicalTypes.LocalTimestampMicros t -> MICROS_PER_MILLI;
      case LogicalTypes.TimestampNanos t -> NANOS_PER_MILLI;
      case LogicalTypes.LocalTimestampNanos t -> NANOS_PER_MILLI;
      case null, default -> 0;
    };
  }

  private static AvroStep stringStep(int[] slots) {
    Utf8 text = new Utf8();
    return (in, row) -> {
      Utf8 read = in.readString(text);
      row.addText(slots, read.getBytes(), 0, read.getByteLength());
    };
  }

  private static AvroStep enumStep(List<String> symbols, int[] slots) {
    byte[][] texts = symbols.stream().map(symbol -> symbol.getBytes(UTF_8)).toArray(byte[][]::new);
    return (in, row) -> {
      int symbol = in.readEnum();
      if (symbol < 0 || symbol >= texts.length) {
        throw new UnfitException(
            UnfitReason.UNDECODABLE, "no symbol %d among %s".formatted(symbol, symbols));
      }
      row.addText(slots, texts[symbol], 0, texts[symbol].length);
    };
  }

  private static AvroStep bytesStep(Schema schema, @Nullable LogicalType logical, int[] slots) {
    if (!(logical instanceof LogicalTypes.Decimal decimal)) {
      return skip(schema);
    }
    int scale = decimal.getScale();
    if (schema.getType() == Schema.Type.FIXED) {
      int size = schema.getFixedSize();
      return (in, row) -> {
        row.checkRoom(size);
        byte[] bytes = new byte[size];
        in.readFixed(bytes);
        row.addDecimal(slots, new BigDecimal(new BigInteger(bytes), scale));
      };
    }
    return (in, row) -> {
      ByteBuffer read = in.readBytes(null);
      byte[] bytes = new byte[read.remaining()];
      read.get(bytes);
      row.addDecimal(
          slots,
          bytes.length == 0 ? BigDecimal.ZERO : new BigDecimal(new BigInteger(bytes), scale));
    };
  }
}
