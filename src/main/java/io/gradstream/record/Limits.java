package io.gradstream.record;

/**
 * What a record may hold at most; one that holds more is refused.
 *
 * @param recordBytes bytes of a record's value
 * @param textBytes bytes of a text that is read, in UTF-8
 * @param listLength elements of a list that is read
 * @param features numeric inputs, those that appear later included
 * @param classes classes of a label whose classes are not configured
 */
public record Limits(int recordBytes, int textBytes, int listLength, int features, int classes) {
  /** The defaults. */
  public static final Limits DEFAULT = new Limits(1 << 20, 10_000, 1_000, 1_024, 1_000);

  /** Checks that each is positive and within what a model can have. */
  public Limits {
    check("record-bytes", recordBytes, 1 << 30);
    check("text-bytes", textBytes, 1 << 24);
    check("list-length", listLength, 1 << 20);
    check("features", features, 1 << 20);
    check("classes", classes, 10_000);
  }

  private static void check(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException("%s: got %d, wants 1 to %d".formatted(name, value, most));
    }
  }
}
