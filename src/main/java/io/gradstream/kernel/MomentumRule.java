package io.gradstream.kernel;

import static io.gradstream.kernel.VectorKernels.FLOATS;
import static io.gradstream.kernel.VectorKernels.WIDTH;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * Gradient descent with momentum. With {@code g = fma(scale, vector, l2 · w)}: {@code velocity ←
 * fma(momentum, velocity, g)}, then {@code w ← fma(−rate, d, w)} where {@code d} is the velocity
 * or, after Nesterov, {@code fma(momentum, velocity, g)}. Its state is the velocity.
 */
public final class MomentumRule extends UpdateRule {
  private final float momentum;
  private final float l2;
  private final boolean nesterov;
  private float rate;

  /** The constants of all steps. */
  public MomentumRule(float momentum, float l2, boolean nesterov) {
    this.momentum = momentum;
    this.l2 = l2;
    this.nesterov = nesterov;
  }

  /** Sets the learning rate of the next step. */
  public void setRate(float rate) {
    this.rate = rate;
  }

  @Override
  void update(
      float[] matrix, float[][] states, int start, int columns, float scale, float[] vector) {
    float[] velocity = states[0];
    for (int c = 0, i = start; c < columns; c++, i++) {
      float gradient = Math.fma(scale, vector[c], l2 * matrix[i]);
      float speed = Math.fma(momentum, velocity[i], gradient);
      float direction = nesterov ? Math.fma(momentum, speed, gradient) : speed;
      velocity[i] = speed;
      matrix[i] = Math.fma(-rate, direction, matrix[i]);
    }
  }

  @Override
  void updateByVectors(
      float[] matrix, float[][] states, int start, int columns, float scale, float[] vector) {
    float[] velocity = states[0];
    FloatVector scales = broadcast(FLOATS, scale);
    FloatVector decays = broadcast(FLOATS, l2);
    FloatVector kept = broadcast(FLOATS, momentum);
    FloatVector minusRate = broadcast(FLOATS, -rate);
    for (int c = 0, i = start; c < columns; c += WIDTH, i += WIDTH) {
      FloatVector weights = fromArray(FLOATS, matrix, i);
      FloatVector gradient = fromArray(FLOATS, vector, c).fma(scales, weights.mul(decays));
      FloatVector speed = fromArray(FLOATS, velocity, i).fma(kept, gradient);
      FloatVector direction = nesterov ? speed.fma(kept, gradient) : speed;
      speed.intoArray(velocity, i);
      direction.fma(minusRate, weights).intoArray(matrix, i);
    }
  }
}
