package io.gradstream.feature;

import io.gradstream.learning.FeatureVector;
import io.gradstream.record.Numbers;
import io.gradstream.record.RawRow;
import io.gradstream.record.UnfitException;

/** An input for each number of a list of a known length. */
final class VectorEncoder implements Encoder {
  private final String field;
  private final int slot;
  private final int[] inputs;

  VectorEncoder(String field, int slot, int[] inputs) {
    this.field = field;
    this.slot = slot;
    this.inputs = inputs;
  }

  @Override
  public void encode(RawRow row, FeatureVector features) throws UnfitException {
    int count = row.count(slot);
    if (count == 0) {
      return;
    }
    if (count != inputs.length) {
      throw Numbers.wrongType(
          field, "%d numbers".formatted(count), "a list of %d".formatted(inputs.length));
    }
    int value = row.first(slot);
    for (int input : inputs) {
      features.set(input, Numbers.finite(row, value, field));
      value = row.next(value);
    }
  }
}
