package io.gradstream.feature;

import io.gradstream.learning.FeatureVector;
import io.gradstream.network.NameArray;
import io.gradstream.record.Numbers;
import io.gradstream.record.PathNode;
import io.gradstream.record.PathPattern;
import io.gradstream.record.Paths;
import io.gradstream.record.RawRow;
import io.gradstream.record.UnfitException;
import io.gradstream.record.ValueKind;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Binds a mapping's paths to the fields that records turn out to have, and makes columns of those
 * that are features: at once where path and kind are configured, else when a record first has the
 * field. Which fields were met so, and what they held, is learned: all that is done with a record
 * is a function of that and of the record.
 */
final class Fields {
  private static final int NO_SLOT = -1;

  private final Mapping mapping;
  private final NameArray met;
  private final Columns columns;
  private final Paths paths;

  /** The wildcards and the paths without a kind, by the number of their feature. */
  private final Map<PathPattern, Integer> open = new HashMap<>();

  /** Slots that are a feature already, or never will be. */
  private final BitSet settled = new BitSet();

  /** The declarations of the last record; nothing of them is new. */
  private Map<Integer, Set<ValueKind>> settledSchema = Map.of();

  /**
   * @param met the fields that were met so far, as {@link DiscoveredField} has them
   */
  Fields(Mapping mapping, NameArray met, Columns columns) {
    this.mapping = mapping;
    this.met = met;
    this.columns = columns;
    this.paths = new Paths(mapping.paths(), mapping.reserved(), mapping.mostWildPlaces());
    int embedding = 0;
    for (int number = 0; number < mapping.features().size(); number++) {
      switch (mapping.features().get(number)) {
        case FeatureSpec.Field field -> {
          addField(field, number, embedding);
          embedding += field.kind() instanceof FeatureKind.Embedding ? 1 : 0;
        }
        case FeatureSpec.Cross cross ->
            columns.addCross(
                cross.toString(), cross.paths().stream().mapToInt(paths::slot).toArray());
      }
    }
    for (int i = 0; i < met.size(); i++) {
      DiscoveredField field = DiscoveredField.parse(met.get(i));
      PathPattern path = mapping.features().get(field.feature()).paths().getFirst();
      int slot = path.isWildcard() ? paths.slot(path, field.place()) : paths.slot(path);
      addMet(slot, field);
    }
  }

  private void addField(FeatureSpec.Field field, int number, int embedding) {
    PathPattern path = field.path();
    if (path.isWildcard() || field.kind() instanceof FeatureKind.Auto) {
      open.putIfAbsent(path, number);
    } else {
      columns.add(path.text(), paths.slot(path), field.kind(), embedding);
    }
  }

  private void addMet(int slot, DiscoveredField field) {
    settled.set(slot);
    columns.add(field.place(), slot, kind(field.feature(), field.held()), 0);
  }

  /** The place of a record's whole value. */
  PathNode root() {
    return paths.root();
  }

  /** The place of a record's whole key. */
  PathNode key() {
    return paths.key();
  }

  /** Begins a record. */
  void beginRecord() {
    paths.beginRecord();
  }

  /** Whether others, made of the same names, should take its place: it remembers too much. */
  boolean isCrowded() {
    return paths.isCrowded();
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
   * @param rows of the table that the known features of the row touch
   * @return whether the row has fields to {@link #takeIn}
   */
  @SuppressWarnings("ReferenceEquality") // A plan has one; to compare them would take longer.
  boolean check(RawRow row, int rows) throws UnfitException {
    boolean anyNew = row.declared() != settledSchema && checkDeclared(row);
    int allRows = rows;
    for (int i = 0; i < row.filledSlots(); i++) {
      int slot = row.filledSlot(i);
      if (isNew(slot)) {
        anyNew = true;
        FeatureKind kind = kind(feature(slot), Objects.requireNonNull(held(slot, row)));
        allRows += columns.check(paths.name(slot), slot, kind, row);
      }
    }
    if (allRows > FeatureVector.MAX_ROWS) {
      throw Hasher.tooManyRows();
    }
    if (!anyNew) {
      settledSchema = row.declared();
    }
    return anyNew;
  }

  private boolean checkDeclared(RawRow row) throws UnfitException {
    boolean anyNew = false;
    for (Map.Entry<Integer, Set<ValueKind>> field : row.declared().entrySet()) {
      int slot = field.getKey();
      boolean onlyText = field.getValue().equals(Set.of(ValueKind.TEXT));
      if (onlyText && isChosen(slot) && columns.isNumber(paths.name(slot))) {
        throw Numbers.wrongType(paths.name(slot), "a text", "a number, which it was before");
      }
      anyNew |= isNew(slot) && held(slot, row) != null;
    }
    return anyNew;
  }

  private boolean isChosen(int slot) {
    Integer feature = open.get(paths.pattern(slot));
    return feature != null && kind(feature) instanceof FeatureKind.Auto;
  }

  /** Makes features of the fields that a checked row's schema has, or has a value for, first. */
  void takeIn(RawRow row) {
    for (int slot : row.declared().keySet()) {
      takeInNew(slot, row);
    }
    for (int i = 0; i < row.filledSlots(); i++) {
      takeInNew(row.filledSlot(i), row);
    }
    settledSchema = row.declared();
  }

  private void takeInNew(int slot, RawRow row) {
    ValueKind held = isNew(slot) ? held(slot, row) : null;
    if (held != null) {
      DiscoveredField field = new DiscoveredField(paths.name(slot), held, feature(slot));
      met.add(field.text());
      addMet(slot, field);
    }
  }

  /**
   * What a new field holds: by the schema, or else by the value; null if neither says it yet. A
   * union of a text and a number says nothing of a feature whose kind is left open.
   */
  private @Nullable ValueKind held(int slot, RawRow row) {
    Set<ValueKind> declared = row.declared().get(slot);
    if (declared != null) {
      ValueKind first = declared.iterator().next();
      FeatureKind kind = kind(feature(slot), first);
      if (declared.stream().allMatch(other -> kind(feature(slot), other).equals(kind))) {
        return first;
      }
    }
    return row.count(slot) == 0 ? null : row.kind(row.first(slot));
  }

  /** A field for which there is no room now has none later either. */
  private boolean isNew(int slot) {
    if (settled.get(slot)) {
      return false;
    }
    boolean isNew = open.containsKey(paths.pattern(slot)) && hasRoom(slot);
    settled.set(slot, !isNew);
    return isNew;
  }

  private boolean hasRoom(int slot) {
    return met.size() < mapping.fieldCapacity()
        && met.hasRoomFor(
            new DiscoveredField(paths.name(slot), DiscoveredField.LONGEST, feature(slot)).text());
  }

  /** The number of the feature that a slot would be. */
  private int feature(int slot) {
    return Objects.requireNonNull(open.get(paths.pattern(slot)));
  }

  private FeatureKind kind(int feature) {
    return ((FeatureSpec.Field) mapping.features().get(feature)).kind();
  }

  /** The kind that is configured, or chosen by what a field held first. */
  private FeatureKind kind(int feature, ValueKind held) {
    return kind(feature) instanceof FeatureKind.Auto ? byValue(held) : kind(feature);
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
