package io.gradstream.dataset.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.gradstream.dataset.DatasetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The first lines of a file as one format reads them, to tell whether it is the file's.
 *
 * @param lines the cells of each, without spaces around them; none of an empty file
 * @param whole whether all could be read
 */
record FirstLines(CsvFormat format, List<List<String>> lines, boolean whole) {
  private static final int MOST_LINES = 100;
  private static final int MOST_CELLS = 100_000;

  /** Reads a file's. */
  static FirstLines of(Path file, CsvFormat format) {
    List<List<String>> lines = new ArrayList<>();
    int cells = 0;
    try (CsvLines records = new CsvLines(file, format)) {
      for (CsvRecord record = records.next();
          record != null && lines.size() < MOST_LINES && cells < MOST_CELLS;
          record = records.next()) {
        lines.add(record.getFields().stream().map(String::strip).toList());
        cells += record.getFieldCount();
      }
      return new FirstLines(format, lines, true);
    } catch (DatasetException e) {
      return new FirstLines(format, lines, false);
    }
  }

  /**
   * The likeliest of several ways to read a file: by which the header has the label, rows are as
   * wide as the header, no quotes are left around cells, most cells are numbers; the first of equal
   * ones.
   */
  static FirstLines likeliest(List<FirstLines> ways, String label) {
    Comparator<FirstLines> likelihood =
        Comparator.<FirstLines>comparingInt(way -> way.lineWith(label) == 0 ? 1 : 0)
            .thenComparing(way -> way.lineWith(label) > 0)
            .thenComparing(FirstLines::isEven)
            .thenComparing(way -> !way.leavesQuotes())
            .thenComparing(way -> way.header().size() > 1)
            .thenComparingLong(FirstLines::numbers)
            .thenComparingInt(way -> way.header().size());
    return ways.stream().reduce((a, b) -> likelihood.compare(a, b) < 0 ? b : a).orElseThrow();
  }

  /** The cells of the first line. */
  List<String> header() {
    return lines.isEmpty() ? List.of() : lines.getFirst();
  }

  /** The lines after the first. */
  List<List<String>> rows() {
    return lines.isEmpty() ? List.of() : lines.subList(1, lines.size());
  }

  /** The cells of a column that the rows have. */
  List<String> column(int column) {
    return rows().stream().filter(row -> row.size() > column).map(row -> row.get(column)).toList();
  }

  /** The first line, from 0 on, that has a cell of this text; less than 0 if none has. */
  int lineWith(String text) {
    return IntStream.range(0, lines.size())
        .filter(line -> lines.get(line).contains(text))
        .findFirst()
        .orElse(-1);
  }

  /** Whether all could be read, and each row has as many cells as the header, or each one more. */
  boolean isEven() {
    return whole && (rowsAre(header().size()) || hasSpareCells());
  }

  /** Whether each row has one cell more than the header. */
  boolean hasSpareCells() {
    return !rows().isEmpty() && rowsAre(header().size() + 1);
  }

  private boolean rowsAre(int width) {
    return rows().stream().allMatch(row -> row.size() == width);
  }

  /** Whether a cell begins with a quote that is a part of it. */
  boolean hasCellFrom(char quote) {
    return lines.stream().flatMap(List::stream).anyMatch(cell -> cell.indexOf(quote) == 0);
  }

  /** Whether all cells of a column are in single quotes that are a part of them. */
  private boolean leavesQuotes() {
    return IntStream.range(0, header().size()).mapToObj(this::column).anyMatch(FirstLines::quoted);
  }

  private static boolean quoted(List<String> cells) {
    List<String> present = cells.stream().filter(cell -> !cell.isEmpty()).toList();
    return !present.isEmpty()
        && present.stream()
            .allMatch(cell -> cell.length() > 1 && cell.startsWith("'") && cell.endsWith("'"));
  }

  private long numbers() {
    return lines.stream().flatMap(List::stream).filter(DecimalMark::isNumber).count();
  }
}
