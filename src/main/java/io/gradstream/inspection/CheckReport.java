package io.gradstream.inspection;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run would make of some records, and all in all.
 *
 * @param inputs the names of the numeric inputs that are known after them
 * @param inputCapacity how many there may come to be
 * @param classes the names of the classes that are known after them; none for a real label
 * @param missing the fields that the mapping names and no record has a value of
 * @param doubts what is suspicious of inputs that there are many values of
 * @param tables the hashed table, if the mapping uses it, and each embedding's
 */
public record CheckReport(
    List<CheckedRecord> records,
    List<String> inputs,
    int inputCapacity,
    List<String> classes,
    List<String> missing,
    List<String> doubts,
    List<TableLoad> tables) {
  /** The records that would be predicted, then learned. */
  public long learned() {
    return records.stream()
        .filter(record -> record.reason() == null && record.label() != null)
        .count();
  }

  /** The records without a label, which would only be predicted. */
  public long predictedOnly() {
    return records.stream()
        .filter(record -> record.reason() == null && record.label() == null)
        .count();
  }

  /** The records that would be rejected, by the reason. */
  public Map<String, Long> rejected() {
    Map<String, Long> rejected = new TreeMap<>();
    for (CheckedRecord record : records) {
      if (record.reason() != null) {
        rejected.merge(record.reason(), 1L, Long::sum);
      }
    }
    return rejected;
  }

  /**
   * How full a table is.
   *
   * @param table {@code table}, or the field of an embedding
   * @param rows all that it has
   * @param values different categories and words that were hashed into it
   * @param touched different rows that they fell on
   */
  public record TableLoad(String table, int rows, int values, int touched) {
    /** Values that share the row of another. */
    public int collisions() {
      return values - touched;
    }
  }
}
