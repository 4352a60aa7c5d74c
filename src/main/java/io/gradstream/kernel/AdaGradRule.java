package io.gradstream.kernel;

import static io.gradstream.kernel.VectorKernels.FLOATS;
import static io.gradstream.kernel.VectorKernels.WIDTH;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * Descent along the gradient over the root of the sum of its squares. With {@code g = scale ·
 * vector}: {@code squares ← fma(g, g, squares)}, then {@code w ← fma(−rate, g / (√squares +
 * epsilon), w)}. Its state is the sum.
 *
 * <p>The sum of a float's precision stands still once it is 2²⁵ times what is added: on a very long
 * stream the rate of a weight stops falling there.
 */
public final class AdaGradRule extends UpdateRule {
  private final float epsilon;
  private float rate;

  /** The constant of all steps. */
  public AdaGradRule(double epsilon) {
    this.epsilon = (float) epsilon;
  }

  /** Sets the learning rate of the next step. */
  public void setRate(double rate) {
    this.rate = (float) rate;
  }

  @Override
  void update(
      float[] matrix, float[][] states, int start, int columns, float scale, float[] vector) {
    float[] sums = states[0];
    for (int c = 0, i = start; c < columns; c++, i++) {
      float gradient = scale * vector[c];
      float sum = Math.fma(gradient, gradient, sums[i]);
      sums[i] = sum;
      matrix[i] = Math.fma(-rate, gradient / ((float) Math.sqrt(sum) + epsilon), matrix[i]);
    }
  }

  @Override
  void updateByVectors(
      float[] matrix, float[][] states, int start, int columns, float scale, float[] vector) {
    float[] sums = states[0];
    FloatVector scales = broadcast(FLOATS, scale);
    FloatVector epsilons = broadcast(FLOATS, epsilon);
    FloatVector minusRate = broadcast(FLOATS, -rate);
    for (int c = 0, i = start; c < columns; c += WIDTH, i += WIDTH) {
      FloatVector gradient = fromArray(FLOATS, vector, c).mul(scales);
      FloatVector sum = gradient.fma(gradient, fromArray(FLOATS, sums, i));
      sum.intoArray(sums, i);
      gradient
          .div(sum.sqrt().add(epsilons))
          .fma(minusRate, fromArray(FLOATS, matrix, i))
          .intoArray(matrix, i);
    }
  }
}
