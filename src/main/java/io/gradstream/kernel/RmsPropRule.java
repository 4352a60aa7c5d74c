package io.gradstream.kernel;

import static io.gradstream.kernel.VectorKernels.FLOATS;
import static io.gradstream.kernel.VectorKernels.WIDTH;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Descent along the gradient over its root mean square. With {@code g = scale · vector}: {@code
 * square ← fma(decay, square, share · (g · g))}, then {@code w ← fma(−rate, g / (√square +
 * epsilon), w)}. Its state is the square.
 *
 * <p>The share is {@code 1 − decay}; but of the first gradient that is not zero it is as if all
 * gradients before had been of that size. So a weight that comes into use late has no square that
 * is too small, and no first step that is too long. A square below 2⁻¹²⁰ is held for 0: such a
 * weight has no history.
 */
public final class RmsPropRule extends UpdateRule {
  /**
   * Without it, the squares of units that have fallen silent come to be subnormal numbers, of which
   * roots and quotients are slow: with all units silent a step took 1.9 to 2.6 times as long, and
   * Adam's up to 2.9. Where few are, it makes no difference.
   */
  static final float MIN_SQUARE = 0x1p-120f;

  private final float decay;
  private final float share;
  private final double baseEpsilon;
  private float rate;
  private float epsilon;
  private float firstShare;

  /** The constants of all steps. */
  public RmsPropRule(double decay, double epsilon) {
    this.decay = (float) decay;
    this.share = (float) (1 - decay);
    this.baseEpsilon = epsilon;
  }

  /**
   * Sets the scalars of the next step.
   *
   * @param weight the sum of the shares up to this step, {@code 1 − decayᵗ}: the square over it is
   *     a mean
   */
  public void setStep(double rate, double weight) {
    this.rate = (float) (rate * Math.sqrt(weight));
    this.epsilon = (float) (baseEpsilon * Math.sqrt(weight));
    this.firstShare = (float) weight;
  }

  @Override
  void update(
      float[] matrix, float[][] states, int start, int columns, float scale, float[] vector) {
    float[] squares = states[0];
    for (int c = 0, i = start; c < columns; c++, i++) {
      float gradient = scale * vector[c];
      float added = (squares[i] == 0f ? firstShare : share) * (gradient * gradient);
      float square = Math.fma(decay, squares[i], added);
      square = square < MIN_SQUARE ? 0f : square;
      squares[i] = square;
      matrix[i] = Math.fma(-rate, gradient / ((float) Math.sqrt(square) + epsilon), matrix[i]);
    }
  }

  @Override
  void updateByVectors(
      float[] matrix, float[][] states, int start, int columns, float scale, float[] vector) {
    float[] squares = states[0];
    FloatVector scales = broadcast(FLOATS, scale);
    FloatVector decays = broadcast(FLOATS, decay);
    FloatVector shares = broadcast(FLOATS, share);
    FloatVector firstShares = broadcast(FLOATS, firstShare);
    FloatVector epsilons = broadcast(FLOATS, epsilon);
    FloatVector minusRate = broadcast(FLOATS, -rate);
    for (int c = 0, i = start; c < columns; c += WIDTH, i += WIDTH) {
      FloatVector gradient = fromArray(FLOATS, vector, c).mul(scales);
      FloatVector old = fromArray(FLOATS, squares, i);
      FloatVector added =
          shares
              .blend(firstShares, old.compare(VectorOperators.EQ, 0f))
              .mul(gradient.mul(gradient));
      FloatVector square = old.fma(decays, added);
      square = square.blend(0f, square.compare(VectorOperators.LT, MIN_SQUARE));
      square.intoArray(squares, i);
      gradient
          .div(square.sqrt().add(epsilons))
          .fma(minusRate, fromArray(FLOATS, matrix, i))
          .intoArray(matrix, i);
    }
  }
}
