package io.gradstream.dataset.generator;

import io.gradstream.dataset.Check;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.Row;
import java.util.Random;
import java.util.function.LongFunction;

/**
 * Two planes whose level steps up and down. Ten features are drawn uniformly: x1 is -1 or 1, the
 * others are -1, 0 or 1. The label is 3 + 3 x2 + 2 x3 + x4 where x1 is 1, else -3 + 3 x5 + 2 x6 +
 * x7, with normal noise of variance 2. Every {@link #driftEvery} rows, abruptly, the two planes
 * change places and the label rises by {@link #height}, or both go back.
 *
 * <p>Source: the planes are those of L. Breiman, J. H. Friedman, R. A. Olshen and C. J. Stone,
 * "Classification and Regression Trees", 1984, section 8.6; the steps are ours.
 *
 * @param seed any
 * @param driftEvery rows between two abrupt changes; 0: it never changes
 * @param height how far the label rises, -1,000,000 to 1,000,000
 */
record Steps(long seed, long driftEvery, double height) implements GeneratedStream {
  private static final int FEATURES = 10;
  private static final double NOISE_DEVIATION = Math.sqrt(2);
  private static final Columns COLUMNS = Columns.generated(FEATURES, new LabelKind.Real());

  public Steps {
    Check.atLeast(0, "driftEvery", driftEvery);
    Check.between(-1e6, 1e6, "height", height);
  }

  /** A change every 25,000 rows by 10, twice the label's deviation. */
  public static Steps of(long seed) {
    return new Steps(seed, 25_000, 10);
  }

  @Override
  public Columns columns() {
    return COLUMNS;
  }

  @Override
  public LongFunction<Row> rows() {
    Random random = new Random(seed);
    return n -> {
      double[] x = new double[FEATURES];
      x[0] = random.nextBoolean() ? 1 : -1;
      for (int i = 1; i < FEATURES; i++) {
        x[i] = random.nextInt(3) - 1;
      }
      boolean up = driftEvery > 0 && n / driftEvery % 2 == 1;
      return new Row(x, function(up, x) + NOISE_DEVIATION * random.nextGaussian());
    };
  }

  /** The label without its noise. */
  private double function(boolean up, double[] x) {
    boolean first = x[0] > 0 != up;
    double plane = first ? 3 + 3 * x[1] + 2 * x[2] + x[3] : -3 + 3 * x[4] + 2 * x[5] + x[6];
    return up ? plane + height : plane;
  }
}
