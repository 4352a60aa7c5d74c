package io.gradstream.dataset;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Makes rows of records. */
final class CsvRowReader implements RowReader {
  private final CsvRecords records;
  private final int labelIndex;
  private final LabelColumn label;
  private final BitSet textColumns;

  /**
   * @param textColumns those columns of the file, the label not counted among them, that hold texts
   */
  CsvRowReader(CsvRecords records, int labelIndex, LabelColumn label, BitSet textColumns) {
    this.records = records;
    this.labelIndex = labelIndex;
    this.label = label;
    this.textColumns = textColumns;
  }

  @Override
  public @Nullable Row next() {
    CsvRecord cells = records.next();
    if (cells == null) {
      return null;
    }
    int width = cells.getFieldCount() - 1;
    double[] features = new double[width];
    @Nullable String[] texts = textColumns.isEmpty() ? null : new @Nullable String[width];
    for (int i = 0; i < width; i++) {
      int column = i < labelIndex ? i : i + 1;
      String cell = cells.getField(column).strip();
      if (texts != null && textColumns.get(column)) {
        features[i] = Double.NaN;
        texts[i] = cell.isEmpty() ? null : cell;
      } else {
        features[i] = number(column, cell);
      }
    }
    return new Row(features, texts, label(cells.getField(labelIndex).strip()));
  }

  @Override
  public void close() {
    records.close();
  }

  private double number(int column, String cell) {
    double value = FeatureCell.number(cell);
    if (Double.isInfinite(value) || (Double.isNaN(value) && !MissingValue.isSpelledBy(cell))) {
      throw records.error(column, cell, FeatureCell.WANTED);
    }
    return value;
  }

  private double label(String cell) {
    if (label.isMissing(cell)) {
      return Double.NaN;
    }
    double value = label.parse(cell);
    if (Double.isNaN(value)) {
      throw records.error(labelIndex, cell, label.wanted());
    }
    return value;
  }
}
