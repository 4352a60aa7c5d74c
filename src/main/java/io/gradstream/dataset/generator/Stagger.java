package io.gradstream.dataset.generator;

import io.gradstream.dataset.Check;
import io.gradstream.dataset.Column;
import io.gradstream.dataset.ColumnKind;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.Row;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;

/**
 * Blocks of three sizes, colours and shapes, each as a text, uniform. The label is {@code yes}
 * where the block is small and red; where it is green or circular; where it is medium or large.
 * These three concepts take turns, abruptly, every {@link #driftEvery} rows. There is no noise.
 *
 * <p>Source: J. C. Schlimmer and R. H. Granger, "Incremental learning from noisy data", Machine
 * Learning 1 (3), 1986; there a concept lasts 40 rows, and each comes once.
 *
 * @param seed any
 * @param driftEvery rows between two abrupt changes of the concept, 1 or more
 */
public record Stagger(long seed, long driftEvery) implements GeneratedStream {
  private static final List<String> SIZES = List.of("small", "medium", "large");
  private static final List<String> COLOURS = List.of("red", "green", "blue");
  private static final List<String> SHAPES = List.of("square", "circular", "triangular");
  private static final int CONCEPTS = 3;
  private static final Columns COLUMNS =
      new Columns(
          List.of(
              new Column("size", ColumnKind.TEXT),
              new Column("colour", ColumnKind.TEXT),
              new Column("shape", ColumnKind.TEXT)),
          "label",
          new LabelKind.Classes(List.of("no", "yes")));

  public Stagger {
    Check.atLeast(1, "driftEvery", driftEvery);
  }

  /** A change every 10,000 rows. */
  public static Stagger of(long seed) {
    return new Stagger(seed, 10_000);
  }

  @Override
  public Columns columns() {
    return COLUMNS;
  }

  @Override
  public LongFunction<Row> rows() {
    Random random = new Random(seed);
    return n -> {
      String size = SIZES.get(random.nextInt(SIZES.size()));
      String colour = COLOURS.get(random.nextInt(COLOURS.size()));
      String shape = SHAPES.get(random.nextInt(SHAPES.size()));
      int concept = (int) (n / driftEvery % CONCEPTS);
      return new Row(
          new double[] {Double.NaN, Double.NaN, Double.NaN},
          new String[] {size, colour, shape},
          isYes(concept, size, colour, shape) ? 1 : 0);
    };
  }

  private static boolean isYes(int concept, String size, String colour, String shape) {
    return switch (concept) {
      case 0 -> size.equals("small") && colour.equals("red");
      case 1 -> colour.equals("green") || shape.equals("circular");
      default -> !size.equals("small");
    };
  }
}
