package io.gradstream.support;

import io.gradstream.learning.Example;
import io.gradstream.learning.FeatureVector;
import io.gradstream.learning.Label;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Seeded examples of all that features can be: dense ones, rows of a hashed table, embeddings, each
 * of them missing now and then, importance weights, and three classes that follow from one feature
 * of each kind.
 */
public final class MixedStream {
  /** Dense features at most. */
  public static final int CAPACITY = 40;

  /** Classes at most. */
  public static final int CLASSES = 3;

  /** Rows of the hashed table; examples touch the even ones below 2,000. */
  public static final int TABLE_ROWS = 1 << 12;

  /** Rows of the first embedding; examples touch the first 20. */
  public static final int EMBEDDING_ROWS = 1000;

  private static final int DENSE = 5;

  private MixedStream() {}

  /** Examples that know all dense features there may be. */
  public static Supplier<Example> of(long seed) {
    Random random = new Random(seed);
    return () -> {
      FeatureVector features = new FeatureVector(CAPACITY, 2);
      for (int i = 0; i < DENSE; i++) {
        if (random.nextInt(10) > 0) {
          features.set(i, 10 + 3 * random.nextGaussian());
        }
      }
      int word = random.nextInt(100);
      features.addRow(2 * word, 1f);
      for (int k = random.nextInt(12); k > 0; k--) {
        features.addRow(2 * random.nextInt(100, 1000), (float) random.nextGaussian() / 4);
      }
      int place = random.nextInt(20);
      features.setEmbedding(0, place);
      features.setEmbedding(1, random.nextInt(-1, 7));
      double side = Double.isNaN(features.get(0)) ? 0 : features.get(0) - 10;
      int label = word % 2 + place % 2 == 1 ? 0 : side > 0 ? 1 : 2;
      float weight = random.nextInt(20) == 0 ? 0f : random.nextFloat(0.5f, 1.5f);
      return new Example(features, new Label.Category(label), weight);
    };
  }
}
