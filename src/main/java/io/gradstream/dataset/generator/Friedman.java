package io.gradstream.dataset.generator;

import io.gradstream.dataset.Check;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.Row;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;

/**
 * Friedman's function: ten features, uniform in [0, 1); the label is 10 sin(π a b) + 20 (c − ½)² +
 * 10 d + 5 e and normal noise of variance 1. The roles a, b, c, d, e are played by x1 to x5, and
 * every {@link #driftEvery} rows, abruptly, by x4, x5, x2, x1, x3 and by x1 to x5 again, in turn.
 * The other five features say nothing.
 *
 * <p>Sources: J. H. Friedman, "Multivariate adaptive regression splines", The Annals of Statistics
 * 19 (1), 1991, for the function; E. Ikonomovska, J. Gama and S. Džeroski, "Learning model trees
 * from evolving data streams", Data Mining and Knowledge Discovery 23 (1), 2011, for the global
 * recurring abrupt drift; there the function changes and comes back once.
 *
 * @param seed any
 * @param driftEvery rows between two abrupt changes of the concept; 0: it never changes
 */
record Friedman(long seed, long driftEvery) implements GeneratedStream {
  private static final List<List<Integer>> ROLES =
      List.of(List.of(0, 1, 2, 3, 4), List.of(3, 4, 1, 0, 2));
  private static final int FEATURES = 10;
  private static final Columns COLUMNS = Columns.generated(FEATURES, new LabelKind.Real());

  public Friedman {
    Check.atLeast(0, "driftEvery", driftEvery);
  }

  /** A change every 25,000 rows. */
  public static Friedman of(long seed) {
    return new Friedman(seed, 25_000);
  }

  @Override
  public Columns columns() {
    return COLUMNS;
  }

  @Override
  public LongFunction<Row> rows() {
    Random random = new Random(seed);
    return n -> {
      double[] x = random.doubles(FEATURES).toArray();
      return new Row(x, function(n, x) + random.nextGaussian());
    };
  }

  /** The label of a row, counted from 0, without its noise. */
  private double function(long row, double[] x) {
    List<Integer> role =
        driftEvery == 0 ? ROLES.getFirst() : ROLES.get((int) (row / driftEvery % ROLES.size()));
    double c = x[role.get(2)] - 0.5;
    return 10 * StrictMath.sin(Math.PI * x[role.get(0)] * x[role.get(1)])
        + 20 * c * c
        + 10 * x[role.get(3)]
        + 5 * x[role.get(4)];
  }
}
