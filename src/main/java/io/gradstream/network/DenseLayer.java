package io.gradstream.network;

import io.gradstream.kernel.Kernels;
import java.util.Arrays;

/**
 * A fully connected layer: {@code z[j] = b[j] + Σi a[i]·w[i][j]}, over the inputs and outputs that
 * the workspace says are in use.
 *
 * <p>Its weights are a matrix whose rows run along the longer loop. Input-major ({@code
 * [inputs][outputs]}) is the rule: the forward pass is a sum of scaled rows, an input's outgoing
 * weights are contiguous, an input that appears later is a row appended. A layer after the first
 * with fewer outputs than the kernels have lanes is output-major ({@code [outputs][inputs]}): its
 * rows would otherwise be mostly padding. Its forward pass is the other's backward pass and the
 * other way round, so both need the same three operations.
 */
public final class DenseLayer {
  static final float[] ONE = {1f};

  private final int index;
  private final int inputs;
  private final int outputs;
  private final Activation activation;
  private final boolean inputMajor;
  private final Tensor bias;
  private final Tensor weights;

  /**
   * @param index from 1 on
   * @param offset where its parameters start: the bias, then the weights
   */
  DenseLayer(int index, int offset, int inputs, int outputs, Activation activation) {
    this.index = index;
    this.inputs = inputs;
    this.outputs = outputs;
    this.activation = activation;
    this.inputMajor = index == 1 || outputs >= Kernels.LANES;
    int rows = inputMajor ? inputs : outputs;
    int used = inputMajor ? outputs : inputs;
    String name = "layer" + index;
    this.bias = new Tensor(name + "/bias", offset, 1, Kernels.padded(outputs), outputs);
    this.weights = new Tensor(name + "/weights", bias.end(), rows, Kernels.padded(used), used);
  }

  /** The layer's number, from 1 on. */
  int index() {
    return index;
  }

  /** Dense inputs at most. */
  public int inputs() {
    return inputs;
  }

  /** Outputs at most. */
  public int outputs() {
    return outputs;
  }

  public Tensor bias() {
    return bias;
  }

  public Tensor weights() {
    return weights;
  }

  /** The number of weights and biases, padding not counted. */
  public long parameterCount() {
    return (inputs + 1L) * outputs;
  }

  /** Where in the flat parameters the weight from input {@code i} to output {@code j} stands. */
  public int weightIndex(int i, int j) {
    return weights.offset() + (inputMajor ? i * weights.columns() + j : j * weights.columns() + i);
  }

  /** {@code z ← b + a·W}; {@code a [inputs]}, {@code z [outputs]}. */
  void sum(Kernels kernels, float[] parameters, Workspace workspace) {
    float[] a = workspace.activations[index - 1];
    float[] z = workspace.sums[index];
    if (inputMajor) {
      System.arraycopy(parameters, bias.offset(), z, 0, columns(workspace));
      kernels.addScaledRows(
          parameters,
          weights.offset(),
          weights.columns(),
          rows(workspace),
          columns(workspace),
          a,
          z);
    } else {
      kernels.rowDots(
          parameters,
          weights.offset(),
          weights.columns(),
          rows(workspace),
          columns(workspace),
          a,
          z);
      for (int j = 0; j < workspace.widths[index]; j++) {
        z[j] += parameters[bias.offset() + j];
      }
    }
  }

  /** {@code out ← activation(z)}. */
  void activate(Kernels kernels, Workspace workspace) {
    float[] out = workspace.activations[index];
    int padded = Kernels.padded(workspace.widths[index]);
    activation.forward(kernels, workspace.sums[index], out, padded);
    Arrays.fill(out, workspace.widths[index], padded, 0f);
  }

  /** {@code delta ← delta · activation′(z)}: from ∂loss/∂out to ∂loss/∂z. */
  void dActivate(Kernels kernels, Workspace workspace) {
    activation.dForward(
        kernels,
        workspace.sums[index],
        workspace.activations[index],
        workspace.deltas[index],
        Kernels.padded(workspace.widths[index]));
  }

  /** {@code inputDelta ← W·delta}: from ∂loss/∂z to ∂loss/∂a. */
  void dSum(Kernels kernels, float[] parameters, Workspace workspace) {
    float[] delta = workspace.deltas[index];
    float[] inputDelta = workspace.deltas[index - 1];
    if (inputMajor) {
      kernels.rowDots(
          parameters,
          weights.offset(),
          weights.columns(),
          rows(workspace),
          columns(workspace),
          delta,
          inputDelta);
    } else {
      Arrays.fill(inputDelta, 0f);
      kernels.addScaledRows(
          parameters,
          weights.offset(),
          weights.columns(),
          rows(workspace),
          columns(workspace),
          delta,
          inputDelta);
    }
  }

  /**
   * {@code W ← decay·W + a ⊗ delta}, {@code b ← b + delta}, where delta is scaled. With minus the
   * learning rate as the scale this is a step of gradient descent; on zeros, with 1, the gradient.
   */
  void addOuterProduct(
      Kernels kernels, float[] parameters, float decay, float[] a, Workspace workspace) {
    float[] delta = workspace.scaledDeltas[index];
    kernels.addOuterProduct(
        parameters,
        weights.offset(),
        weights.columns(),
        rows(workspace),
        columns(workspace),
        decay,
        inputMajor ? a : delta,
        inputMajor ? delta : a);
    int biases = Kernels.padded(workspace.widths[index]);
    kernels.addOuterProduct(parameters, bias.offset(), biases, 1, biases, 1f, ONE, delta);
  }

  /** {@code Σ (a / max(s, |a|))²}, where {@code s} is in the first place of each input's row. */
  double normalizedInputs(Parameters largest, Workspace workspace) {
    double sum = 0;
    float[] a = workspace.activations[index - 1];
    for (int i = 0; i < workspace.widths[index - 1]; i++) {
      sum += squaredShare(a[i], largest.values()[weightIndex(i, 0)]);
    }
    return sum;
  }

  /** {@code (x / max(largest, |x|))²}, or 0 where x is. */
  static double squaredShare(double x, double largest) {
    double share = x == 0 ? 0 : x / Math.max(largest, Math.abs(x));
    return share * share;
  }

  /** One step of an optimizer; its states have the layout of the parameters. */
  void update(
      Kernels kernels,
      float[] parameters,
      float[][] states,
      LayerRules rules,
      Workspace workspace) {
    float[] a = workspace.activations[index - 1];
    float[] delta = workspace.scaledDeltas[index];
    kernels.update(
        rules.weights(),
        parameters,
        states,
        weights.offset(),
        weights.columns(),
        rows(workspace),
        columns(workspace),
        inputMajor ? a : delta,
        inputMajor ? delta : a);
    int biases = Kernels.padded(workspace.widths[index]);
    kernels.update(
        rules.biases(), parameters, states, bias.offset(), biases, 1, biases, ONE, delta);
  }

  /** Marks what a step changes. */
  void markChanged(FloatArray parameters, Workspace workspace) {
    int end = weights.offset() + rows(workspace) * weights.columns();
    parameters.markChanged(bias.offset(), end);
  }

  private int rows(Workspace workspace) {
    return workspace.widths[inputMajor ? index - 1 : index];
  }

  private int columns(Workspace workspace) {
    return Kernels.padded(workspace.widths[inputMajor ? index : index - 1]);
  }
}
