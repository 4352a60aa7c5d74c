package io.gradstream.jmh;

import io.gradstream.learning.Example;
import io.gradstream.learning.FeatureVector;
import io.gradstream.learning.Label;
import io.gradstream.network.Activation;
import io.gradstream.network.Initializer;
import io.gradstream.network.LayerSpec;
import io.gradstream.network.Loss;
import io.gradstream.network.NetworkSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A network by the widths of its layers, as in {@code 54-128-64-7}, and examples for it. */
final class Shape {
  private static final int EXAMPLES = 256;

  final int[] widths;
  final float[][] inputs = new float[EXAMPLES][];
  final int[] labels = new int[EXAMPLES];
  private int next;

  Shape(String name) {
    widths = Arrays.stream(name.split("-")).mapToInt(Integer::parseInt).toArray();
    Random random = new Random(7);
    for (int i = 0; i < EXAMPLES; i++) {
      inputs[i] = new float[widths[0]];
      for (int f = 0; f < widths[0]; f++) {
        inputs[i][f] = (float) random.nextGaussian();
      }
      labels[i] = random.nextInt(widths[widths.length - 1]);
    }
  }

  /** The index of the next example. */
  int next() {
    next = (next + 1) % EXAMPLES;
    return next;
  }

  /** What a learner sees of them. */
  Example[] examples() {
    Example[] examples = new Example[EXAMPLES];
    for (int i = 0; i < EXAMPLES; i++) {
      FeatureVector features = new FeatureVector(inputs[i].length);
      for (int f = 0; f < features.size(); f++) {
        features.set(f, inputs[i][f]);
      }
      examples[i] = new Example(features, new Label.Category(labels[i]));
    }
    return examples;
  }

  NetworkSpec spec(Activation activation) {
    List<LayerSpec> hidden = new ArrayList<>();
    for (int l = 1; l < widths.length - 1; l++) {
      hidden.add(new LayerSpec(widths[l], activation));
    }
    return new NetworkSpec(
        widths[0],
        hidden,
        widths[widths.length - 1],
        new Loss.SoftmaxCrossEntropy(),
        Initializer.HE,
        Initializer.XAVIER);
  }
}
