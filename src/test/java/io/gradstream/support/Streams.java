package io.gradstream.support;

import io.gradstream.learning.Example;
import io.gradstream.learning.FeatureVector;
import io.gradstream.learning.Label;
import java.util.Random;
import java.util.function.Supplier;

/** Seeded streams of examples, each a function of its seed, with no end. */
public final class Streams {
  private static final int NOISE_FEATURES = 9;

  private Streams() {}

  /**
   * Three classes that no line separates: the signs of two features of different scales, and none
   * of them alone. A feature is missing now and then.
   */
  public static Supplier<Example> classes(long seed) {
    Random random = new Random(seed);
    return () -> {
      double x = away(random);
      double y = away(random);
      int label = x * y > 0 ? 0 : x > 0 ? 1 : 2;
      return new Example(features(random, 1000 * x, 5 + y), new Label.Category(label));
    };
  }

  /** A real label, curved in two features, with a mean far from 0. */
  public static Supplier<Example> values(long seed) {
    Random random = new Random(seed);
    return () -> {
      double x = away(random);
      double y = away(random);
      double value = 500 + 100 * StrictMath.tanh(x) + 50 * x * y;
      return new Example(features(random, 1000 * x, 5 + y), new Label.Real(value));
    };
  }

  /** How many features these examples have. */
  public static int features() {
    return 2 + NOISE_FEATURES;
  }

  /** At a distance from 0. */
  private static double away(Random random) {
    return random.nextDouble(0.2, 1.5) * (random.nextBoolean() ? 1 : -1);
  }

  private static FeatureVector features(Random random, double x, double y) {
    FeatureVector features = new FeatureVector(features());
    features.set(0, x);
    features.set(1, y);
    for (int i = 2; i < features(); i++) {
      if (random.nextInt(20) > 0) {
        features.set(i, random.nextGaussian());
      }
    }
    return features;
  }
}
