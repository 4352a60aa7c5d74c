package io.gradstream.feature;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gradstream.record.Limits;
import io.gradstream.record.PathNode;
import io.gradstream.record.RawRow;
import io.gradstream.record.UnfitException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads records that are given column by column, as those of a data set are. */
public final class ColumnReader {
  private static final int[] UNREAD = {};

  private final RawRow row;
  private final int[][] slots;

  /**
   * @param fields the names of the columns
   */
  public ColumnReader(ExampleExtractor extractor, List<String> fields, Limits limits) {
    this.row = new RawRow(limits);
    this.slots = new int[fields.size()][];
    for (int column = 0; column < slots.length; column++) {
      PathNode place = extractor.fields().root().field(fields.get(column));
      slots[column] = place == null ? UNREAD : place.slots();
    }
  }

  /** Begins a record in which every column is missing. */
  public void begin() {
    row.clear();
  }

  /** Sets a column to a number; NaN is missing. */
  public void number(int column, double value) throws UnfitException {
    if (!Double.isNaN(value)) {
      row.addNumber(slots[column], value);
    }
  }

  /** Sets a column to a whole number. */
  public void integer(int column, long value) throws UnfitException {
    row.addInteger(slots[column], value);
  }

  /** Sets a column to a text; null is missing. */
  public void text(int column, @Nullable String value) throws UnfitException {
    if (value != null && slots[column].length > 0) {
      byte[] bytes = value.getBytes(UTF_8);
      row.addText(slots[column], bytes, 0, bytes.length);
    }
  }

  /** The record, valid until the next one begins. */
  public RawRow row() {
    return row;
  }
}
