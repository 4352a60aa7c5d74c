package io.gradstream.dataset.generator;

import io.gradstream.dataset.Check;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.Row;
import java.util.Random;
import java.util.function.LongFunction;

/**
 * Clouds of points around centres that move. A centre has a place in the unit cube, a class, a
 * weight and a standard deviation. A row picks a centre by weight, and lies in a random direction
 * from it, at a distance that is normal with the centre's deviation (so it may lie outside the
 * cube); its label is the centre's class. Before each row every centre moves by {@link #speed} in a
 * direction of its own and is reflected by the faces of the cube. The drift is gradual and never
 * pauses.
 *
 * <p>Source: A. Bifet, G. Holmes, B. Pfahringer, R. Kirkby and R. Gavaldà, "New ensemble methods
 * for evolving data streams", KDD 2009. Ours deals the classes to the centres in turn rather than
 * by chance, so that none is left out.
 *
 * @param seed any
 * @param features 1 or more
 * @param classes 2 or more
 * @param centres as many as classes, or more, at most {@value #MAX_CENTRES}
 * @param speed how far a centre moves with every row, 0 to 1
 */
record RandomRbf(long seed, int features, int classes, int centres, double speed)
    implements GeneratedStream {
  /** The most centres a stream may have. */
  public static final int MAX_CENTRES = 10_000;

  public RandomRbf {
    Check.between(1, Columns.MAX_COLUMNS - 1, "features", features);
    Check.between(2, LabelKind.Classes.MAX_CLASSES, "classes", classes);
    Check.between(classes, MAX_CENTRES, "centres", centres);
    Check.between(0, 1, "speed", speed);
  }

  /** Ten features, five classes, fifty centres that move by 0.0001. */
  public static RandomRbf of(long seed) {
    return new RandomRbf(seed, 10, 5, 50, 0.0001);
  }

  @Override
  public Columns columns() {
    return Columns.generated(features, LabelKind.Classes.numbered(classes));
  }

  @Override
  public Centres rows() {
    return new Centres();
  }

  /** One centre; place and velocity change, of {@code features} numbers each. */
  @SuppressWarnings("ArrayRecordComponent") // Centres are never compared.
  record Centre(double[] place, double[] velocity, double weight, int label, double deviation) {

    private void move() {
      for (int i = 0; i < place.length; i++) {
        double moved = place[i] + velocity[i];
        if (moved < 0 || moved > 1) {
          velocity[i] = -velocity[i];
          moved = moved < 0 ? -moved : 2 - moved;
        }
        place[i] = moved;
      }
    }
  }

  /** The centres as they move over one pass. */
  final class Centres implements LongFunction<Row> {
    private final Random random = new Random(seed);
    private final Centre[] all = new Centre[centres];
    private double totalWeight;

    private Centres() {
      for (int c = 0; c < all.length; c++) {
        double[] place = random.doubles(features).toArray();
        double[] velocity = offset(speed);
        double weight = random.nextDouble();
        all[c] = new Centre(place, velocity, weight, c % classes, random.nextDouble());
        totalWeight += weight;
      }
    }

    /** The centres behind the last row. */
    Centre[] all() {
      return all.clone();
    }

    @Override
    public Row apply(long row) {
      for (Centre centre : all) {
        centre.move();
      }
      Centre centre = pick();
      double[] x = offset(random.nextGaussian() * centre.deviation);
      for (int i = 0; i < x.length; i++) {
        x[i] += centre.place[i];
      }
      return new Row(x, centre.label);
    }

    private Centre pick() {
      double left = random.nextDouble() * totalWeight;
      int c = 0;
      for (; c < all.length - 1 && left >= all[c].weight; c++) {
        left -= all[c].weight;
      }
      return all[c];
    }

    /** A vector of the given length in a direction that is uniform over the sphere. */
    private double[] offset(double length) {
      double[] vector = new double[features];
      double squares = 0;
      for (int i = 0; i < features; i++) {
        vector[i] = random.nextGaussian();
        squares += vector[i] * vector[i];
      }
      double scale = length / Math.sqrt(squares);
      for (int i = 0; i < features; i++) {
        vector[i] *= scale;
      }
      return vector;
    }
  }
}
