package io.gradstream.feature;

import io.gradstream.learning.FeatureVector;
import io.gradstream.network.NameArray;
import io.gradstream.record.RawRow;
import io.gradstream.record.UnfitException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The features that a mapping's fields turn out to be: an encoder for each, made when its field and
 * kind are known. Inputs are numbered by first sight; their names are learned, so that a restart
 * numbers them the same.
 */
final class Columns {
  private static final int FULL = -1;

  private final NameArray inputs;
  private final int capacity;
  private final Hasher table;
  private final RecordTime now;
  private final List<Encoder> encoders = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<int[]> slots = new ArrayList<>();

  /**
   * @param inputs the names of the inputs so far
   * @param capacity inputs at most
   * @param table hashes into the table that all share
   */
  Columns(NameArray inputs, int capacity, Hasher table, RecordTime now) {
    this.inputs = inputs;
    this.capacity = capacity;
    this.table = table;
    this.now = now;
  }

  /** Adds the feature of a field; beyond the capacity of inputs a field is none. */
  void add(String field, int slot, FeatureKind kind, int embedding) {
    List<String> wanted = kind.inputNames(field);
    int[] into = wanted.stream().mapToInt(this::input).toArray();
    if (Arrays.stream(into).noneMatch(input -> input == FULL)) {
      add(field, new int[] {slot}, encoder(field, slot, kind, into, embedding));
    }
  }

  /**
   * Fails if the row holds what a feature that is still to be added could not take.
   *
   * @return the rows of the table that the feature would touch
   */
  int check(String field, int slot, FeatureKind kind, RawRow row) throws UnfitException {
    int[] into = IntStream.range(0, kind.inputNames(field).size()).toArray();
    FeatureVector alone = new FeatureVector(into.length, 1);
    encoder(field, slot, kind, into, 0).encode(row, alone);
    return alone.rowCount();
  }

  private Encoder encoder(String field, int slot, FeatureKind kind, int[] into, int embedding) {
    return switch (kind) {
      case FeatureKind.Numeric n -> new NumericEncoder(field, slot, into[0], n);
      case FeatureKind.Flag f ->
          new NumericEncoder(field, slot, into[0], FeatureKind.Numeric.PLAIN);
      case FeatureKind.Vector v -> new VectorEncoder(field, slot, into);
      case FeatureKind.Timestamp t -> new TimestampEncoder(field, slot, t, into, now);
      case FeatureKind.Categorical c -> new CategoricalEncoder(field, slot, table);
      case FeatureKind.Text t -> new TextEncoder(field, slot, t.ngrams(), table);
      case FeatureKind.Embedding e -> new EmbeddingEncoder(field, slot, embedding, e);
      case FeatureKind.Auto a -> throw new IllegalStateException(field + " has no kind yet");
    };
  }

  /** Adds a cross of fields. */
  void addCross(String name, int[] slots) {
    add(name, slots, new CrossEncoder(name, slots, table));
  }

  private void add(String name, int[] read, Encoder encoder) {
    names.add(name);
    slots.add(read);
    encoders.add(encoder);
  }

  private int input(String name) {
    int known = inputs.indexOf(name);
    if (known >= 0) {
      return known;
    }
    return inputs.size() < capacity ? inputs.add(name) : FULL;
  }

  /** Whether a field is a number: an input by its own name. */
  boolean isNumber(String field) {
    return inputs.indexOf(field) >= 0;
  }

  void encode(RawRow row, FeatureVector features) throws UnfitException {
    features.resize(inputs.size());
    for (int i = 0; i < encoders.size(); i++) {
      encoders.get(i).encode(row, features);
    }
  }

  int size() {
    return encoders.size();
  }

  /** The field of a feature, or its fields. */
  String name(int column) {
    return names.get(column);
  }

  /** The slots that a feature reads. */
  int[] slots(int column) {
    return slots.get(column);
  }

  Encoder encoder(int column) {
    return encoders.get(column);
  }
}
