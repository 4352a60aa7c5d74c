package io.gradstream.scale;

import io.gradstream.network.DoubleArray;

/**
 * Labels in a row that were far off and near each other. A single one is an error at first, two are
 * none; then it counts what has followed such labels more often. After {@value #FOR_GOOD} of them
 * the labels are elsewhere.
 */
final class Jumps {
  /** So many in a row are news. */
  static final int FOR_GOOD = 16;

  /** Labels are near each other if they are as many times as far from the limit. */
  private static final double NEAR = 4;

  /** What follows is counted of so many of them at most. */
  private static final int MOST = 3;

  private static final double FADING = 0.95;

  private static final int IN_A_ROW = 0;

  /** How often there were 1, 2, or more of them, and how often another one followed; faded. */
  private static final int TIMES = 1;

  private static final int STAYED = TIMES + MOST;
  private static final int RUN = STAYED + MOST;

  private final DoubleArray numbers = new DoubleArray("label/jumps", RUN + FOR_GOOD);

  DoubleArray state() {
    return numbers;
  }

  /** How many there are by now. */
  int inARow() {
    return (int) numbers.values()[IN_A_ROW];
  }

  /** One of those in a row, the first is 0. */
  double inARow(int index) {
    return numbers.values()[RUN + index];
  }

  /** Whether another one is to be expected. */
  boolean hasJumped() {
    double[] n = numbers.values();
    int place = place();
    double first = place > 0 ? 1 : 0;
    return place >= 0 && n[STAYED + place] + first > (n[TIMES + place] + first + 0.5) / 2;
  }

  /** Where it is counted what follows those there are; −1 if there are none. */
  private int place() {
    return Math.min(inARow(), MOST) - 1;
  }

  /**
   * Counts a label.
   *
   * @param limited what of it is within the limits
   * @param last the label before
   */
  void include(double label, double limited, boolean isFar, double last) {
    double[] n = numbers.values();
    int place = place();
    double change = Math.abs(label - last);
    boolean stays = place >= 0 && isFar && NEAR * change < Math.abs(label - limited);
    if (place >= 0) {
      n[TIMES + place] = FADING * n[TIMES + place] + 1;
      n[STAYED + place] = FADING * n[STAYED + place] + (stays ? 1 : 0);
    }
    n[IN_A_ROW] = stays ? n[IN_A_ROW] + 1 : isFar ? 1 : 0;
    if (isFar) {
      n[RUN + inARow() - 1] = label;
    }
    numbers.markAllChanged();
  }

  /** They are no longer far off. */
  void end() {
    numbers.values()[IN_A_ROW] = 0;
    numbers.markAllChanged();
  }
}
