package io.gradstream.scale;

/**
 * The value that a standard normal distribution has at a rank: van der Waerden's scores (1952).
 * Held within the rank of one value in {@value #CELLS}, and interpolated between as many.
 */
final class NormalScores {
  private static final int CELLS = 4096;
  private static final int HALVINGS = 50;
  private static final float[] SCORES = scores();

  /** Twelve is one over the variance of ranks. */
  private static final double UNIFORM = Math.sqrt(12);

  private NormalScores() {}

  private static float[] scores() {
    float[] scores = new float[CELLS + 2];
    for (int k = 0; k < CELLS / 2; k++) {
      scores[k] = (float) quantile(Math.max(k, 0.5) / CELLS);
      scores[CELLS - k] = -scores[k];
    }
    scores[CELLS + 1] = scores[CELLS];
    return scores;
  }

  /**
   * The score of a rank.
   *
   * @param rank 0 to 1
   */
  static float of(double rank) {
    double at = rank * CELLS;
    int cell = (int) at;
    float low = SCORES[cell];
    return (float) (low + (at - cell) * (SCORES[cell + 1] - low));
  }

  /** The uniform score of a rank, whose standard deviation is 1. */
  static float uniform(double rank) {
    return (float) (UNIFORM * (rank - 0.5));
  }

  /** By bisection of the distribution function, for the lower half. */
  private static double quantile(double rank) {
    double low = -6;
    double high = 0;
    for (int k = 0; k < HALVINGS; k++) {
      double middle = (low + high) / 2;
      if (distribution(middle) < rank) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The normal distribution function by its series (Abramowitz and Stegun 1964, 26.2.11). */
  private static double distribution(double x) {
    double term = x;
    double sum = x;
    for (int k = 3; k < 200; k += 2) {
      term *= x * x / k;
      sum += term;
    }
    return 0.5 + sum * StrictMath.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }
}
