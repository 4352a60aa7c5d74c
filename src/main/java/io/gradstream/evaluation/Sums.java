package io.gradstream.evaluation;

import io.gradstream.network.DoubleArray;

/** What scores are computed from, summed over the rows of examples. */
abstract sealed class Sums permits ClassSums, ValueSums {
  /** The elements that sums of every kind begin with. */
  static final int EXAMPLES = 0;

  static final int LOSS = 1;

  private final DoubleArray array;

  Sums(String name, int length) {
    this.array = new DoubleArray("evaluation/" + name, length);
  }

  final DoubleArray state() {
    return array;
  }

  final double[] values() {
    return array.values();
  }

  /** Adds the row that begins at {@code at}. */
  abstract void add(double[] rows, int at);

  /** Marks what adding the row changed. */
  abstract void markChanged(double[] rows, int at);

  abstract void clear();

  final double examples() {
    return values()[EXAMPLES];
  }

  final double loss() {
    return mean(LOSS);
  }

  final double mean(int sum) {
    return ratio(values()[sum], examples());
  }

  static double ratio(double numerator, double denominator) {
    return denominator == 0 ? Double.NaN : numerator / denominator;
  }
}
