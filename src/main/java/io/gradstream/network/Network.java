package io.gradstream.network;

import io.gradstream.kernel.Kernels;
import java.util.List;
import java.util.Random;

/**
 * A spec walked over parameters: forward from input to output, backward from output to input
 * (Rumelhart, Hinton and Williams 1986). Holds nothing learned and nothing of an example.
 */
public final class Network {
  private final NetworkSpec spec;
  private final Kernels kernels;
  private final DenseLayer[] layers;

  public Network(NetworkSpec spec, Kernels kernels) {
    this.spec = spec;
    this.kernels = kernels;
    int depth = spec.hidden().size();
    this.layers = new DenseLayer[depth + 1];
    long offset = 0;
    int inputs = spec.inputs();
    for (int l = 1; l <= depth + 1; l++) {
      boolean last = l == depth + 1;
      int units = last ? spec.outputs() : spec.hidden().get(l - 1).units();
      Activation activation = last ? Activation.IDENTITY : spec.hidden().get(l - 1).activation();
      long end = offset + (inputs + 1L) * Kernels.padded(units) + Kernels.LANES * (long) units;
      if (end > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "network %s: got more than %d parameters, the most an array holds"
                .formatted(spec, Integer.MAX_VALUE));
      }
      layers[l - 1] = new DenseLayer(l, (int) offset, inputs, units, activation);
      offset = layers[l - 1].weights().end();
      inputs = units;
    }
  }

  public NetworkSpec spec() {
    return spec;
  }

  public Kernels kernels() {
    return kernels;
  }

  /** From input to output. */
  public List<DenseLayer> layers() {
    return List.of(layers);
  }

  /** How many layers, the output layer included. */
  public int depth() {
    return layers.length;
  }

  /** The layer {@code 1, 2, …, depth}. */
  public DenseLayer layer(int index) {
    return layers[index - 1];
  }

  /** The number of weights and biases, padding not counted. */
  public long parameterCount() {
    long count = 0;
    for (DenseLayer layer : layers) {
      count += layer.parameterCount();
    }
    return count;
  }

  /** Fresh parameters, a function of the spec and the seed alone. */
  public Parameters initialParameters(long seed) {
    Parameters parameters = zeroParameters("network/parameters");
    Random random = new Random(seed);
    for (DenseLayer layer : layers) {
      Initializer initializer =
          layer == layers[layers.length - 1] ? spec.outputInitializer() : spec.hiddenInitializer();
      initializer.initialize(layer, parameters.values(), random);
    }
    return parameters;
  }

  /** Zeros of the parameters' shape: a gradient, a velocity. */
  public Parameters zeroParameters(String name) {
    return new Parameters(name, layers());
  }

  public Workspace newWorkspace() {
    return new Workspace(spec, layers);
  }

  /** From {@code workspace.inputs()} to {@code workspace.scores()}. */
  public void forward(Parameters parameters, Workspace workspace) {
    float[][] a = workspace.activations;
    for (int l = 1; l <= layers.length; l++) {
      layer(l).forward(kernels, parameters.values(), a[l - 1], workspace.sums[l], a[l]);
    }
    spec.loss().link(a[layers.length], spec.outputs(), workspace.scores);
  }

  /** The loss of the last forward pass at a target: a class index or a value. */
  public float loss(Workspace workspace, float target) {
    float[] logits = workspace.activations[layers.length];
    return spec.loss().loss(logits, workspace.scores, spec.outputs(), target);
  }

  /** The chain rule, layer by layer from output to input: fills the workspace's deltas. */
  public void backward(Parameters parameters, Workspace workspace, float target) {
    float[][] a = workspace.activations;
    float[][] delta = workspace.deltas;
    int last = layers.length;
    spec.loss().dLoss(a[last], workspace.scores, spec.outputs(), target, delta[last]);
    for (int l = last; l > 1; l--) {
      layer(l).dInputs(kernels, parameters.values(), delta[l], delta[l - 1]);
      layer(l - 1).dActivation(kernels, workspace.sums[l - 1], a[l - 1], delta[l - 1]);
    }
  }

  /**
   * The squared length of the gradient of the last backward pass. A layer's gradient is the outer
   * product of its inputs (and 1, for the bias) and its deltas, so its length is the product of
   * theirs.
   */
  public double squaredGradientNorm(Workspace workspace) {
    double sum = 0;
    for (int l = 1; l <= layers.length; l++) {
      sum += squaredNorm(workspace.deltas[l]) * (1 + squaredNorm(workspace.activations[l - 1]));
    }
    return sum;
  }

  private double squaredNorm(float[] vector) {
    return kernels.dot(vector, vector, vector.length);
  }

  /** Adds the gradient of the last backward pass. */
  public void addGradient(Workspace workspace, Parameters gradient) {
    for (int l = 1; l <= layers.length; l++) {
      layer(l)
          .addOuterProduct(
              kernels, gradient.values(), 1f, workspace.activations[l - 1], workspace.deltas[l]);
    }
  }
}
