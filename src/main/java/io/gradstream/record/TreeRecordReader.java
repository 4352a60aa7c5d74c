package io.gradstream.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Walks the objects that a user's own deserializer made. */
public final class TreeRecordReader {
  private static final int MAX_NESTING = 64;

  private final RawRow row;
  private final JsonRecordReader json;

  public TreeRecordReader(RawRow row, JsonRecordReader json) {
    this.row = row;
    this.json = json;
  }

  /** Reads a record, or anything whose text is a JSON object. */
  public void read(PathNode root, Object record) throws UnfitException {
    if (record instanceof IndexedRecord || record instanceof Map) {
      readValue(root, record);
    } else {
      json.read(root, text(record).getBytes(UTF_8), 0);
    }
  }

  public static String text(Object value) throws UnfitException {
    try {
      return Objects.requireNonNull(value.toString(), "its text is null");
    } catch (RuntimeException | StackOverflowError e) {
      throw unreadable(e);
    }
  }

  /** Reads any value. */
  public void readValue(PathNode root, Object value) throws UnfitException {
    try {
      value(value, null, root, true, 0);
    } catch (RuntimeException | StackOverflowError e) {
      throw unreadable(e);
    }
  }

  /** Its objects may be of any class, and throw anything. */
  private static UnfitException unreadable(Throwable e) {
    return new UnfitException(
        UnfitReason.UNDECODABLE,
        "what the deserializer made cannot be read: "
            + (e instanceof StackOverflowError ? "it is nested too deep" : e));
  }

  /**
   * Reads a value.
   *
   * @param schema of the value, null where nobody says
   */
  private void value(
      @Nullable Object value,
      @Nullable Schema schema,
      @Nullable PathNode node,
      boolean nested,
      int depth)
      throws UnfitException {
    if (value == null || node == null) {
      return;
    }
    if (depth > MAX_NESTING) {
      throw new UnfitException(
          UnfitReason.UNDECODABLE, "nested deeper than %d".formatted(MAX_NESTING));
    }
    if (value instanceof IndexedRecord || value instanceof Map) {
      node.checkObject();
    }
    switch (value) {
      case IndexedRecord record when nested -> record(record, node, depth);
      case Map<?, ?> map when nested -> map(map, schema, node, depth);
      case Iterable<?> list when nested -> list(list, schema, node, depth);
      default -> {
        if (node.isRead()) {
          plain(schema == null ? value : AvroValues.meaning(schema, value), node.slots());
        }
      }
    }
  }

  private void record(IndexedRecord record, PathNode node, int depth) throws UnfitException {
    Schema schema = record.getSchema();
    PathNode inside = node.branch(schema.getName(), schema.getFullName());
    inside.checkObject();
    for (Schema.Field field : schema.getFields()) {
      PathNode place = inside.met(field.name());
      value(record.get(field.pos()), field.schema(), place, true, depth + 1);
    }
  }

  private void map(Map<?, ?> map, @Nullable Schema schema, PathNode place, int depth)
      throws UnfitException {
    if (schema == null && place.isBeforeBranch() && map.size() == 1) {
      Map.Entry<?, ?> only = map.entrySet().iterator().next();
      PathNode branch = place.namedBranch(only.getKey().toString());
      if (branch != null) {
        value(only.getValue(), null, branch, true, depth + 1);
        return;
      }
    }
    PathNode node = place.anyBranch();
    node.checkObject();
    Schema known = AvroValues.branch(schema, Schema.Type.MAP);
    Schema inside = known == null ? null : known.getValueType();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      value(entry.getValue(), inside, node.met(entry.getKey().toString()), true, depth + 1);
    }
  }

  private void list(Iterable<?> list, @Nullable Schema schema, PathNode node, int depth)
      throws UnfitException {
    Schema known = AvroValues.branch(schema, Schema.Type.ARRAY);
    Schema inside = known == null ? null : known.getElementType();
    PathNode each = node.each();
    int index = 0;
    for (Object element : list) {
      PathNode single = node.element(index++);
      if (single != null || each != null) {
        value(element, inside, single != null ? single : each, true, depth + 1);
      } else {
        value(element, inside, node, false, depth + 1);
      }
    }
  }

  private void plain(Object value, int[] slots) throws UnfitException {
    switch (value) {
      case Long number -> row.addInteger(slots, number);
      case Integer number -> row.addInteger(slots, number);
      case Short number -> row.addInteger(slots, number);
      case Byte number -> row.addInteger(slots, number);
      case Double number -> row.addNumber(slots, number);
      case Float number -> row.addFloat(slots, number);
      case BigDecimal number -> row.addDecimal(slots, number);
      case BigInteger number -> row.addDecimal(slots, new BigDecimal(number));
      case Number number -> row.addNumber(slots, number.doubleValue());
      case Boolean flag -> row.addBoolean(slots, flag);
      case Instant at -> row.addTimestamp(slots, at.toEpochMilli());
      case OffsetDateTime at -> row.addTimestamp(slots, at.toInstant().toEpochMilli());
      case LocalDateTime at -> row.addTimestamp(slots, at.toInstant(ZoneOffset.UTC).toEpochMilli());
      case LocalDate at ->
          row.addTimestamp(slots, at.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli());
      case CharSequence text -> text(slots, text.toString());
      case Enum<?> symbol -> text(slots, symbol.name());
      case GenericEnumSymbol<?> symbol -> text(slots, symbol.toString());
      default -> {} // bytes and whatever else has no meaning of its own
    }
  }

  private void text(int[] slots, String text) throws UnfitException {
    byte[] bytes = text.getBytes(UTF_8);
    row.addText(slots, bytes, 0, bytes.length);
  }
}
