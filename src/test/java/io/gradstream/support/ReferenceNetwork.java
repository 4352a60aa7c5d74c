package io.gradstream.support;

import io.gradstream.kernel.Kernels;
import io.gradstream.network.Activation;
import io.gradstream.network.DenseLayer;
import io.gradstream.network.FloatArray;
import io.gradstream.network.Loss;
import io.gradstream.network.Network;
import io.gradstream.network.Parameters;
import io.gradstream.network.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The forward pass once more, naive and in double precision: nothing of it is shared with the
 * network under test but where a weight stands.
 */
public final class ReferenceNetwork {
  private final Network network;

  /** The flat parameters, then the table, then the embeddings. */
  private final List<double[]> arrays = new ArrayList<>();

  /** Parameters as the network's, in the same places. */
  public ReferenceNetwork(Network network, Parameters parameters) {
    this.network = network;
    arrays.add(doubles(parameters.array()));
    arrays.add(doubles(parameters.table()));
    for (int k = 0; k < network.spec().embeddings().size(); k++) {
      arrays.add(doubles(parameters.embedding(k)));
    }
  }

  private static double[] doubles(FloatArray array) {
    double[] doubles = new double[array.length()];
    Arrays.setAll(doubles, i -> array.values()[i]);
    return doubles;
  }

  /**
   * What an example brings: dense inputs, rows of the table with a value each, and a row of each
   * embedding or -1.
   */
  public static final class Input {
    private final double[] dense;
    private final int[] rows;
    private final double[] values;
    private final int[] embeddings;

    public Input(double[] dense, int[] rows, double[] values, int[] embeddings) {
      this.dense = dense;
      this.rows = rows;
      this.values = values;
      this.embeddings = embeddings;
    }

    /** Copies it. */
    public void fill(Workspace workspace) {
      for (int i = 0; i < dense.length; i++) {
        workspace.inputs()[i] = (float) dense[i];
      }
      workspace.clearRows();
      for (int k = 0; k < rows.length; k++) {
        workspace.addRow(rows[k], (float) values[k]);
      }
      for (int k = 0; k < embeddings.length; k++) {
        workspace.setEmbedding(k, embeddings[k]);
      }
    }
  }

  /**
   * {@code (loss(p + h) − loss(p − h)) / 2h} of one parameter.
   *
   * @param array 0 for the flat parameters, 1 for the table, 2 and so on for the embeddings
   */
  public double centralDifference(int array, int index, double h, Input input, double target) {
    double[] values = arrays.get(array);
    double value = values[index];
    values[index] = value + h;
    double above = loss(input, target);
    values[index] = value - h;
    double below = loss(input, target);
    values[index] = value;
    return (above - below) / (2 * h);
  }

  /** {@code (loss(x + h) − loss(x − h)) / 2h} of one dense input. */
  public double inputDifference(int index, double h, Input input, double target) {
    double value = input.dense[index];
    input.dense[index] = value + h;
    double above = loss(input, target);
    input.dense[index] = value - h;
    double below = loss(input, target);
    input.dense[index] = value;
    return (above - below) / (2 * h);
  }

  /** The scores of the prediction. */
  public double[] scores(Input input) {
    return link(sums(input)[network.depth()]);
  }

  /** The loss at the target. */
  public double loss(Input input, double target) {
    double[] logits = sums(input)[network.depth()];
    return switch (network.spec().loss()) {
      case Loss.SquaredError _ -> (logits[0] - target) * (logits[0] - target) / 2;
      case Loss.Huber(float threshold) -> huber(Math.abs(logits[0] - target), threshold);
      case Loss.BinaryCrossEntropy _, Loss.SoftmaxCrossEntropy _ ->
          -Math.log(link(logits)[(int) target]);
    };
  }

  /** The least distance to where the derivative of an activation or of the loss jumps. */
  public double nearestKink(Input input, double target) {
    double[][] sums = sums(input);
    double nearest = Double.POSITIVE_INFINITY;
    for (int l = 1; l <= network.depth(); l++) {
      if (activation(l) == Activation.RELU || activation(l) == Activation.LEAKY_RELU) {
        for (double z : sums[l]) {
          nearest = Math.min(nearest, Math.abs(z));
        }
      }
    }
    if (network.spec().loss() instanceof Loss.Huber(float threshold)) {
      double distance = Math.abs(sums[network.depth()][0] - target);
      nearest = Math.min(nearest, Math.abs(distance - threshold));
    }
    return nearest;
  }

  /** The weighted sums of each layer, from 1 on. */
  private double[][] sums(Input input) {
    double[][] sums = new double[network.depth() + 1][];
    double[] a = input.dense;
    for (int l = 1; l <= network.depth(); l++) {
      Activation activation = activation(l);
      sums[l] = sums(network.layer(l), a);
      if (l == 1) {
        addSparse(input, sums[l]);
      }
      a = Arrays.stream(sums[l]).map(z -> activate(activation, z)).toArray();
    }
    return sums;
  }

  private void addSparse(Input input, double[] z) {
    int stride = Kernels.padded(z.length);
    for (int j = 0; j < z.length; j++) {
      for (int k = 0; k < input.rows.length; k++) {
        z[j] += input.values[k] * arrays.get(1)[input.rows[k] * stride + j];
      }
      int weight = network.embeddingWeights().offset() + j;
      for (int k = 0; k < input.embeddings.length; k++) {
        int width = network.spec().embeddings().get(k).width();
        int start = input.embeddings[k] * Kernels.padded(width);
        for (int i = 0; i < width; i++, weight += stride) {
          z[j] += start < 0 ? 0 : arrays.get(2 + k)[start + i] * arrays.get(0)[weight];
        }
      }
    }
  }

  private Activation activation(int layer) {
    return layer == network.depth()
        ? Activation.IDENTITY
        : network.spec().hidden().get(layer - 1).activation();
  }

  private double[] sums(DenseLayer layer, double[] a) {
    double[] z = new double[layer.outputs()];
    for (int j = 0; j < z.length; j++) {
      z[j] = arrays.get(0)[layer.bias().offset() + j];
      for (int i = 0; i < layer.inputs(); i++) {
        z[j] += a[i] * arrays.get(0)[layer.weightIndex(i, j)];
      }
    }
    return z;
  }

  private static double activate(Activation activation, double z) {
    return switch (activation) {
      case IDENTITY -> z;
      case SIGMOID -> 1 / (1 + Math.exp(-z));
      case TANH -> Math.tanh(z);
      case RELU -> Math.max(z, 0);
      case LEAKY_RELU -> z > 0 ? z : z / 100;
      case GELU -> 0.5 * z * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (z + 0.044715 * z * z * z)));
    };
  }

  private double[] link(double[] logits) {
    return switch (network.spec().loss()) {
      case Loss.SquaredError _, Loss.Huber _ -> logits;
      case Loss.BinaryCrossEntropy _ -> softmax(0, logits[0]);
      case Loss.SoftmaxCrossEntropy _ -> softmax(logits);
    };
  }

  private static double huber(double distance, double threshold) {
    return distance <= threshold
        ? distance * distance / 2
        : threshold * distance - threshold * threshold / 2;
  }

  private static double[] softmax(double... logits) {
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit);
    }
    double[] scores = new double[logits.length];
    for (int k = 0; k < logits.length; k++) {
      scores[k] = Math.exp(logits[k]) / sum;
    }
    return scores;
  }
}
