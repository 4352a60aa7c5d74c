package io.gradstream.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * The faded mean loss along a stream, as few points for any length: when there would be {@value
 * #MOST} of them, every second one is kept. Not safe for use by several threads.
 */
public final class LossCurve {
  /** Points are fewer. */
  public static final int MOST = 1000;

  private final double fading;
  private final long[] rows = new long[MOST];
  private final double[] losses = new double[MOST];
  private final boolean[] drifts = new boolean[MOST];
  private int points;
  private long stride = 1;
  private long row;
  private double weight;
  private double weighted;
  private boolean drift;
  private long counted;
  private double sum;

  /**
   * A curve of no rows.
   *
   * @param fading what the mean keeps of its past with each loss, as {@link
   *     EvaluationSettings#fading}
   */
  public LossCurve(double fading) {
    this.fading = fading;
  }

  /**
   * Adds the next row.
   *
   * @param loss NaN if the row has none
   * @param drift whether a rise of the loss was found with it
   */
  public void add(double loss, boolean drift) {
    row++;
    if (!Double.isNaN(loss)) {
      weight = fading * weight + 1;
      weighted = fading * weighted + loss;
      counted++;
      sum += loss;
    }
    this.drift |= drift;
    if (row % stride == 0) {
      keepPoint();
    }
  }

  private void keepPoint() {
    rows[points] = row;
    losses[points] = weighted / weight;
    drifts[points] = drift;
    drift = false;
    if (++points == MOST) {
      keepEverySecond();
    }
  }

  private void keepEverySecond() {
    points /= 2;
    stride *= 2;
    for (int p = 0; p < points; p++) {
      rows[p] = rows[2 * p + 1];
      losses[p] = losses[2 * p + 1];
      drifts[p] = drifts[2 * p] || drifts[2 * p + 1];
    }
  }

  /** The mean loss of all rows, NaN if none had one. */
  public double mean() {
    return sum / counted;
  }

  /** The curve so far; the last point is of the last row. */
  public List<Point> points() {
    List<Point> all = new ArrayList<>();
    for (int p = 0; p < points; p++) {
      all.add(new Point(rows[p], losses[p], drifts[p]));
    }
    if (row % stride != 0) {
      all.add(new Point(row, weighted / weight, drift));
    }
    return all;
  }

  /**
   * One point.
   *
   * @param row how many rows there were
   * @param loss the faded mean loss then, NaN before the first
   * @param drift whether a rise of the loss was found since the point before
   */
  public record Point(long row, double loss, boolean drift) {}
}
