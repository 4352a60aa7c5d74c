package io.gradstream.support;

import io.gradstream.network.Activation;
import io.gradstream.network.DenseLayer;
import io.gradstream.network.Loss;
import io.gradstream.network.Network;
import java.util.Arrays;

/**
 * The forward pass once more, naive and in double precision: nothing of it is shared with the
 * network under test but where a weight stands.
 */
public final class ReferenceNetwork {
  private final Network network;
  private final double[] parameters;

  /** Parameters as the network's, in the same places. */
  public ReferenceNetwork(Network network, float[] parameters) {
    this.network = network;
    this.parameters = new double[parameters.length];
    for (int i = 0; i < parameters.length; i++) {
      this.parameters[i] = parameters[i];
    }
  }

  /** {@code (loss(p + h) − loss(p − h)) / 2h} of one parameter. */
  public double centralDifference(int parameter, double h, double[] inputs, double target) {
    double value = parameters[parameter];
    parameters[parameter] = value + h;
    double above = loss(inputs, target);
    parameters[parameter] = value - h;
    double below = loss(inputs, target);
    parameters[parameter] = value;
    return (above - below) / (2 * h);
  }

  /** The scores of the prediction. */
  public double[] scores(double[] inputs) {
    return link(sums(inputs)[network.depth()]);
  }

  /** The loss at the target. */
  public double loss(double[] inputs, double target) {
    double[] logits = sums(inputs)[network.depth()];
    return switch (network.spec().loss()) {
      case Loss.SquaredError _ -> (logits[0] - target) * (logits[0] - target) / 2;
      case Loss.Huber(float threshold) -> huber(Math.abs(logits[0] - target), threshold);
      case Loss.BinaryCrossEntropy _, Loss.SoftmaxCrossEntropy _ ->
          -Math.log(link(logits)[(int) target]);
    };
  }

  /** The least distance to where the derivative of an activation or of the loss jumps. */
  public double nearestKink(double[] inputs, double target) {
    double[][] sums = sums(inputs);
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
  private double[][] sums(double[] inputs) {
    double[][] sums = new double[network.depth() + 1][];
    double[] a = inputs;
    for (int l = 1; l <= network.depth(); l++) {
      Activation activation = activation(l);
      sums[l] = sums(network.layer(l), a);
      a = Arrays.stream(sums[l]).map(z -> activate(activation, z)).toArray();
    }
    return sums;
  }

  private Activation activation(int layer) {
    return layer == network.depth()
        ? Activation.IDENTITY
        : network.spec().hidden().get(layer - 1).activation();
  }

  private double[] sums(DenseLayer layer, double[] a) {
    double[] z = new double[layer.outputs()];
    for (int j = 0; j < z.length; j++) {
      z[j] = parameters[layer.bias().offset() + j];
      for (int i = 0; i < layer.inputs(); i++) {
        z[j] += a[i] * parameters[layer.weightIndex(i, j)];
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
