package io.gradstream.inspection;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Records that tell of changes to a table's rows: the row after the change, the row before it, and
 * what was done. As Debezium writes them, bare or as Kafka Connect's JSON converter wraps them with
 * their schema, and Maxwell.
 *
 * @param before the path of the row before the change
 * @param after the path of the row after it
 * @param schema the path of what describes the rest; empty if there is none
 */
record ChangeEnvelope(String before, String after, String schema) {
  /** Create, update, delete, read of a snapshot, truncate, message. */
  private static final Set<String> DEBEZIUM = Set.of("c", "u", "d", "r", "t", "m");

  private static final Set<String> MAXWELL =
      Set.of("insert", "update", "delete", "bootstrap-insert");

  /** What may be one, and what it calls that was done, and the words for it. */
  private record Shape(ChangeEnvelope envelope, String done, Set<String> words) {
    boolean isOf(Collection<FieldProfile> fields) {
      boolean hasRows =
          fields.stream().anyMatch(f -> isInside(f.path(), envelope.after))
              && fields.stream().anyMatch(f -> isOrIsInside(f.path(), envelope.before));
      return hasRows && fields.stream().anyMatch(this::saysWhatWasDone);
    }

    private boolean saysWhatWasDone(FieldProfile field) {
      return field.path().equals(done)
          && field.mostFrequent(words.size() + 1).stream()
              .allMatch(value -> words.contains(value.getKey()));
    }
  }

  private static final List<Shape> SHAPES =
      List.of(
          new Shape(new ChangeEnvelope("before", "after", ""), "op", DEBEZIUM),
          new Shape(
              new ChangeEnvelope("payload.before", "payload.after", "schema"),
              "payload.op",
              DEBEZIUM),
          new Shape(new ChangeEnvelope("old", "data", ""), "type", MAXWELL));

  /** The envelope that records with these fields have. */
  static Optional<ChangeEnvelope> of(Collection<FieldProfile> fields) {
    return SHAPES.stream().filter(shape -> shape.isOf(fields)).map(Shape::envelope).findFirst();
  }

  /** Whether a field tells nothing that is known beside the row after the change. */
  boolean leavesOut(FieldProfile field) {
    return Stream.of(before, schema)
        .filter(path -> !path.isEmpty())
        .anyMatch(path -> isOrIsInside(field.path(), path));
  }

  private static boolean isOrIsInside(String field, String path) {
    return field.equals(path) || isInside(field, path);
  }

  private static boolean isInside(String field, String path) {
    return field.startsWith(path + ".") || field.startsWith(path + "[]");
  }
}
