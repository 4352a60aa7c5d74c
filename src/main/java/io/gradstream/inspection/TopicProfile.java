package io.gradstream.inspection;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.record.AvroValues;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the records of a topic hold: each field by its path, of a schema, of records, or of both.
 */
final class TopicProfile {
  /** Fields beyond are not looked at; the proposal says so. */
  static final int MAX_FIELDS = 2_000;

  /** A map of more keys is no set of fields. */
  static final int MAX_MAP_KEYS = 32;

  /** A JSON object of more keys is taken for a map. */
  private static final int MAX_OBJECT_KEYS = 256;

  private static final int MAX_DEPTH = 8;

  private final Map<String, FieldProfile> fields = new LinkedHashMap<>();
  private final Map<String, Set<String>> keys = new HashMap<>();
  private final Set<String> maps = new TreeSet<>();
  private final Set<String> largeMaps = new TreeSet<>();
  private final Set<String> unreachable = new TreeSet<>();
  private long records;
  private boolean tooManyFields;

  /** Takes in what a schema declares. */
  void declare(Schema schema) {
    declare(schema, "", false, false, 0);
  }

  private void declare(Schema schema, String path, boolean optional, boolean list, int depth) {
    List<Schema> types = DeclaredType.types(schema);
    boolean absent = optional || (schema.isUnion() && types.size() < schema.getTypes().size());
    for (Schema type : types) {
      switch (type.getType()) {
        case RECORD -> declareRecord(type, list ? path + "[]" : path, depth);
        case ARRAY -> {
          if (!list) {
            declare(type.getElementType(), path, absent, true, depth);
          }
        }
        case MAP -> maps.add(path);
        default -> {
          FieldProfile field = field(path);
          if (field != null) {
            field.declare(DeclaredType.of(type, absent, list));
          }
        }
      }
    }
  }

  private void declareRecord(Schema record, String path, int depth) {
    for (Schema.Field field : depth < MAX_DEPTH ? record.getFields() : List.<Schema.Field>of()) {
      declare(field.schema(), child(path, field.name()), false, false, depth + 1);
    }
  }

  private static String child(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private @Nullable FieldProfile field(String path) {
    FieldProfile known = fields.get(path);
    if (known == null && fields.size() == MAX_FIELDS) {
      tooManyFields = true;
      return null;
    }
    return fields.computeIfAbsent(path, FieldProfile::new);
  }

  /** Takes in a record in Avro. */
  void add(IndexedRecord record) {
    walk(record.getSchema(), record, "", false, 0);
    records++;
  }

  private void walk(Schema schema, @Nullable Object value, String path, boolean list, int depth) {
    if (value == null || depth > MAX_DEPTH) {
      return;
    }
    switch (schema.getType()) {
      case UNION ->
          walk(
              schema.getTypes().get(GenericData.get().resolveUnion(schema, value)),
              value,
              path,
              list,
              depth);
      case RECORD -> {
        String inside = list ? path + "[]" : path;
        for (Schema.Field field : schema.getFields()) {
          Object held = ((IndexedRecord) value).get(field.pos());
          walk(field.schema(), held, child(inside, field.name()), false, depth + 1);
        }
      }
      case ARRAY -> {
        if (!list) {
          for (Object element : (Collection<?>) value) {
            walk(schema.getElementType(), element, path, true, depth);
          }
        }
      }
      case MAP -> {
        maps.add(path);
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
          String key = entry.getKey().toString();
          if (isField(path, key, MAX_MAP_KEYS)) {
            walk(schema.getValueType(), entry.getValue(), child(path, key), false, depth + 1);
          }
        }
      }
      default -> see(path, scalar(AvroValues.meaning(schema, value)), list);
    }
  }

  private static @Nullable Object scalar(Object value) {
    return switch (value) {
      case Boolean flag -> flag;
      case Integer number -> (Object) number.longValue();
      case Long number -> number;
      case Float number -> (Object) number.doubleValue();
      case Number number -> number;
      case Instant at -> at;
      case LocalDate day -> day.atStartOfDay(ZoneOffset.UTC).toInstant();
      case ByteBuffer bytes -> null;
      case GenericFixed bytes -> null;
      default -> value.toString();
    };
  }

  /** Takes in a record in JSON: an object. */
  void add(JsonNode record) {
    walk(record, "", false, 0);
    records++;
  }

  private void walk(JsonNode node, String path, boolean list, int depth) {
    if (depth > MAX_DEPTH) {
      return;
    }
    if (node.isObject()) {
      String inside = list ? path + "[]" : path;
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        if (isField(inside, entry.getKey(), MAX_OBJECT_KEYS)) {
          field(entry.getValue(), child(inside, entry.getKey()), depth + 1);
        }
      }
    } else if (node.isArray()) {
      if (!list) {
        node.forEach(element -> walk(element, path, true, depth));
      }
    } else {
      see(path, scalar(node), list);
    }
  }

  /** A field that is null is a field too. */
  private void field(JsonNode node, String path, int depth) {
    if (node.isNull()) {
      if (fields.keySet().stream().noneMatch(known -> isInside(known, path))) {
        field(path);
      }
      return;
    }
    walk(node, path, false, depth);
  }

  private static boolean isInside(String field, String path) {
    return field.startsWith(path + ".") || field.startsWith(path + "[]");
  }

  private static @Nullable Object scalar(JsonNode node) {
    if (node.isTextual()) {
      return node.textValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isIntegralNumber()) {
      return node.canConvertToLong() ? (Object) node.longValue() : node.bigIntegerValue();
    }
    return node.isNumber() ? (Object) node.doubleValue() : null;
  }

  private void see(String path, @Nullable Object value, boolean list) {
    FieldProfile field = value == null || path.isEmpty() ? null : field(path);
    if (field != null && value != null) {
      field.see(records, value, list);
    }
  }

  /** Whether an entry is looked at; with one key too many none of its map are any more. */
  private boolean isField(String path, String key, int mostKeys) {
    if (largeMaps.contains(path)) {
      return false;
    }
    if (key.isEmpty() || key.chars().anyMatch(c -> ".[]()*".indexOf(c) >= 0)) {
      if (unreachable.size() < MAX_MAP_KEYS) {
        unreachable.add(child(path, key));
      }
      return false;
    }
    Set<String> known = keys.computeIfAbsent(path, p -> new HashSet<>());
    known.add(key);
    if (known.size() <= mostKeys || path.isEmpty()) {
      return true;
    }
    largeMaps.add(path);
    maps.remove(path);
    fields.keySet().removeIf(field -> isInside(field, path));
    return false;
  }

  /** The records taken in. */
  long records() {
    return records;
  }

  /** What records are around a row, if they tell of its changes. */
  Optional<ChangeEnvelope> envelope() {
    return ChangeEnvelope.of(fields.values());
  }

  /**
   * The fields; of a null whose inside was seen later only that, and of an envelope not what it
   * leaves out.
   */
  List<FieldProfile> fields() {
    Optional<ChangeEnvelope> envelope = envelope();
    List<FieldProfile> found = new ArrayList<>();
    for (FieldProfile field : fields.values()) {
      if (envelope.isPresent() && envelope.get().leavesOut(field)) {
        continue;
      }
      boolean container =
          field.values() == 0
              && field.declared() == null
              && (largeMaps.contains(field.path())
                  || fields.keySet().stream().anyMatch(other -> isInside(other, field.path())));
      if (!container) {
        found.add(field);
      }
    }
    return found;
  }

  /** The maps of few keys. */
  Set<String> maps() {
    return maps;
  }

  /** The maps of too many keys to be features. */
  Set<String> largeMaps() {
    return largeMaps;
  }

  /** Fields whose names no path can hold, some of them at least. */
  Set<String> unreachable() {
    return unreachable;
  }

  /** Whether there were more fields than were looked at. */
  boolean hasTooManyFields() {
    return tooManyFields;
  }
}
