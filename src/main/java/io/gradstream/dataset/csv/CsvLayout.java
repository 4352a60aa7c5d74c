package io.gradstream.dataset.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.gradstream.dataset.DatasetException;
import io.gradstream.text.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * How a CSV file is written, as a look at its first bytes and lines tells: encoding, separator,
 * quotes, header. The separator is the one by which the header has the label.
 *
 * <p>Columns without a name are left out: those before the first that has one are an index, as
 * pandas and R write it, and so are those that pandas has named; any other must be empty.
 */
public final class CsvLayout {
  /** The first line by which Excel is told the separator. */
  private static final Pattern SEPARATOR_LINE = Pattern.compile("\"?sep=([,;\t|])\"?[\r\n]");

  /** As many as that line may have in any encoding. */
  private static final int START_BYTES = 64;

  /** What pandas calls indices without a name when it has read them. */
  private static final Predicate<String> PANDAS_INDEX =
      Pattern.compile("Unnamed: 0(\\.\\d+)*").asMatchPredicate();

  private final Path file;
  private final CsvFormat format;
  private final List<String> header;
  private final List<String> names;
  private final int label;
  private final boolean uneven;
  private final int[] features;
  private final int[] blank;
  private final List<String> remarks;

  private CsvLayout(Path file, FirstLines first, Header header, String label, Set<String> claimed) {
    this.file = file;
    this.format = first.format();
    this.header = first.header();
    this.names = header.names();
    this.uneven = first.hasSpareCells();
    this.label = names.indexOf(label);
    int index = indexWidth(first, claimed);
    this.features =
        IntStream.range(index, names.size())
            .filter(column -> column != this.label && !names.get(column).isEmpty())
            .toArray();
    this.blank =
        IntStream.range(index, names.size())
            .filter(column -> names.get(column).isEmpty())
            .toArray();
    this.remarks = remarks(first, header, index);
  }

  private int indexWidth(FirstLines first, Set<String> claimed) {
    int width = 0;
    while (isIndex(width, first, claimed)) {
      width++;
    }
    return width;
  }

  private boolean isIndex(int column, FirstLines first, Set<String> claimed) {
    String name = names.get(column);
    return name.isEmpty()
        ? !first.column(column).stream().allMatch(String::isEmpty)
        : PANDAS_INDEX.test(name) && !claimed.contains(name) && label != column;
  }

  private List<String> remarks(FirstLines first, Header header, int index) {
    List<String> found = new ArrayList<>(format.remarks());
    if (header.isOfNumbers()) {
      found.add("line 1 taken for column names (%s)".formatted(Messages.some(first.header())));
    }
    for (int column = 0; column < index; column++) {
      found.add(
          "%s left out as an index (%s)"
              .formatted(
                  names.get(column).isEmpty()
                      ? "column %d has no name and is".formatted(column + 1)
                      : "column %s is".formatted(Messages.quoted(names.get(column))),
                  Messages.some(first.column(column))));
    }
    if (blank.length > 0) {
      found.add(
          "column %d has no name and no values and is left out".formatted(blank[0] + 1)
              + (blank.length == 1 ? "" : ", as are %d more".formatted(blank.length - 1)));
    }
    return List.copyOf(found);
  }

  /**
   * Looks at a file.
   *
   * @param labelColumn its name
   * @param claimed names of columns that are not left out whatever they look like
   * @throws DatasetException if it has no such column, no feature, no header, or is no CSV text
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static CsvLayout of(Path file, String labelColumn, Set<String> claimed) {
    String label = labelColumn.strip();
    FirstLines first = firstLines(file, label);
    try (CsvLines lines = new CsvLines(file, first.format())) {
      if (lines.next() == null || first.header().equals(List.of(""))) {
        throw new DatasetException(file + ": the file is empty, want a header and rows");
      }
      Header header = new Header(first);
      Optional<String> problem = header.problem(label);
      if (problem.isPresent()) {
        throw lines.error(problem.get());
      }
      checkDistinct(first.header(), lines);
      CsvLayout layout = new CsvLayout(file, first, header, label, claimed);
      if (layout.features.length == 0) {
        throw lines.error("the label is the only column, want a feature at least");
      }
      return layout;
    }
  }

  private static void checkDistinct(List<String> header, CsvLines lines) {
    Map<String, Integer> columns = new HashMap<>();
    for (int column = 0; column < header.size(); column++) {
      String name = header.get(column);
      Integer earlier = columns.putIfAbsent(name, column);
      if (earlier != null && !name.isEmpty()) {
        throw lines.error(
            "columns %d and %d have the same name %s, want names that differ"
                .formatted(earlier + 1, column + 1, Messages.quoted(name)));
      }
    }
  }

  private static FirstLines firstLines(Path file, String label) {
    try (InputStream bytes = CsvBytes.open(file)) {
      TextEncoding encoding = TextEncoding.of(bytes);
      bytes.skipNBytes(encoding.markBytes());
      String start = new String(bytes.readNBytes(START_BYTES), encoding.charset());
      Matcher told = SEPARATOR_LINE.matcher(start);
      boolean separatorLine = told.lookingAt();
      List<Character> separators =
          separatorLine ? List.of(told.group(1).charAt(0)) : CsvFormat.SEPARATORS;
      List<FirstLines> ways = new ArrayList<>();
      for (char separator : separators) {
        FirstLines usual =
            FirstLines.of(file, new CsvFormat(encoding, separator, '"', separatorLine));
        ways.add(usual);
        if (usual.hasCellFrom('\'')) {
          FirstLines single =
              FirstLines.of(file, new CsvFormat(encoding, separator, '\'', separatorLine));
          ways.addAll(single.hasCellFrom('"') ? List.of() : List.of(single));
        }
      }
      return FirstLines.likeliest(ways, label);
    } catch (IOException e) {
      throw CsvBytes.unreadable(file, e);
    }
  }

  /** The names of the features, in the order of the file. */
  public List<String> featureNames() {
    return IntStream.of(features).mapToObj(names::get).toList();
  }

  /** The name of the label. */
  public String label() {
    return names.get(label);
  }

  /** What was recognised that is not as in most files, for people; empty if nothing was. */
  public List<String> remarks() {
    return remarks;
  }

  Path file() {
    return file;
  }

  CsvFormat format() {
    return format;
  }

  /** Whether a line is the header. */
  boolean isHeader(CsvRecord line) {
    return line.getFieldCount() == header.size()
        && IntStream.range(0, header.size())
            .allMatch(column -> line.getField(column).strip().equals(header.get(column)));
  }

  /** What is wrong with a row of another width. */
  String misfit(int cells) {
    String width =
        "%d %s, want %d as in the header"
            .formatted(cells, cells == 1 ? "cell" : "cells", names.size());
    if (cells < names.size()) {
      return width;
    }
    return uneven && cells == names.size() + 1
        ? width + "; if the first is a name or number of the row, want a name for it in the header"
        : "%s; a cell with %s in it wants quotes around it"
            .formatted(width, CsvFormat.shown(format.separator()));
  }

  /** The name of each column that rows have; empty where it has none. */
  List<String> names() {
    return names;
  }

  /** The label's column. */
  int labelIndex() {
    return label;
  }

  /** The columns of the features. */
  int[] features() {
    return features.clone();
  }

  /** The columns that must be empty. */
  int[] blank() {
    return blank.clone();
  }
}
