package io.gradstream.dataset.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.gradstream.dataset.DatasetException;
import io.gradstream.text.Messages;
import org.jspecify.annotations.Nullable;

/** The rows of a CSV file below its header, each with as many cells as there are columns. */
final class CsvRecords implements AutoCloseable {
  private final CsvLayout layout;
  private final CsvLines lines;

  /**
   * Opens the file.
   *
   * @throws DatasetException if its header is not that of the layout
   */
  CsvRecords(CsvLayout layout) {
    this.layout = layout;
    this.lines = new CsvLines(layout.file(), layout.format());
    try {
      CsvRecord header = lines.next();
      if (header == null || !layout.isHeader(header)) {
        throw lines.error("the header is not what it was when the file was first read");
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The next row, or null after the last. */
  @Nullable CsvRecord next() {
    CsvRecord cells = lines.next();
    if (cells == null) {
      return null;
    }
    if (cells.getFieldCount() != layout.names().size()) {
      throw error(layout.misfit(cells.getFieldCount()));
    }
    for (int column : layout.blank()) {
      if (!cells.getField(column).isBlank()) {
        throw error(
            "column %d has %s but no name, want it named in the header, or empty"
                .formatted(column + 1, Messages.quoted(cells.getField(column).strip())));
      }
    }
    return cells;
  }

  /** What is wrong with the row read last. */
  DatasetException error(String problem) {
    return lines.error(problem);
  }

  /** What is wrong with a cell of the row read last. */
  DatasetException error(int column, String cell, String wanted) {
    return error(lines.line(), column, cell, wanted);
  }

  /** What is wrong with a cell. */
  DatasetException error(long line, int column, String cell, String wanted) {
    return lines.error(
        line,
        "column %s has %s, want %s"
            .formatted(Messages.quoted(layout.names().get(column)), Messages.quoted(cell), wanted));
  }

  /** Where the row read last begins. */
  long line() {
    return lines.line();
  }

  @Override
  public void close() {
    lines.close();
  }
}
