package io.gradstream.dataset;

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

  /** Labels that are real numbers. */
  record Reals() implements LabelColumn {
    @Override
    public LabelKind kind() {
      return new LabelKind.Real();
    }

    @Override
    public boolean isMissing(String cell) {
      return MissingValue.isSpelledBy(cell);
    }

    @Override
    public double parse(String cell) {
      double value = Numeral.parse(cell);
      return Double.isFinite(value) ? value : Double.NaN;
    }

    @Override
    public String wanted() {
      return "a finite number, or nothing where the label is unknown";
    }
  }

  /**
   * Labels that are classes.
   *
   * @param numeric whether a class is a number, however it is written
   * @param indices the index of each class name
   */
  record Classes(LabelKind kind, boolean numeric, Map<String, Integer> indices)
      implements LabelColumn {

    static Classes ofNumbers(Collection<Double> sorted) {
      return of(true, sorted.stream().map(Classes::name).toList());
    }

    static Classes ofTexts(Collection<String> sorted) {
      return of(false, List.copyOf(sorted));
    }

    private static Classes of(boolean numeric, List<String> names) {
      Map<String, Integer> indices = HashMap.newHashMap(names.size());
      names.forEach(name -> indices.put(name, indices.size()));
      return new Classes(new LabelKind.Classes(names), numeric, Map.copyOf(indices));
    }

    @Override
    public boolean isMissing(String cell) {
      return MissingValue.isSpelledBy(cell) && !indices.containsKey(cell);
    }

    @Override
    public double parse(String cell) {
      Integer index = indices.get(numeric ? name(Numeral.parse(cell)) : cell);
      return index == null ? Double.NaN : index;
    }

    @Override
    public String wanted() {
      return "a class that the file had when it was first read";
    }

    private static String name(double value) {
      return LabelScan.isWhole(value) ? Long.toString((long) value) : Double.toString(value);
    }
  }
}
