package io.gradstream.dataset.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.gradstream.dataset.ColumnKind;
import io.gradstream.dataset.Row;
import io.gradstream.dataset.RowReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes rows of records. */
final class CsvRowReader implements RowReader {
  private final CsvRecords records;
  private final int labelIndex;
  private final LabelColumn label;
  private final int[] columns;
  private final List<ColumnReading> readings;
  private final boolean texts;

  /**
   * @param readings of the features, in their order
   */
  CsvRowReader(CsvLayout layout, LabelColumn label, List<ColumnReading> readings) {
    this.records = new CsvRecords(layout);
    this.labelIndex = layout.labelIndex();
    this.label = label;
    this.columns = layout.features();
    this.readings = readings;
    this.texts = readings.stream().anyMatch(reading -> reading.kind() == ColumnKind.TEXT);
  }

  @Override
  public @Nullable Row next() {
    CsvRecord cells = records.next();
    if (cells == null) {
      return null;
    }
    double[] features = new double[columns.length];
    @Nullable String[] texts = this.texts ? new @Nullable String[columns.length] : null;
    for (int i = 0; i < columns.length; i++) {
      ColumnReading reading = readings.get(i);
      String cell = cells.getField(columns[i]).strip();
      if (texts != null && reading.kind() == ColumnKind.TEXT) {
        features[i] = Double.NaN;
        texts[i] = reading.text(cell);
      } else {
        features[i] = number(columns[i], reading, cell);
      }
    }
    return new Row(features, texts, label(cells.getField(labelIndex).strip()));
  }

  @Override
  public void close() {
    records.close();
  }

  private double number(int column, ColumnReading reading, String cell) {
    double value = reading.number(cell);
    if (Double.isInfinite(value)) {
      throw records.error(column, cell, ColumnReading.WANTED);
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
