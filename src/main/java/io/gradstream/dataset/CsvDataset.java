package io.gradstream.dataset;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * A CSV file (RFC 4180, UTF-8, plain or gzip) with a header. Every column but the label is a
 * feature. Spaces around a cell do not count; an empty cell is a missing value, an empty label an
 * unlabelled row; empty lines are no rows.
 *
 * <p>A first pass over the file decides what the columns are. A column holds numbers if each of its
 * cells is a decimal number, {@code true} or {@code false} (1 or 0), or missing: empty, {@code NA},
 * {@code N/A}, {@code NaN}, {@code null}, {@code none}, {@code ?} or {@code -}, in any case. Any
 * other cell makes it a column of texts, which are kept as they are written, and of which only the
 * empty one is missing. Numbers that are not finite ({@code inf}, {@code 1e999}) make no texts: in
 * a column of numbers they are an error when their row is read, and so they are as labels. A label
 * is missing by the same rule.
 *
 * <p>Labels follow {@link Task}. Under {@link Task#AUTO} at most {@value
 * LabelScan#MAX_WHOLE_NUMBER_CLASSES} distinct whole numbers are classes. If all labels are numbers
 * of less than 2<sup>53</sup>, classes are told apart and sorted by value ({@code 1.0} and {@code
 * 1} are the class {@code 1}), else by their text.
 */
public final class CsvDataset implements Dataset {
  /** The most characters a row may have, its separators not counted. */
  public static final int MAX_ROW_CHARS = 1 << 22;

  private final Path file;
  private final List<String> header;
  private final int labelIndex;
  private final LabelColumn label;
  private final BitSet textColumns;
  private final List<OddColumn> oddColumns;
  private final long size;
  private final Columns columns;

  private CsvDataset(
      Path file,
      List<String> header,
      int labelIndex,
      LabelColumn label,
      ColumnScan scan,
      long size) {
    this.file = file;
    this.header = header;
    this.labelIndex = labelIndex;
    this.label = label;
    this.textColumns = scan.textColumns();
    this.oddColumns = scan.oddColumns();
    this.size = size;
    List<Column> features =
        IntStream.range(0, header.size())
            .filter(column -> column != labelIndex)
            .mapToObj(column -> new Column(header.get(column), kind(column)))
            .toList();
    this.columns = new Columns(features, header.get(labelIndex), label.kind());
  }

  private ColumnKind kind(int column) {
    return textColumns.get(column) ? ColumnKind.TEXT : ColumnKind.NUMBER;
  }

  /**
   * Reads the file once: its header, the width of its rows, its labels, and which columns are
   * texts.
   *
   * @throws DatasetException if the file has no such column, no feature, no row, no row with a
   *     label that a class could be, rows of unequal width, or exceeds a limit
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static CsvDataset open(Path file, String labelColumn, Task task) {
    try (CsvRecords records = new CsvRecords(file)) {
      List<String> header = records.header();
      int labelIndex = header.indexOf(labelColumn.strip());
      if (labelIndex < 0) {
        throw records.error(
            "no column %s. %s"
                .formatted(
                    Names.quoted(labelColumn), Names.suggestion(labelColumn.strip(), header)));
      }
      if (header.size() == 1) {
        throw records.error("the label is the only column, want a feature at least");
      }
      LabelScan labels = new LabelScan(records, labelIndex);
      ColumnScan columns = new ColumnScan(header, labelIndex);
      long size = 0;
      for (CsvRecord row = records.next(); row != null; row = records.next()) {
        labels.add(row.getField(labelIndex).strip());
        columns.add(row);
        size++;
      }
      if (size == 0) {
        throw records.error("no row after the header, want one at least");
      }
      return new CsvDataset(file, header, labelIndex, labels.decide(task), columns, size);
    }
  }

  @Override
  public Columns columns() {
    return columns;
  }

  /** The columns of texts that may be meant to be numbers, in the order of the file. */
  public List<OddColumn> oddColumns() {
    return oddColumns;
  }

  @Override
  public RowReader open() {
    CsvRecords records = new CsvRecords(file);
    if (!records.header().equals(header)) {
      records.close();
      throw records.error("the header is not what it was when the file was first read");
    }
    return new CsvRowReader(records, labelIndex, label, textColumns);
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(size);
  }
}
