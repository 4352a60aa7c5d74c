package io.gradstream.dataset.generator;

import io.gradstream.dataset.Check;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.Row;
import java.util.Random;
import java.util.function.LongFunction;

/**
 * Noisy waves: of three triangles over 21 points, high 6 and wide 12 with their tops at points 7,
 * 11 and 15, a class mixes two at a uniform ratio, and every point gets normal noise of variance 1.
 * The other features are such noise alone. The best accuracy is 86 %. Nothing drifts.
 *
 * <p>Source: L. Breiman, J. H. Friedman, R. A. Olshen and C. J. Stone, "Classification and
 * Regression Trees", 1984, sections 2.6.2 and 3.5.5.
 *
 * @param seed any
 * @param noiseFeatures features that say nothing, 0 or more
 */
record Waveform(long seed, int noiseFeatures) implements GeneratedStream {
  private static final int POINTS = 21;
  private static final int[] TOPS = {7, 11, 15};

  /** The triangles that each class mixes. */
  private static final int[][] PAIRS = {{1, 2}, {1, 0}, {2, 0}};

  public Waveform {
    Check.between(0, Columns.MAX_COLUMNS - 1 - POINTS, "noiseFeatures", noiseFeatures);
  }

  /** Nineteen features of noise. */
  public static Waveform of(long seed) {
    return new Waveform(seed, 19);
  }

  @Override
  public Columns columns() {
    return Columns.generated(POINTS + noiseFeatures, LabelKind.Classes.numbered(PAIRS.length));
  }

  @Override
  public LongFunction<Row> rows() {
    Random random = new Random(seed);
    return _ -> row(random);
  }

  private Row row(Random random) {
    int label = random.nextInt(PAIRS.length);
    double ratio = random.nextDouble();
    double[] x = new double[POINTS + noiseFeatures];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextGaussian() + (i < POINTS ? wave(label, ratio, i + 1) : 0);
    }
    return new Row(x, label);
  }

  /** A point of a class's wave, counted from 1, without its noise. */
  static double wave(int label, double ratio, int point) {
    int[] pair = PAIRS[label];
    return ratio * triangle(TOPS[pair[0]], point) + (1 - ratio) * triangle(TOPS[pair[1]], point);
  }

  private static int triangle(int top, int point) {
    return Math.max(6 - Math.abs(point - top), 0);
  }
}
