package io.gradstream.dataset;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A CSV file (RFC 4180, UTF-8, plain or gzip) with a header. Every column but the label is a
 * feature: finite decimal numbers, {@code true} or {@code false} (1 or 0), or nothing (missing). An
 * empty label is an unlabelled row. Spaces around a cell do not count; empty lines are no rows. Any
 * other feature is an error when its row is read; {@code nan} and {@code inf} are errors even as
 * labels.
 *
 * <p>Labels are decided by a first pass over the file, see {@link Task}. Under {@link Task#AUTO} at
 * most {@value LabelScan#MAX_WHOLE_NUMBER_CLASSES} distinct whole numbers are classes. If all
 * labels are numbers of less than 2<sup>53</sup>, classes are told apart and sorted by value
 * ({@code 1.0} and {@code 1} are the class {@code 1}), else by their text.
 */
public final class CsvDataset implements Dataset {
  /** The most characters a row may have, its separators not counted. */
  public static final int MAX_ROW_CHARS = 1 << 22;

  private final Path file;
  private final List<String> header;
  private final int labelIndex;
  private final LabelColumn label;
  private final long size;
  private final Columns columns;

  private CsvDataset(Path file, List<String> header, int labelIndex, LabelColumn label, long size) {
    this.file = file;
    this.header = header;
    this.labelIndex = labelIndex;
    this.label = label;
    this.size = size;
    List<String> features = new ArrayList<>(header);
    String labelName = features.remove(labelIndex);
    this.columns = new Columns(features, labelName, label.kind());
  }

  /**
   * Reads the file once: its header, the width of its rows and its labels.
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
      LabelScan scan = new LabelScan(records, labelIndex);
      long size = 0;
      for (CsvRecord row = records.next(); row != null; row = records.next()) {
        scan.add(row.getField(labelIndex).strip());
        size++;
      }
      if (size == 0) {
        throw records.error("no row after the header, want one at least");
      }
      return new CsvDataset(file, header, labelIndex, scan.decide(task), size);
    }
  }

  @Override
  public Columns columns() {
    return columns;
  }

  @Override
  public RowReader open() {
    CsvRecords records = new CsvRecords(file);
    if (!records.header().equals(header)) {
      records.close();
      throw records.error("the header is not what it was when the file was first read");
    }
    return new CsvRowReader(records, labelIndex, label);
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(size);
  }
}
