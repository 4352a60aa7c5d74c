package io.gradstream.feature;

import io.gradstream.learning.FeatureVector;
import io.gradstream.record.RawRow;
import io.gradstream.record.UnfitException;
import io.gradstream.record.UnfitReason;

/** A table row for each combination of the values of several fields. */
final class CrossEncoder implements Encoder {
  /** Combinations of lists at most. */
  private static final int MAX_COMBINATIONS = 1024;

  private final String name;
  private final int[] slots;
  private final int seed;
  private final Hasher hasher;

  CrossEncoder(String name, int[] slots, Hasher hasher) {
    this.name = name;
    this.slots = slots;
    this.seed = Hasher.seed(name);
    this.hasher = hasher;
  }

  @Override
  public void encode(RawRow row, FeatureVector features) throws UnfitException {
    int combinations = 1;
    for (int slot : slots) {
      combinations *= Math.min(row.count(slot), MAX_COMBINATIONS + 1);
      if (combinations > MAX_COMBINATIONS) {
        throw new UnfitException(
            UnfitReason.LIST_TOO_LONG,
            "%s: got more than %d combinations".formatted(name, MAX_COMBINATIONS));
      }
    }
    if (combinations > 0) {
      combine(row, 0, seed, (float) (1 / Math.sqrt(combinations)), features);
    }
  }

  private void combine(RawRow row, int part, int hash, float size, FeatureVector features)
      throws UnfitException {
    if (part == slots.length) {
      hasher.add(hash, size, features);
      return;
    }
    for (int value = row.first(slots[part]); value >= 0; value = row.next(value)) {
      combine(row, part + 1, hasher.hash(row, value, hash), size, features);
    }
  }
}
