package io.gradstream.dataset.generator;

import io.gradstream.dataset.Check;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.Row;
import java.util.Random;
import java.util.function.LongFunction;

/**
 * A hyperplane through the middle of the unit cube that turns a little with every row. Features are
 * uniform in [0, 1); the label is 1 where Σ wᵢ xᵢ ≥ ½ Σ wᵢ, else 0, so both classes are as frequent
 * whatever the weights. Before each row every weight moves by {@link #magnitude} in its direction,
 * which then reverses with probability {@link #reversal}. The drift is gradual and never pauses.
 *
 * <p>Source: G. Hulten, L. Spencer and P. Domingos, "Mining time-changing data streams", KDD 2001.
 * Ours differs in two points: weights start uniform in [-1, 1), and one that reaches -1 or 1 turns
 * back, so that the hyperplane turns as fast after a billion rows as at the start.
 *
 * @param seed any
 * @param features 2 or more
 * @param magnitude how far a weight moves with every row, 0 to 1
 * @param reversal the probability that a weight's direction reverses, 0 to 1
 * @param noise the probability that a label is turned, 0 to 1
 */
public record RotatingHyperplane(
    long seed, int features, double magnitude, double reversal, double noise)
    implements GeneratedStream {

  public RotatingHyperplane {
    Check.between(2, Columns.MAX_COLUMNS - 1, "features", features);
    Check.between(0, 1, "magnitude", magnitude);
    Check.between(0, 1, "reversal", reversal);
    Check.between(0, 1, "noise", noise);
  }

  /** Ten features, weights moving by 0.001 and reversing every tenth row, 5 % noise. */
  public static RotatingHyperplane of(long seed) {
    return new RotatingHyperplane(seed, 10, 0.001, 0.1, 0.05);
  }

  @Override
  public Columns columns() {
    return Columns.generated(features, LabelKind.Classes.numbered(2));
  }

  @Override
  public Hyperplane rows() {
    return new Hyperplane();
  }

  /** The hyperplane as it turns over one pass. */
  final class Hyperplane implements LongFunction<Row> {
    private final Random random = new Random(seed);
    private final double[] weights = new double[features];
    private final double[] moves = new double[features];

    private Hyperplane() {
      for (int i = 0; i < weights.length; i++) {
        weights[i] = 2 * random.nextDouble() - 1;
        moves[i] = random.nextBoolean() ? magnitude : -magnitude;
      }
    }

    /** The weights behind the last row, in the order of the features. */
    double[] weights() {
      return weights.clone();
    }

    @Override
    public Row apply(long row) {
      turn();
      double[] x = new double[weights.length];
      double side = 0;
      for (int i = 0; i < x.length; i++) {
        x[i] = random.nextDouble();
        side += weights[i] * (x[i] - 0.5);
      }
      boolean turned = random.nextDouble() < noise;
      return new Row(x, side >= 0 != turned ? 1 : 0);
    }

    private void turn() {
      for (int i = 0; i < weights.length; i++) {
        if (Math.abs(weights[i] + moves[i]) > 1) {
          moves[i] = -moves[i];
        }
        weights[i] += moves[i];
        if (random.nextDouble() < reversal) {
          moves[i] = -moves[i];
        }
      }
    }
  }
}
