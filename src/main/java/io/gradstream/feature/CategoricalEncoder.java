package io.gradstream.feature;

import io.gradstream.learning.FeatureVector;
import io.gradstream.record.RawRow;
import io.gradstream.record.UnfitException;

/** A table row for each value. */
final class CategoricalEncoder implements Encoder {
  private final int slot;
  private final int seed;
  private final Hasher hasher;

  CategoricalEncoder(String field, int slot, Hasher hasher) {
    this.slot = slot;
    this.seed = Hasher.seed(field);
    this.hasher = hasher;
  }

  @Override
  public void encode(RawRow row, FeatureVector features) throws UnfitException {
    int count = row.count(slot);
    if (count == 0) {
      return;
    }
    float size = (float) (1 / Math.sqrt(count));
    for (int value = row.first(slot); value >= 0; value = row.next(value)) {
      hasher.add(hasher.hash(row, value, seed), size, features);
    }
  }
}
