package io.gradstream.evaluation;

import io.gradstream.network.DoubleArray;

/**
 * The last examples, a row of numbers each, in a ring. Rows instead of sums: a snapshot adds them
 * up afresh, so nothing is ever subtracted and no rounding error outlives the example it came from.
 */
final class Window {
  /** The columns that rows of every kind begin with. */
  static final int LOSS = 0;

  static final int LABEL = 1;

  private final int rows;
  private final int columns;
  private final DoubleArray array;

  Window(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    this.array = new DoubleArray("evaluation/window", rows * columns);
  }

  DoubleArray state() {
    return array;
  }

  double[] values() {
    return array.values();
  }

  int rows() {
    return rows;
  }

  /** Where the row of an example begins, by its number from 0. */
  int begin(long examples) {
    return (int) (examples % rows) * columns;
  }

  /** The label before that of the row, 0 before the first. To be read before the row is written. */
  double lastLabel(int begin) {
    return values()[(begin == 0 ? values().length : begin) - columns + LABEL];
  }

  /** The class of an example, by its place in the ring. */
  int label(int row) {
    return (int) values()[row * columns + LABEL];
  }

  /** How many of the first rows of the ring are of a class. */
  int count(int filled, int label) {
    int count = 0;
    for (int row = 0; row < filled; row++) {
      count += label(row) == label ? 1 : 0;
    }
    return count;
  }

  void markChanged(int at) {
    array.markChanged(at, at + columns);
  }

  /** Sums the rows afresh. */
  void sum(Sums sums, long examples) {
    sums.clear();
    int end = (int) Math.min(examples, rows) * columns;
    for (int at = 0; at < end; at += columns) {
      sums.add(values(), at);
    }
  }
}
