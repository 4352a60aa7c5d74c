package io.gradstream.dataset.csv;

import io.gradstream.dataset.LabelKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How to read the cells of a label column. Cells come without spaces around them. */
sealed interface LabelColumn {

  LabelKind kind();

  /** Whether a cell says that there is no label. */
  boolean isMissing(String cell);

  /** The label of a cell that is not missing; NaN if it is none of this column. */
  double parse(String cell);

  /** What {@link #parse} wants. */
  String wanted();

  /** The texts of each class that has several. */
  default List<List<String>> merged() {
    return List.of();
  }

  /**
   * Labels that are real numbers.
   *
   * @param mark of their decimals
   * @param demanded whether a cell that is no number is missing rather than an error
   */
  record Reals(DecimalMark mark, boolean demanded) implements LabelColumn {
    static final String WANTED = "a finite number, or nothing where the label is unknown";

    @Override
    public LabelKind kind() {
      return new LabelKind.Real();
    }

    @Override
    public boolean isMissing(String cell) {
      return MissingValue.isSpelledBy(cell) || (demanded && Double.isNaN(parse(cell)));
    }

    @Override
    public double parse(String cell) {
      if (demanded && CellKind.isLogical(cell)) {
        return cell.equalsIgnoreCase("true") ? 1 : 0;
      }
      double value = mark.parse(cell);
      return Double.isFinite(value) ? value : Double.NaN;
    }

    @Override
    public String wanted() {
      return WANTED;
    }
  }

  /**
   * Labels that are classes.
   *
   * @param indices the index of the class of each text
   * @param merged the texts of each class that has several
   */
  record Classes(LabelKind kind, Map<String, Integer> indices, List<List<String>> merged)
      implements LabelColumn {

    /** A class for each text. */
    static Classes ofTexts(Collection<String> sorted) {
      return of(sorted.stream().map(List::of).toList(), List.copyOf(sorted));
    }

    /** A class for the texts of each number; its name is the number, or the code for it. */
    static Classes ofSpellings(Collection<List<String>> sorted) {
      return of(sorted, sorted.stream().map(List::getFirst).map(Classes::name).toList());
    }

    private static Classes of(Collection<List<String>> sorted, List<String> names) {
      Map<String, Integer> indices = new HashMap<>();
      int index = 0;
      for (List<String> spellings : sorted) {
        for (String text : spellings) {
          indices.put(text, index);
        }
        index++;
      }
      return new Classes(
          new LabelKind.Classes(names),
          Map.copyOf(indices),
          sorted.stream().filter(spellings -> spellings.size() > 1).toList());
    }

    @Override
    public boolean isMissing(String cell) {
      return MissingValue.isSpelledBy(cell) && !indices.containsKey(cell);
    }

    @Override
    public double parse(String cell) {
      Integer index = indices.get(cell);
      return index == null ? Double.NaN : index;
    }

    @Override
    public String wanted() {
      return "a class that the file had when it was first read";
    }

    private static String name(String text) {
      if (!Numeral.isDecimal(text)) {
        return text;
      }
      double value = Numeral.parse(text) + 0.0;
      return LabelScan.isWhole(value) ? Long.toString((long) value) : Double.toString(value);
    }
  }
}
