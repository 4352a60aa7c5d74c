package io.gradstream.dataset.generator;

import io.gradstream.dataset.Check;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.Row;
import java.util.Random;
import java.util.function.LongFunction;

/**
 * Two features, uniform in [0, 1), divided by a curve. The label is 1 where x2 &lt; sin(x1), then
 * where it is not; where x2 &lt; ½ + 0.3 sin(3π x1), then where it is not. These four concepts
 * (SINE1 and SINE2, each with its reverse) take turns, abruptly, every {@link #driftEvery} rows.
 * There is no noise.
 *
 * <p>Source: J. Gama, P. Medas, G. Castillo and P. Rodrigues, "Learning with drift detection", SBIA
 * 2004; there a concept lasts 1,000 rows, and each pair is a stream of its own.
 *
 * @param seed any
 * @param driftEvery rows between two abrupt changes of the concept, 1 or more
 */
record Sine(long seed, long driftEvery) implements GeneratedStream {
  private static final int CONCEPTS = 4;
  private static final Columns COLUMNS = Columns.generated(2, LabelKind.Classes.numbered(2));

  public Sine {
    Check.atLeast(1, "driftEvery", driftEvery);
  }

  /** A change every 10,000 rows. */
  public static Sine of(long seed) {
    return new Sine(seed, 10_000);
  }

  @Override
  public Columns columns() {
    return COLUMNS;
  }

  @Override
  public LongFunction<Row> rows() {
    Random random = new Random(seed);
    return n -> {
      double[] x = {random.nextDouble(), random.nextDouble()};
      int concept = (int) (n / driftEvery % CONCEPTS);
      double curve =
          concept < 2 ? StrictMath.sin(x[0]) : 0.5 + 0.3 * StrictMath.sin(3 * Math.PI * x[0]);
      boolean reversed = concept % 2 == 1;
      return new Row(x, x[1] < curve != reversed ? 1 : 0);
    };
  }
}
