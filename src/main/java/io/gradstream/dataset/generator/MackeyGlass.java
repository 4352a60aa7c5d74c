package io.gradstream.dataset.generator;

import io.gradstream.dataset.Column;
import io.gradstream.dataset.ColumnKind;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;

/**
 * A chaotic series, to be predicted from its past: dx/dt = 0.2 x(t − 17) / (1 + x(t − 17)¹⁰) − 0.1
 * x(t), integrated by Euler's method in steps of 0.1. Row t holds x(t), x(t − 6), x(t − 12) and x(t
 * − 18); its label is x(t + 6). One row follows the other by one unit of time, so they are strongly
 * correlated. Without noise or drift. The seed chooses the constant that x is before the start,
 * from 0.5 to 1.5; the first 1,000 units are left out.
 *
 * <p>Sources: M. C. Mackey and L. Glass, "Oscillation and chaos in physiological control systems",
 * Science 197, 1977, for the equation; J.-S. R. Jang, "ANFIS: adaptive-network-based fuzzy
 * inference system", IEEE Transactions on Systems, Man and Cybernetics 23 (3), 1993, for the task.
 *
 * @param seed any
 */
record MackeyGlass(long seed) implements GeneratedStream {
  private static final int STEPS = 10;
  private static final int DELAY = 17 * STEPS;
  private static final int LAG = 6 * STEPS;
  private static final int PAST_STEPS = 256;
  private static final int WARM_UP = 1000;
  private static final Columns COLUMNS =
      new Columns(
          List.of(
              new Column("x", ColumnKind.NUMBER),
              new Column("x_6_ago", ColumnKind.NUMBER),
              new Column("x_12_ago", ColumnKind.NUMBER),
              new Column("x_18_ago", ColumnKind.NUMBER)),
          "x_in_6",
          new LabelKind.Real());

  /** The series of a seed. */
  public static MackeyGlass of(long seed) {
    return new MackeyGlass(seed);
  }

  @Override
  public Columns columns() {
    return COLUMNS;
  }

  @Override
  public LongFunction<Row> rows() {
    return new Series();
  }

  private final class Series implements LongFunction<Row> {
    /** The series up to now; its index is the number of the step, modulo the length. */
    private final double[] past = new double[PAST_STEPS];

    private long step;

    private Series() {
      Arrays.fill(past, 0.5 + new Random(seed).nextDouble());
      for (int i = 0; i < WARM_UP; i++) {
        advance();
      }
    }

    @Override
    public Row apply(long row) {
      advance();
      return new Row(
          new double[] {before(LAG), before(2 * LAG), before(3 * LAG), before(4 * LAG)}, before(0));
    }

    private void advance() {
      for (int i = 0; i < STEPS; i++) {
        move();
      }
    }

    private void move() {
      double delayed = before(DELAY);
      double square = delayed * delayed;
      double tenth = square * square * square * square * square;
      double change = 0.2 * delayed / (1 + tenth) - 0.1 * before(0);
      double moved = before(0) + change / STEPS;
      step++;
      past[(int) (step % PAST_STEPS)] = moved;
    }

    private double before(int steps) {
      return past[(int) Math.floorMod(step - steps, (long) PAST_STEPS)];
    }
  }
}
