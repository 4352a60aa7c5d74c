package io.gradstream.scale;

import io.gradstream.network.DoubleArray;

/**
 * Labels in a row that were beyond the limits and near each other. A single one is an error at
 * first, two are none; then it counts what has followed such labels more often. After {@value
 * #FOR_GOOD} that nothing had predicted the labels are elsewhere.
 */
final class Jumps {
  /** This number in a row is news. */
  static final int FOR_GOOD = 16;

  /** Two labels are near each other if they are as many times as far from the limit. */
  private static final double NEAR = 4;

  /** The same of one that follows two or more. */
  private static final double STILL_NEAR = 1.5;

  /** The most in a row of which is counted what follows. */
  private static final int MOST = 3;

  private static final double FADING = 0.95;

  /**
   * Where single ones were followed by another one less often than in a quarter, two may be too.
   */
  private static final double SELDOM = 0.25;

  private static final int IN_A_ROW = 0;

  /** Of those in a row the last ones that were not predicted. */
  private static final int SURPRISES = 1;

  /** How often there were 1, 2, or more of them, and how often another one followed; faded. */
  private static final int TIMES = 2;

  private static final int STAYED = TIMES + MOST;
  private static final int RUN = STAYED + MOST;

  private final DoubleArray numbers = new DoubleArray("label/jumps", RUN + FOR_GOOD);

  DoubleArray state() {
    return numbers;
  }

  /** How many there are by now. */
  private int inARow() {
    return (int) numbers.get(IN_A_ROW);
  }

  /** How many there are by now that were not predicted. */
  int surprises() {
    return (int) numbers.get(SURPRISES);
  }

  /** One of them, the first is 0. */
  double surprise(int index) {
    return numbers.get(RUN + index);
  }

  /** Whether another one is to be expected. */
  boolean hasJumped() {
    double[] n = numbers.values();
    int place = place();
    double first = place > 0 && n[STAYED] >= SELDOM * n[TIMES] ? 1 : 0;
    return place >= 0 && n[STAYED + place] + first > (n[TIMES + place] + first + 0.5) / 2;
  }

  /** Where it is counted what follows those there are; −1 if there are none. */
  private int place() {
    return Math.min(inARow(), MOST) - 1;
  }

  /**
   * Counts a label.
   *
   * @param last the label before
   * @param beyond how far it is beyond the limits
   * @param isSurprise whether it is beyond them and was not predicted
   */
  void include(double label, double last, double beyond, boolean isSurprise) {
    double[] n = numbers.values();
    int place = place();
    double change = Math.abs(label - last);
    boolean stays = place >= 0 && (place > 0 ? STILL_NEAR : NEAR) * change < beyond;
    if (place >= 0) {
      n[TIMES + place] = FADING * n[TIMES + place] + 1;
      n[STAYED + place] = FADING * n[STAYED + place] + (stays ? 1 : 0);
    }
    n[IN_A_ROW] = stays ? n[IN_A_ROW] + 1 : beyond > 0 ? 1 : 0;
    n[SURPRISES] = !isSurprise ? 0 : stays ? n[SURPRISES] + 1 : 1;
    if (isSurprise) {
      n[RUN + surprises() - 1] = label;
    }
    numbers.markAllChanged();
  }

  /** They are no longer far off. */
  void end() {
    numbers.set(IN_A_ROW, 0);
    numbers.set(SURPRISES, 0);
  }
}
