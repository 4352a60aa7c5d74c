package io.gradstream.dataset;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at every cell of a file to decide which columns hold texts, and which of them are odd. */
final class ColumnScan {
  /** A column of texts with a greater share of numbers is odd. */
  private static final double NEARLY_ALL = 0.95;

  private final List<String> header;
  private final int labelIndex;
  private final long[] numbers;
  private final long[] texts;
  private final @Nullable String[] firstText;
  private final long[] firstLine;

  ColumnScan(List<String> header, int labelIndex) {
    this.header = header;
    this.labelIndex = labelIndex;
    this.numbers = new long[header.size()];
    this.texts = new long[header.size()];
    this.firstText = new @Nullable String[header.size()];
    this.firstLine = new long[header.size()];
  }

  void add(CsvRecord row) {
    for (int column = 0; column < numbers.length; column++) {
      if (column != labelIndex) {
        add(column, row.getField(column).strip(), row.getStartingLineNumber());
      }
    }
  }

  private void add(int column, String cell, long line) {
    if (!Double.isNaN(FeatureCell.number(cell))) {
      numbers[column]++;
    } else if (!MissingValue.isSpelledBy(cell)) {
      if (texts[column]++ == 0) {
        firstText[column] = Names.quoted(cell);
        firstLine[column] = line;
      }
    }
  }

  /** The columns with a cell that is neither a number nor missing. */
  BitSet textColumns() {
    BitSet columns = new BitSet(texts.length);
    for (int column = 0; column < texts.length; column++) {
      columns.set(column, texts[column] > 0);
    }
    return columns;
  }

  /** Those of them whose cells are nearly all numbers, in the order of the file. */
  List<OddColumn> oddColumns() {
    List<OddColumn> odd = new ArrayList<>();
    for (int column = 0; column < texts.length; column++) {
      String text = firstText[column];
      if (text != null && numbers[column] > NEARLY_ALL * (numbers[column] + texts[column])) {
        odd.add(
            new OddColumn(
                header.get(column), numbers[column], texts[column], text, firstLine[column]));
      }
    }
    return List.copyOf(odd);
  }
}
