package io.gradstream.kernel;

import static io.gradstream.kernel.VectorKernels.FLOATS;
import static io.gradstream.kernel.VectorKernels.WIDTH;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * AdaGrad in units of the input. A row belongs to one input: its value {@code x} is the scale, so
 * {@code g = x · vector}.
 *
 * <pre>
 * s′ ← max(s, |x|);  squares ← fma(g, g, squares)
 * w ← fma(−rate, g / (s′ · √squares), s / s′ · w)
 * </pre>
 *
 * <p>Its states are the sum of the squares and the largest input {@code s}. The first input that is
 * not zero leaves the weight as it is. Inputs count as 2⁻⁶⁰ where they are less.
 */
public final class NormalizedRule extends UpdateRule {
  /** The least an input is normalised by: over it every step is a finite number. */
  private static final float MIN_INPUT = 0x1p-60f;

  /** Below it a gradient's square is no float. */
  private static final float MIN_ROOT = 0x1p-75f;

  private float rate;

  /** Sets the learning rate of the next step. */
  public void setRate(double rate) {
    this.rate = (float) rate;
  }

  @Override
  void update(
      float[] matrix, float[][] states, int start, int columns, float scale, float[] vector) {
    float[] sums = states[0];
    float[] inputs = states[1];
    float input = Math.max(Math.abs(scale), MIN_INPUT);
    for (int c = 0, i = start; c < columns; c++, i++) {
      float gradient = scale * vector[c];
      float largest = Math.max(inputs[i], input);
      float kept = inputs[i] > MIN_INPUT ? inputs[i] / largest : 1f;
      float sum = Math.fma(gradient, gradient, sums[i]);
      float root = Math.max((float) Math.sqrt(sum), MIN_ROOT);
      inputs[i] = largest;
      sums[i] = sum;
      matrix[i] = Math.fma(-rate, gradient / (largest * root), kept * matrix[i]);
    }
  }

  @Override
  void updateByVectors(
      float[] matrix, float[][] states, int start, int columns, float scale, float[] vector) {
    float[] sums = states[0];
    float[] inputs = states[1];
    FloatVector one = broadcast(FLOATS, 1f);
    FloatVector scales = broadcast(FLOATS, scale);
    FloatVector input = broadcast(FLOATS, Math.max(Math.abs(scale), MIN_INPUT));
    FloatVector minRoot = broadcast(FLOATS, MIN_ROOT);
    FloatVector minusRate = broadcast(FLOATS, -rate);
    for (int c = 0, i = start; c < columns; c += WIDTH, i += WIDTH) {
      FloatVector gradient = fromArray(FLOATS, vector, c).mul(scales);
      FloatVector before = fromArray(FLOATS, inputs, i);
      FloatVector largest = before.max(input);
      FloatVector kept =
          one.blend(before.div(largest), before.compare(VectorOperators.GT, MIN_INPUT));
      FloatVector sum = gradient.fma(gradient, fromArray(FLOATS, sums, i));
      FloatVector root = sum.sqrt().max(minRoot);
      largest.intoArray(inputs, i);
      sum.intoArray(sums, i);
      gradient
          .div(largest.mul(root))
          .fma(minusRate, kept.mul(fromArray(FLOATS, matrix, i)))
          .intoArray(matrix, i);
    }
  }
}
