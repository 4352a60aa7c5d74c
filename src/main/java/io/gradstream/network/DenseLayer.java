package io.gradstream.network;

import io.gradstream.kernel.Kernels;
import io.gradstream.kernel.MomentumStep;
import java.util.Arrays;

/**
 * A fully connected layer: {@code z[j] = b[j] + Σi a[i]·w[i][j]}.
 *
 * <p>Its weights are a matrix whose rows run along the longer loop. Input-major ({@code
 * [inputs][outputs]}) is the rule: the forward pass is a sum of scaled rows, an input's outgoing
 * weights are contiguous, an input that appears later is a row appended. A layer after the first
 * with fewer outputs than the kernels have lanes is output-major ({@code [outputs][inputs]}): its
 * rows would otherwise be mostly padding. Its forward pass is the other's backward pass and the
 * other way round, so both need the same three operations.
 */
public final class DenseLayer {
  private static final float[] ONE = {1f};

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

  public int inputs() {
    return inputs;
  }

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

  /** {@code z ← b + a·W}, {@code out ← activation(z)}; {@code a [inputs]}, {@code z [outputs]}. */
  void forward(Kernels kernels, float[] parameters, float[] a, float[] z, float[] out) {
    if (inputMajor) {
      System.arraycopy(parameters, bias.offset(), z, 0, bias.columns());
      kernels.addScaledRows(parameters, weights.offset(), weights.rows(), weights.columns(), a, z);
    } else {
      kernels.rowDots(parameters, weights.offset(), weights.rows(), weights.columns(), a, z);
      for (int j = 0; j < outputs; j++) {
        z[j] += parameters[bias.offset() + j];
      }
    }
    activation.forward(kernels, z, out, bias.columns());
    for (int j = outputs; j < bias.columns(); j++) {
      out[j] = 0f;
    }
  }

  /** {@code delta ← delta · activation′(z)}: from ∂loss/∂out to ∂loss/∂z. */
  void dActivation(Kernels kernels, float[] z, float[] out, float[] delta) {
    activation.dForward(kernels, z, out, delta, bias.columns());
  }

  /** {@code inputDelta ← W·delta}: from ∂loss/∂z to ∂loss/∂a. */
  void dInputs(Kernels kernels, float[] parameters, float[] delta, float[] inputDelta) {
    if (inputMajor) {
      kernels.rowDots(
          parameters, weights.offset(), weights.rows(), weights.columns(), delta, inputDelta);
    } else {
      Arrays.fill(inputDelta, 0f);
      kernels.addScaledRows(
          parameters, weights.offset(), weights.rows(), weights.columns(), delta, inputDelta);
    }
  }

  /**
   * {@code W ← decay·W + a ⊗ delta}, {@code b ← b + delta}. With {@code delta} scaled by minus the
   * learning rate this is a step of gradient descent; on zeros, with {@code delta} as it is, the
   * gradient.
   */
  public void addOuterProduct(
      Kernels kernels, float[] parameters, float decay, float[] a, float[] delta) {
    kernels.addOuterProduct(
        parameters,
        weights.offset(),
        weights.rows(),
        weights.columns(),
        decay,
        inputMajor ? a : delta,
        inputMajor ? delta : a);
    kernels.addOuterProduct(parameters, bias.offset(), 1, bias.columns(), 1f, ONE, delta);
  }

  /** The same with momentum; the velocity has the layout of the parameters. */
  public void addMomentumStep(
      Kernels kernels,
      float[] parameters,
      float[] velocity,
      MomentumStep step,
      MomentumStep biasStep,
      float[] a,
      float[] delta) {
    kernels.addMomentumStep(
        parameters,
        velocity,
        weights.offset(),
        weights.rows(),
        weights.columns(),
        step,
        inputMajor ? a : delta,
        inputMajor ? delta : a);
    kernels.addMomentumStep(
        parameters, velocity, bias.offset(), 1, bias.columns(), biasStep, ONE, delta);
  }
}
