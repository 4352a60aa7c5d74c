package io.gradstream.dataset.generator;

import io.gradstream.dataset.Check;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.Row;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;

/**
 * SEA concepts: three features, uniform in [0, 10). The label is 1 where x1 + x2 ≤ θ, else 0; x3
 * says nothing. θ is 8, 9, 7, 9.5 in turn, and changes abruptly, in a circle, {@link #driftEvery}
 * rows after it last did. Noise turns a label into the other one.
 *
 * <p>Source: W. N. Street and Y. Kim, "A streaming ensemble algorithm (SEA) for large-scale
 * classification", KDD 2001; there each concept comes once.
 *
 * @param seed any
 * @param driftEvery rows between two abrupt changes of the concept, 1 or more
 * @param noise the probability that a label is turned, 0 to 1
 */
record SeaConcepts(long seed, long driftEvery, double noise) implements GeneratedStream {
  private static final List<Double> THRESHOLDS = List.of(8.0, 9.0, 7.0, 9.5);
  private static final Columns COLUMNS = Columns.generated(3, LabelKind.Classes.numbered(2));

  public SeaConcepts {
    Check.atLeast(1, "driftEvery", driftEvery);
    Check.between(0, 1, "noise", noise);
  }

  /** A change every 25,000 rows, a tenth of the labels turned. */
  public static SeaConcepts of(long seed) {
    return new SeaConcepts(seed, 25_000, 0.1);
  }

  @Override
  public Columns columns() {
    return COLUMNS;
  }

  @Override
  public LongFunction<Row> rows() {
    Random random = new Random(seed);
    return n -> {
      double[] x = {10 * random.nextDouble(), 10 * random.nextDouble(), 10 * random.nextDouble()};
      boolean inside = x[0] + x[1] <= threshold(n);
      boolean turned = random.nextDouble() < noise;
      return new Row(x, inside != turned ? 1 : 0);
    };
  }

  /** θ for a row, counted from 0. */
  private double threshold(long row) {
    return THRESHOLDS.get((int) (row / driftEvery % THRESHOLDS.size()));
  }
}
