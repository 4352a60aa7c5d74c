package io.gradstream.dataset.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.gradstream.dataset.Column;
import io.gradstream.dataset.ColumnKind;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.DatasetException;
import io.gradstream.dataset.RowReader;
import io.gradstream.dataset.Task;
import io.gradstream.text.Messages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A CSV file, plain or gzip, written as its {@link CsvLayout} says. Every column but the label that
 * has a name is a feature. Spaces around a cell do not count; an empty cell is a missing value, an
 * empty label an unlabelled row; empty lines are no rows.
 *
 * <p>A first pass over the file decides what the columns are, where that is not demanded. A column
 * holds numbers if each of its cells is a number, {@code true} or {@code false} (1 or 0), or
 * missing: empty, {@code NA}, {@code N/A}, {@code NaN}, {@code null}, {@code none}, {@code ?} or
 * {@code -}, in any case. Any other cell makes it a column of texts, which are kept as they are
 * written, and of which only the empty one is missing. All numbers of a column have one {@link
 * DecimalMark}. Numbers beyond the range of a double are codes, and make texts, unless they are
 * few: then they are missing. Those that say that they are none ({@code inf}) are an error when
 * their row is read.
 *
 * <p>In a column that is demanded to hold numbers, the label's too, what is none is missing. All
 * that was not plain to see is in {@link #remarks} and {@link #oddColumns}.
 *
 * <p>Labels follow {@link Task}. Under {@link Task#AUTO} at most {@value
 * LabelScan#MAX_WHOLE_NUMBER_CLASSES} distinct whole numbers are classes. {@link LabelScan} says
 * which labels are one class.
 */
public final class CsvDataset implements Dataset {
  /** The most characters a row may have, its separators not counted. */
  public static final int MAX_ROW_CHARS = 1 << 22;

  private static final int SHOWN_CLASSES = 3;

  private final CsvLayout layout;
  private final LabelColumn label;
  private final List<ColumnReading> readings;
  private final List<OddColumn> oddColumns;
  private final boolean decimalCommas;
  private final long size;
  private final Columns columns;

  private CsvDataset(
      CsvLayout layout,
      LabelColumn label,
      List<ColumnReading> readings,
      ColumnScan scan,
      long size) {
    this.layout = layout;
    this.label = label;
    this.readings = readings;
    this.oddColumns = scan.oddColumns();
    this.decimalCommas = scan.hasDecimalCommas();
    this.size = size;
    List<String> names = layout.featureNames();
    this.columns =
        new Columns(
            IntStream.range(0, names.size())
                .mapToObj(i -> new Column(names.get(i), readings.get(i).kind()))
                .toList(),
            layout.label(),
            label.kind());
  }

  /**
   * Opens a file of which nothing is known but its label, as {@link #open(CsvLayout, Task, Map)}.
   */
  public static CsvDataset open(Path file, String labelColumn, Task task) {
    return open(CsvLayout.of(file, labelColumn, Set.of()), task, Map.of());
  }

  /**
   * Reads a file once: the width of its rows, its labels, and what its columns hold.
   *
   * @param task what labels are taken for
   * @param demanded what columns are, the label among them, whatever they look like: numbers or
   *     texts, by their names
   * @throws DatasetException if the file has no row, no row with a label that a class could be,
   *     rows of unequal width, no number in a column that is to have some, or exceeds a limit
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static CsvDataset open(CsvLayout layout, Task task, Map<String, ColumnKind> demanded) {
    try (CsvRecords records = new CsvRecords(layout)) {
      LabelScan labels = new LabelScan(records, layout.labelIndex());
      ColumnScan columns = new ColumnScan(layout);
      long size = 0;
      for (CsvRecord row = records.next(); row != null; row = records.next()) {
        if (layout.isHeader(row)) {
          throw records.error("the header once more, want one at the top alone");
        }
        labels.add(row.getField(layout.labelIndex()).strip());
        columns.add(row);
        size++;
      }
      if (size == 0) {
        throw records.error("no row after the header, want one at least");
      }
      List<ColumnReading> readings = columns.readings(demanded);
      LabelColumn label = columns.label(labels, task, demanded.get(layout.label()));
      return new CsvDataset(layout, label, readings, columns, size);
    }
  }

  @Override
  public Columns columns() {
    return columns;
  }

  /** The columns that may be meant to be something else, in the order of the file. */
  public List<OddColumn> oddColumns() {
    return oddColumns;
  }

  /** What was recognised that is not as in most files, for people. */
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>(layout.remarks());
    if (decimalCommas) {
      remarks.add("decimal commas");
    }
    long grouped = oddColumns.stream().filter(odd -> odd.oddity() == Oddity.THOUSANDS).count();
    if (grouped > 0) {
      remarks.add(
          "thousands separators in %d %s".formatted(grouped, grouped == 1 ? "column" : "columns"));
    }
    label.merged().stream()
        .limit(SHOWN_CLASSES)
        .map(texts -> "labels %s are one class".formatted(Messages.some(texts)))
        .forEach(remarks::add);
    return remarks;
  }

  @Override
  public RowReader open() {
    return new CsvRowReader(layout, label, readings);
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(size);
  }
}
