package io.gradstream.feature;

import io.gradstream.learning.FeatureVector;
import io.gradstream.record.Numbers;
import io.gradstream.record.RawRow;
import io.gradstream.record.UnfitException;

/** A number, of a list the mean. */
final class NumericEncoder implements Encoder {
  private final String field;
  private final int slot;
  private final int input;
  private final FeatureKind.Numeric kind;

  NumericEncoder(String field, int slot, int input, FeatureKind.Numeric kind) {
    this.field = field;
    this.slot = slot;
    this.input = input;
    this.kind = kind;
  }

  @Override
  public void encode(RawRow row, FeatureVector features) throws UnfitException {
    int count = row.count(slot);
    if (count == 0) {
      return;
    }
    double sum = 0;
    for (int value = row.first(slot); value >= 0; value = row.next(value)) {
      sum += Numbers.finite(row, value, field);
    }
    features.set(input, transform(Numbers.checkRange(sum / count, field)));
  }

  private double transform(double number) {
    double clipped = Math.clamp(number, kind.least(), kind.most());
    return kind.log() ? Math.copySign(StrictMath.log1p(Math.abs(clipped)), clipped) : clipped;
  }
}
