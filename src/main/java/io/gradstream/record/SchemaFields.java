package io.gradstream.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/** What the fields of an Avro schema hold. */
public final class SchemaFields {
  private static final int MAX_FIELDS = 10_000;

  private SchemaFields() {}

  /**
   * All fields that {@code **} stands for, by their paths, in the schema's order: not those inside
   * of lists.
   */
  public static Map<String, ValueKind> of(Schema schema) {
    return kinds(schema, PathPattern.parse("**"));
  }

  /**
   * What the field holds that a path leads to; empty if it leads to none.
   *
   * @param schema of the key, if the path leads there
   */
  public static Optional<ValueKind> kind(Schema schema, PathPattern path) {
    return Optional.ofNullable(kinds(schema, path).get(path.text()));
  }

  private static Map<String, ValueKind> kinds(Schema schema, PathPattern path) {
    Paths paths = new Paths(List.of(path), Set.of(), MAX_FIELDS);
    Map<String, ValueKind> kinds = new LinkedHashMap<>();
    try {
      AvroPlan.of(schema, path.isOfKey() ? paths.key() : paths.root())
          .declared()
          .forEach((slot, all) -> kinds.put(paths.name(slot), all.iterator().next()));
    } catch (UnfitException e) {
      throw new IllegalStateException(e);
    }
    return kinds;
  }
}
