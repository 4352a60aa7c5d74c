package io.gradstream.evaluation;

/**
 * The mean difference of the losses that two models had on the same examples, and how sure it is.
 *
 * <p>The losses of a stream are autocorrelated, so the root of their variance over their number
 * would be too small an error. It is taken by batch means (Schmeiser, "Batch size effects in the
 * analysis of simulation output", 1982): the differences are cut into consecutive batches of equal
 * size, long beside the correlation, whose means are nearly independent and normal, and Student's
 * interval of these is that of the whole. There are {@value #LEAST_BATCHES} batches at least and
 * less than twice as many; when there would be as many, neighbours become one (Yeh and Schmeiser,
 * "Simulation output analysis via dynamic batch means", 2000), so it takes the same few numbers for
 * any stream. A difference that changes along the stream makes the interval wider. Not safe for use
 * by several threads.
 */
public final class PairedDifference {
  /** Batches, and so examples, without which there is no interval. */
  public static final int LEAST_BATCHES = 32;

  /** Of the normal distribution: 97.5 % are below. */
  private static final double NORMAL_QUANTILE = 1.959963984540054;

  private final double[] sums = new double[2 * LEAST_BATCHES];
  private int batches;
  private long batchSize = 1;
  private double open;
  private long inOpen;
  private long pairs;
  private double sum;

  /** Adds the difference of one example; it must be finite. */
  public void add(double difference) {
    pairs++;
    sum += difference;
    open += difference;
    if (++inOpen == batchSize) {
      sums[batches++] = open;
      open = 0;
      inOpen = 0;
      if (batches == sums.length) {
        joinNeighbours();
      }
    }
  }

  private void joinNeighbours() {
    batches /= 2;
    batchSize *= 2;
    for (int b = 0; b < batches; b++) {
      sums[b] = sums[2 * b] + sums[2 * b + 1];
    }
  }

  /** The number of examples. */
  public long pairs() {
    return pairs;
  }

  /** The mean over all examples, NaN without any. */
  public double mean() {
    return sum / pairs;
  }

  /** The number of full batches: the interval is theirs. What is left over is of the mean alone. */
  public int batches() {
    return batches;
  }

  /** The number of examples of a batch. */
  public long batchSize() {
    return batchSize;
  }

  /** Half the width of the 95 % interval around the mean; NaN with too few examples. */
  public double halfWidth() {
    if (batches < LEAST_BATCHES) {
      return Double.NaN;
    }
    double mean = 0;
    for (int b = 0; b < batches; b++) {
      mean += sums[b] / batchSize / batches;
    }
    double squares = 0;
    for (int b = 0; b < batches; b++) {
      double deviation = sums[b] / batchSize - mean;
      squares += deviation * deviation;
    }
    return studentQuantile(batches - 1) * Math.sqrt(squares / (batches - 1) / batches);
  }

  /**
   * The quantile of Student's distribution that 97.5 % are below. Abramowitz and Stegun, "Handbook
   * of mathematical functions", 1964, 26.7.5; to three digits after the point from 30 on.
   */
  private static double studentQuantile(int freedom) {
    double z = NORMAL_QUANTILE;
    double square = z * z;
    double first = z * (square + 1) / 4;
    double second = z * ((5 * square + 16) * square + 3) / 96;
    return z + (first + second / freedom) / freedom;
  }
}
