package io.gradstream.feature;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Binds a mapping's paths to the fields that records turn out to have, and makes columns of those
 * that are features: at once where path and kind are configured, else when a record first has the
 * field.
 */
final class Fields {
  /** Places on the way to a feature, for each that there may be. */
  private static final int PLACES_PER_FEATURE = 4;

  private static final int NO_SLOT = -1;

  private final Columns columns;
  private final Paths paths;
  private final PathNode root;

  /** What values of a slot were at first, null before. */
  private final List<@Nullable ValueKind> kinds = new ArrayList<>();

  /** The wildcards and kinds that are chosen by the first value, by their path. */
  private final Map<PathPattern, FeatureKind> open = new HashMap<>();

  /** The declarations of the last record; nothing of them is new. */
  private Map<Integer, Set<ValueKind>> settled = Map.of();

  Fields(Mapping mapping, Columns columns) {
    this.columns = columns;
    this.paths = new Paths(mapping.paths(), maxPlaces(mapping));
    this.root = paths.root();
    int embedding = 0;
    for (FeatureSpec feature : mapping.features()) {
      switch (feature) {
        case FeatureSpec.Field field -> {
          addField(field, embedding);
          embedding += field.kind() instanceof FeatureKind.Embedding ? 1 : 0;
        }
        case FeatureSpec.Cross cross ->
            columns.addCross(
                cross.toString(), cross.paths().stream().mapToInt(paths::slot).toArray());
      }
    }
  }

  private static int maxPlaces(Mapping mapping) {
    return PLACES_PER_FEATURE * (mapping.limits().features() + mapping.paths().size());
  }

  private void addField(FeatureSpec.Field field, int embedding) {
    PathPattern path = field.path();
    if (path.isWildcard() || field.kind() instanceof FeatureKind.Auto) {
      open.putIfAbsent(path, field.kind());
    } else {
      columns.add(path.text(), paths.slot(path), field.kind(), embedding);
    }
  }

  /** The place of the whole record. */
  PathNode root() {
    return root;
  }

  Columns columns() {
    return columns;
  }

  /** The slot of the label, the id or the weight, less than 0 if there is none. */
  int slot(@Nullable PathPattern path) {
    return path == null ? NO_SLOT : paths.slot(path);
  }

  /**
   * Fails if a field is not what it was before, or has a first value that cannot be encoded.
   *
   * @return whether the row has fields to {@link #takeIn}
   */
  @SuppressWarnings("ReferenceEquality") // A plan has one; to compare them would take longer.
  boolean check(RawRow row) throws UnfitException {
    takeInNewSlots();
    boolean anyNew = row.declared() != settled && checkDeclared(row.declared());
    for (int slot = 0; slot < kinds.size(); slot++) {
      if (isNew(slot, row)) {
        anyNew = true;
        FeatureKind feature = chosen(slot, kind(slot, row));
        if (feature != null) {
          columns.check(paths.name(slot), slot, feature, row);
        }
      }
    }
    return anyNew;
  }

  private boolean checkDeclared(Map<Integer, Set<ValueKind>> declared) throws UnfitException {
    boolean anyNew = false;
    for (Map.Entry<Integer, Set<ValueKind>> field : declared.entrySet()) {
      int slot = field.getKey();
      boolean onlyText = field.getValue().equals(Set.of(ValueKind.TEXT));
      if (onlyText && isOpen(slot) && columns.isNumber(paths.name(slot))) {
        throw Numbers.wrongType(paths.name(slot), "a text", "a number, which it was before");
      }
      anyNew |= kinds.get(slot) == null;
    }
    return anyNew;
  }

  /** Makes features of the fields that a checked row's schema has, or has a value for, first. */
  void takeIn(RawRow row) {
    for (int slot : row.declared().keySet()) {
      if (kinds.get(slot) == null) {
        takeIn(slot, kind(slot, row));
      }
    }
    for (int slot = 0; slot < kinds.size(); slot++) {
      if (isNew(slot, row)) {
        takeIn(slot, kind(slot, row));
      }
    }
    settled = row.declared();
  }

  private void takeIn(int slot, ValueKind kind) {
    kinds.set(slot, kind);
    FeatureKind feature = chosen(slot, kind);
    if (feature != null) {
      columns.add(paths.name(slot), slot, feature, 0);
    }
  }

  /** By the schema, or else by the value. */
  private static ValueKind kind(int slot, RawRow row) {
    Set<ValueKind> declared = row.declared().get(slot);
    return declared == null ? row.kind(row.first(slot)) : declared.iterator().next();
  }

  private boolean isNew(int slot, RawRow row) {
    return kinds.get(slot) == null && row.count(slot) > 0;
  }

  private void takeInNewSlots() {
    while (kinds.size() < paths.slotCount()) {
      kinds.add(null);
    }
  }

  private boolean isOpen(int slot) {
    return open.get(paths.pattern(slot)) instanceof FeatureKind.Auto;
  }

  /** Null where the kind is configured. What was a number before a restart is one still. */
  private @Nullable FeatureKind chosen(int slot, ValueKind kind) {
    FeatureKind feature = open.get(paths.pattern(slot));
    if (!(feature instanceof FeatureKind.Auto)) {
      return feature;
    }
    return kind == ValueKind.TEXT && columns.isNumber(paths.name(slot))
        ? FeatureKind.Numeric.PLAIN
        : byValue(kind);
  }

  private static FeatureKind byValue(ValueKind kind) {
    return switch (kind) {
      case INTEGER, NUMBER -> FeatureKind.Numeric.PLAIN;
      case BOOLEAN -> new FeatureKind.Flag();
      case TIMESTAMP -> FeatureKind.Timestamp.CYCLES;
      case TEXT -> new FeatureKind.Categorical();
    };
  }
}
