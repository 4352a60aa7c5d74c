package io.gradstream.feature;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Binds a mapping's paths to the fields that records turn out to have, and makes columns of those
 * that are features: at once where path and kind are configured, else when a record first has the
 * field.
 */
final class Fields implements Places {
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

  @Override
  public PathNode root() {
    return root;
  }

  Columns columns() {
    return columns;
  }

  /** The slot of the label, the id or the weight, less than 0 if there is none. */
  int slot(@Nullable PathPattern path) {
    return path == null ? NO_SLOT : paths.slot(path);
  }

  @Override
  public void declare(int[] slots, ValueKind kind) throws UnfitException {
    for (int slot : slots) {
      takeInNewSlots();
      if (kinds.get(slot) == null) {
        resolve(slot, kind);
      } else {
        checkUnchanged(slot, kind);
      }
    }
  }

  /**
   * Makes columns of the row's fields that have a value for the first time, or of none of them if
   * one has a value that cannot be encoded: a record that is refused leaves no trace.
   *
   * @return whether there was any
   */
  boolean resolve(RawRow row) throws UnfitException {
    takeInNewSlots();
    boolean anyNew = false;
    for (int slot = 0; slot < kinds.size(); slot++) {
      FeatureKind feature = open.get(paths.pattern(slot));
      if (isNew(slot, row) && feature != null) {
        ValueKind kind = row.kind(row.first(slot));
        checkUnchanged(slot, kind);
        columns.check(paths.name(slot), slot, chosen(feature, kind), row);
      }
    }
    for (int slot = 0; slot < kinds.size(); slot++) {
      if (isNew(slot, row)) {
        resolve(slot, row.kind(row.first(slot)));
        anyNew = true;
      }
    }
    return anyNew;
  }

  private boolean isNew(int slot, RawRow row) {
    return kinds.get(slot) == null && row.count(slot) > 0;
  }

  private void takeInNewSlots() {
    while (kinds.size() < paths.slotCount()) {
      kinds.add(null);
    }
  }

  private void resolve(int slot, ValueKind kind) throws UnfitException {
    checkUnchanged(slot, kind);
    kinds.set(slot, kind);
    FeatureKind feature = open.get(paths.pattern(slot));
    if (feature != null) {
      columns.add(paths.name(slot), slot, chosen(feature, kind), 0);
    }
  }

  private static FeatureKind chosen(FeatureKind feature, ValueKind kind) {
    return feature instanceof FeatureKind.Auto ? byValue(kind) : feature;
  }

  private void checkUnchanged(int slot, ValueKind kind) throws UnfitException {
    if (kind == ValueKind.TEXT && columns.isNumber(paths.name(slot))) {
      throw Numbers.wrongType(paths.name(slot), "a text", "a number, which it was before");
    }
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
