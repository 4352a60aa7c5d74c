package io.gradstream.dataset.csv;

import io.gradstream.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The first line of a file beside the rows below it: is it a header, and of which columns? */
final class Header {
  /** Numbers in order, from which on they are names rather than values: wavelengths. */
  private static final int MANY_IN_ORDER = 5;

  /** The same of whole numbers with one step between them: columns that are counted, years. */
  private static final int MANY_EVEN = 3;

  /** So few numbers may be names beside texts that are. */
  private static final int FEW = 2;

  private final FirstLines first;
  private final List<String> cells;

  /** The columns in which all values are numbers. */
  private final List<Integer> numeric = new ArrayList<>();

  /** The other columns that have values. */
  private final List<Integer> texts = new ArrayList<>();

  /** How many of those have a value that is their name. */
  private int recurring;

  /** The names of columns of numbers that are numbers themselves. */
  private final List<Double> numbers = new ArrayList<>();

  Header(FirstLines first) {
    this.first = first;
    this.cells = first.header();
    for (int column = 0; column < cells.size(); column++) {
      String name = cells.get(column);
      List<String> values = values(column);
      if (values.isEmpty()) {
        continue;
      }
      if (!values.stream().allMatch(DecimalMark::isNumber)) {
        texts.add(column);
        recurring += values.contains(name) ? 1 : 0;
        continue;
      }
      numeric.add(column);
      if (DecimalMark.isNumber(name)) {
        numbers.add(number(name));
      }
    }
  }

  /** What a column has below its name; a line that repeats the header has nothing. */
  private List<String> values(int column) {
    return first.rows().stream()
        .filter(row -> row.size() > column && !row.equals(cells))
        .map(row -> row.get(column))
        .filter(cell -> !MissingValue.isSpelledBy(cell))
        .toList();
  }

  private static double number(String cell) {
    double value = DecimalMark.POINT.parse(cell);
    return Double.isFinite(value) ? value : DecimalMark.COMMA.parse(cell);
  }

  /**
   * The name of each column that rows have; empty where it has none. Rows that are one cell wider
   * than the header may be numbered, as R's write.table does it, or end in a separator.
   */
  List<String> names() {
    List<String> names = new ArrayList<>(cells);
    if (first.hasSpareCells()) {
      if (first.column(cells.size()).stream().allMatch(String::isEmpty)) {
        names.addLast("");
      } else if (numeric.contains(0)
          && isCounted(values(0).stream().map(Header::number).toList())) {
        names.addFirst("");
      }
    }
    return names;
  }

  /** Why it is no header, or none with the label; empty if all is well. */
  Optional<String> problem(String label) {
    if (cells.stream().anyMatch(name -> name.indexOf('\0') >= 0)) {
      return Optional.of("a name has a NUL byte, want text in UTF-8 or UTF-16");
    }
    if (!isNameOf(label) && looksLikeRow()) {
      return Optional.of(
          "%s is a row rather than a header, want a line of column names before it"
              .formatted(Messages.some(cells)));
    }
    if (!label.isEmpty() && cells.contains(label)) {
      return Optional.empty();
    }
    String absent = "no column %s. ".formatted(Messages.quoted(label));
    int below = first.lineWith(label);
    if (below > 0 && width(first.lines().get(below)) > width(cells)) {
      return Optional.of(
          absent
              + "Is the header further below, %s? Then delete the lines before it"
                  .formatted(Messages.some(first.lines().get(below))));
    }
    if (cells.size() == 1) {
      return Optional.of(
          absent
              + "%s has none of the separators: comma, semicolon, tab, |"
                  .formatted(Messages.some(cells)));
    }
    return Optional.of(absent + Messages.suggestion(label, cells));
  }

  /** Whether a text is in the first line and not below it: what is asked for as a name is one. */
  private boolean isNameOf(String label) {
    int column = cells.indexOf(label);
    return column >= 0
        && !DecimalMark.isNumber(label)
        && !values(column).isEmpty()
        && !values(column).contains(label);
  }

  private static long width(List<String> line) {
    return line.stream().filter(cell -> !cell.isEmpty()).count();
  }

  /** Whether all columns of numbers have numbers for names. */
  boolean isOfNumbers() {
    return !numbers.isEmpty()
        && numeric.stream()
            .map(cells::get)
            .allMatch(name -> MissingValue.isSpelledBy(name) || DecimalMark.isNumber(name));
  }

  private boolean looksLikeRow() {
    if (numeric.isEmpty()) {
      return recurring > 0 && 2 * recurring >= texts.size();
    }
    boolean fewNames =
        numbers.size() <= FEW
            && numbers.stream().allMatch(LabelScan::isWhole)
            && !texts.isEmpty()
            && recurring == 0;
    return isOfNumbers() && !fewNames && !areInOrder();
  }

  private boolean areInOrder() {
    boolean even =
        numbers.stream().allMatch(LabelScan::isWhole)
            && steps().allMatch(step -> step == numbers.get(1) - numbers.getFirst());
    double direction = Math.signum(numbers.getLast() - numbers.getFirst());
    return numbers.size() >= (even ? MANY_EVEN : MANY_IN_ORDER)
        && steps().allMatch(step -> step * direction > 0);
  }

  private DoubleStream steps() {
    return IntStream.range(1, numbers.size()).mapToDouble(i -> numbers.get(i) - numbers.get(i - 1));
  }

  private static boolean isCounted(List<Double> numbers) {
    return LabelScan.isWhole(numbers.getFirst())
        && IntStream.range(1, numbers.size())
            .allMatch(i -> numbers.get(i) == numbers.get(i - 1) + 1);
  }
}
