package io.gradstream.feature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    return new Recorder(PathPattern.parse("**")).record(schema);
  }

  /** What the field holds that a path leads to; empty if it leads to none. */
  public static Optional<ValueKind> kind(Schema schema, PathPattern path) {
    return Optional.ofNullable(new Recorder(path).record(schema).get(path.text()));
  }

  private static final class Recorder implements Places {
    private final Paths paths;
    private final PathNode root;
    private final Map<String, ValueKind> kinds = new LinkedHashMap<>();

    Recorder(PathPattern path) {
      this.paths = new Paths(List.of(path), MAX_FIELDS);
      this.root = paths.root();
    }

    Map<String, ValueKind> record(Schema schema) {
      try {
        AvroPlan.of(schema, this);
      } catch (UnfitException e) {
        throw new IllegalStateException(e);
      }
      return kinds;
    }

    @Override
    public PathNode root() {
      return root;
    }

    @Override
    public void declare(int[] slots, ValueKind kind) {
      for (int slot : slots) {
        kinds.putIfAbsent(paths.name(slot), kind);
      }
    }
  }
}
