package io.gradstream.feature;

import io.gradstream.learning.Example;
import io.gradstream.learning.FeatureVector;
import io.gradstream.learning.Label;
import io.gradstream.network.NameArray;
import io.gradstream.record.Numbers;
import io.gradstream.record.PathNode;
import io.gradstream.record.RawRow;
import io.gradstream.record.UnfitException;
import io.gradstream.record.UnfitReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes examples of the rows that a {@link RecordReader} has read. What it learns of the stream,
 * the names of fields, inputs and classes, is in {@link Names} that belong to the model: one made
 * of the same names goes on as this would have. The example is reused: it is valid until the next
 * one.
 */
public final class ExampleExtractor {
  private final Mapping mapping;
  private final Names names;
  private final Hasher table;
  private final Map<String, Label.Category> byName = new HashMap<>();
  private final Map<String, Label.Category> byValue = new HashMap<>();
  private final RecordTime time = new RecordTime();
  private Fields fields;
  private final FeatureVector features;
  private final int labelSlot;
  private final int idSlot;
  private final int weightSlot;

  /** One that goes on from what was learned so far, which is also where it adds to. */
  public ExampleExtractor(Mapping mapping, Names names) {
    this(mapping, names, new Hasher(mapping.hashBits()));
  }

  /**
   * One that tells each hash, 32 bits, of what it adds to the table; their low bits are the row.
   */
  public static ExampleExtractor watched(Mapping mapping, Names names, IntConsumer hashes) {
    return new ExampleExtractor(
        mapping,
        names,
        new Hasher(mapping.hashBits()) {
          @Override
          void add(int hash, float size, FeatureVector features) throws UnfitException {
            hashes.accept(hash);
            super.add(hash, size, features);
          }
        });
  }

  private ExampleExtractor(Mapping mapping, Names names, Hasher table) {
    this.mapping = mapping;
    this.names = names;
    this.table = table;
    addMissing(mapping.namedInputs(), names.inputs());
    this.fields = knownFields();
    this.features = new FeatureVector(mapping.inputCapacity(), mapping.embeddings().size());
    this.labelSlot = fields.slot(mapping.label());
    this.idSlot = fields.slot(mapping.id());
    this.weightSlot = fields.slot(mapping.weight());
    addMissing(mapping.classes(), names.classes());
    for (int k = 0; k < names.classes().size(); k++) {
      remember(names.classes().get(k), new Label.Category(k));
    }
  }

  private Fields knownFields() {
    int most = mapping.limits().features();
    return new Fields(mapping, names.fields(), new Columns(names.inputs(), most, table, time));
  }

  private static void addMissing(List<String> names, NameArray to) {
    for (String name : names) {
      if (to.indexOf(name) < 0 && to.add(name) < 0) {
        throw new IllegalArgumentException(
            "%s: no room for %d names".formatted(to.name(), names.size()));
      }
    }
  }

  private void remember(String name, Label.Category category) {
    byName.put(name, category);
    byValue.putIfAbsent(Classes.canonical(name), category);
  }

  Fields fields() {
    return fields;
  }

  /** Begins a record that is read for it: the place of its whole value. */
  PathNode beginRecord() {
    if (fields.isCrowded()) {
      fields = knownFields();
    }
    fields.beginRecord();
    return fields.root();
  }

  /**
   * The example a row makes.
   *
   * @param timestampMillis of the record, less than 0 if it has none
   * @throws UnfitException if it makes none; no name has been added then
   */
  public Example extract(RawRow row, long timestampMillis) throws UnfitException {
    time.set(timestampMillis);
    float weight = weight(row);
    checkLabel(row);
    encode(row);
    return new Example(features, label(row), weight);
  }

  /**
   * The example a row makes whose label is known otherwise.
   *
   * @throws UnfitException as {@link #extract}
   */
  public Example extract(RawRow row, @Nullable Label label) throws UnfitException {
    time.set(-1);
    float weight = weight(row);
    encode(row);
    return new Example(features, label, weight);
  }

  /** The columns that are known first: what they refuse leaves no trace of the others. */
  private void encode(RawRow row) throws UnfitException {
    features.clear();
    fields.columns().encode(row, features);
    if (fields.check(row, features.rowCount())) {
      fields.takeIn(row);
      features.clear();
      fields.columns().encode(row, features);
    }
  }

  /** The example's id, or null if no field is mapped to it or it is missing. */
  public @Nullable String id(RawRow row) {
    return idSlot < 0 || row.count(idSlot) == 0 ? null : row.asText(row.first(idSlot));
  }

  /** Fails for a label that cannot be, before anything is added for the record. */
  private void checkLabel(RawRow row) throws UnfitException {
    if (row.count(labelSlot) == 0 || mapping.labelKind() == Mapping.LabelKind.REAL) {
      label(row);
      return;
    }
    int value = row.first(labelSlot);
    String name = row.asText(value);
    if (known(name) == null) {
      checkNew(name);
    }
  }

  private @Nullable Label label(RawRow row) throws UnfitException {
    if (row.count(labelSlot) == 0) {
      return null;
    }
    int value = row.first(labelSlot);
    return mapping.labelKind() == Mapping.LabelKind.REAL
        ? new Label.Real(Numbers.finite(row, value, mapping.label().text()))
        : category(row.asText(value));
  }

  private Label.Category category(String name) throws UnfitException {
    Label.Category known = known(name);
    if (known != null) {
      return known;
    }
    checkNew(name);
    int index = names.classes().add(name);
    if (index < 0) {
      throw tooManyClasses(name);
    }
    Label.Category category = new Label.Category(index);
    remember(name, category);
    return category;
  }

  /**
   * Numbers of one value have one name, whatever the format; the texts 01 and 1 are what they are.
   * Where classes are configured, a name that is none of them may be another way to write one.
   */
  private Label.@Nullable Category known(String name) {
    Label.Category known = byName.get(name);
    return known != null || mapping.classes().isEmpty()
        ? known
        : byValue.get(Classes.canonical(name));
  }

  private void checkNew(String name) throws UnfitException {
    if (!mapping.classes().isEmpty()) {
      throw new UnfitException(
          UnfitReason.UNKNOWN_CLASS, "label: got class %s, wants a configured one".formatted(name));
    }
    if (names.classes().size() >= mapping.limits().classes() || !names.classes().hasRoomFor(name)) {
      throw tooManyClasses(name);
    }
  }

  private UnfitException tooManyClasses(String name) {
    return new UnfitException(
        UnfitReason.TOO_MANY_CLASSES,
        "label: got class %s, but there are %d already".formatted(name, names.classes().size()));
  }

  private float weight(RawRow row) throws UnfitException {
    if (weightSlot < 0 || row.count(weightSlot) == 0) {
      return 1f;
    }
    double weight = Numbers.finite(row, row.first(weightSlot), "weight");
    if (weight < 0) {
      throw new UnfitException(
          UnfitReason.NEGATIVE_WEIGHT, "weight: got %s, wants at least 0".formatted(weight));
    }
    return (float) weight;
  }

  /**
   * How each field of a row becomes inputs, for people: of the row that was extracted last.
   *
   * @throws UnfitException as {@link #extract}
   */
  public List<EncodedField> explain(RawRow row) throws UnfitException {
    List<EncodedField> explained = new ArrayList<>();
    Columns columns = fields.columns();
    for (int column = 0; column < columns.size(); column++) {
      FeatureVector alone = new FeatureVector(mapping.inputCapacity(), mapping.embeddings().size());
      columns.encoder(column).encode(row, alone);
      List<String> raw = new ArrayList<>();
      for (int slot : columns.slots(column)) {
        raw.addAll(row.asTexts(slot));
      }
      explained.add(new EncodedField(columns.name(column), raw, alone));
    }
    return explained;
  }

  /**
   * A feature's field, or the fields of a cross.
   *
   * @param raw the values as texts; none if it is missing
   * @param inputs what it alone sets
   */
  public record EncodedField(String field, List<String> raw, FeatureVector inputs) {}
}
