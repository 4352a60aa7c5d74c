package io.gradstream.inspection;

import io.gradstream.record.UnfitException;
import io.gradstream.source.ReadRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run would make of a record.
 *
 * @param source the topic and partition, or the file
 * @param id the example's, or the record's key, or null
 * @param label a class by its name or a number as a text; null if it is missing: predicted only
 * @param features none if the record is rejected
 * @param reason why it is rejected, as the header {@code gradstream.reason} says it, or null
 * @param message the reason in words, or null
 */
public record CheckedRecord(
    String source,
    long offset,
    @Nullable String id,
    @Nullable String label,
    float weight,
    List<Feature> features,
    @Nullable String reason,
    @Nullable String message) {
  static CheckedRecord rejected(ReadRecord record, UnfitException refusal) {
    return new CheckedRecord(
        record.source(),
        record.offset(),
        null,
        null,
        Float.NaN,
        List.of(),
        refusal.reason().name(),
        refusal.getMessage());
  }

  /**
   * How a field becomes inputs.
   *
   * @param raw its values; none if it is missing
   * @param dense inputs by their names, before they are standardised
   * @param rows of the hashed table, in the order of the values
   * @param embeddingRow the row of its embedding, or null if it has none
   */
  public record Feature(
      String field,
      List<String> raw,
      Map<String, Double> dense,
      List<Row> rows,
      @Nullable Integer embeddingRow) {}

  /** A row of the hashed table and what is multiplied with it. */
  public record Row(int row, float value) {}
}
