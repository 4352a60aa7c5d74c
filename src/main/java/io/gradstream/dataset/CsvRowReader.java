package io.gradstream.dataset;

import de.siegmar.fastcsv.reader.CsvRecord;
import org.jspecify.annotations.Nullable;

/** Makes rows of records. */
final class CsvRowReader implements RowReader {
  private final CsvRecords records;
  private final int labelIndex;
  private final LabelColumn label;

  CsvRowReader(CsvRecords records, int labelIndex, LabelColumn label) {
    this.records = records;
    this.labelIndex = labelIndex;
    this.label = label;
  }

  @Override
  public @Nullable Row next() {
    CsvRecord cells = records.next();
    if (cells == null) {
      return null;
    }
    double[] features = new double[cells.getFieldCount() - 1];
    for (int i = 0; i < features.length; i++) {
      int column = i < labelIndex ? i : i + 1;
      features[i] = feature(column, cells.getField(column).strip());
    }
    return new Row(features, label(cells.getField(labelIndex).strip()));
  }

  @Override
  public void close() {
    records.close();
  }

  private double feature(int column, String cell) {
    if (cell.isEmpty()) {
      return Double.NaN;
    }
    double value = Numeral.parse(cell);
    if (Double.isFinite(value)) {
      return value;
    }
    if (cell.equalsIgnoreCase("true")) {
      return 1;
    }
    if (cell.equalsIgnoreCase("false")) {
      return 0;
    }
    throw records.error(
        column, cell, "a finite number, true or false, or nothing where it is missing");
  }

  private double label(String cell) {
    if (cell.isEmpty()) {
      return Double.NaN;
    }
    double value = label.parse(cell);
    if (Double.isNaN(value)) {
      throw records.error(labelIndex, cell, label.wanted());
    }
    return value;
  }
}
