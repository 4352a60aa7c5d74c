package io.gradstream.feature;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gradstream.learning.FeatureVector;
import io.gradstream.record.RawRow;
import io.gradstream.record.UnfitException;
import io.gradstream.record.UnfitReason;
import io.gradstream.record.ValueKind;

/**
 * Hashes values into the rows of a table. A field's name is the seed, so that the same value in two
 * fields is two categories. The low bits are the row, the highest is the sign: values that fall on
 * the same row then cancel out on average (Weinberger et al. 2009, lemma 2).
 */
class Hasher {
  private static final int LONGEST_LONG = 20;

  private final int mask;
  private final byte[] digits = new byte[LONGEST_LONG];

  Hasher(int bits) {
    this.mask = (1 << bits) - 1;
  }

  static int seed(String field) {
    byte[] name = field.getBytes(UTF_8);
    return MurmurHash3.hash(name, 0, name.length, 0);
  }

  /** The hash of a value as a text, with all its digits: 5, 5.0 and "5" are the same. */
  int hash(RawRow row, int value, int seed) {
    ValueKind kind = row.kind(value);
    if (kind == ValueKind.TEXT) {
      return MurmurHash3.hash(row.textBytes(), row.textStart(value), row.textLength(value), seed);
    }
    if (kind == ValueKind.INTEGER || kind == ValueKind.TIMESTAMP) {
      return hash(row.integer(value), seed);
    }
    if (row.isWhole(value)) {
      return hash((long) row.number(value), seed);
    }
    byte[] text = row.asText(value).getBytes(UTF_8);
    return MurmurHash3.hash(text, 0, text.length, seed);
  }

  private int hash(long number, int seed) {
    int at = LONGEST_LONG;
    long rest = number;
    do {
      digits[--at] = (byte) ('0' + Math.abs(rest % 10));
      rest /= 10;
    } while (rest != 0);
    if (number < 0) {
      digits[--at] = '-';
    }
    return MurmurHash3.hash(digits, at, LONGEST_LONG - at, seed);
  }

  int row(int hash) {
    return hash & mask;
  }

  /** Adds {@code ±size} at the row of a hash. */
  void add(int hash, float size, FeatureVector features) throws UnfitException {
    if (features.rowCount() == FeatureVector.MAX_ROWS) {
      throw tooManyRows();
    }
    features.addRow(row(hash), hash < 0 ? -size : size);
  }

  /** The refusal of more rows than an example may have. */
  static UnfitException tooManyRows() {
    return new UnfitException(
        UnfitReason.LIST_TOO_LONG,
        "got more than %d hashed values and words".formatted(FeatureVector.MAX_ROWS));
  }
}
