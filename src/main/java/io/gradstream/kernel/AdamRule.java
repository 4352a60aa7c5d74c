package io.gradstream.kernel;

import static io.gradstream.kernel.RmsPropRule.MIN_SQUARE;
import static io.gradstream.kernel.VectorKernels.FLOATS;
import static io.gradstream.kernel.VectorKernels.WIDTH;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Descent along the mean gradient over its root mean square. With {@code g = scale · vector}:
 * {@code mean ← fma(meanDecay, mean, meanShare · g)}, {@code square ← fma(squareDecay, square,
 * squareShare · (g · g))}, then {@code w ← fma(−rate, mean / (√square + epsilon), kept · w)}. Its
 * states are the mean and the square.
 *
 * <p>Both shares are 1 minus the decay, but for the first gradient that is not zero, as in {@link
 * RmsPropRule}, where it also says what becomes of the smallest numbers.
 */
public final class AdamRule extends UpdateRule {
  /** A mean below it is held for 0: over the least root of a square, it is 2⁻³⁰. */
  private static final float MIN_MEAN = 0x1p-90f;

  private final float meanDecay;
  private final float meanShare;
  private final float squareDecay;
  private final float squareShare;
  private final double baseEpsilon;
  private float rate;
  private float epsilon;
  private float kept;
  private float firstMeanShare;
  private float firstSquareShare;

  /** The constants of all steps. */
  public AdamRule(double meanDecay, double squareDecay, double epsilon) {
    this.meanDecay = (float) meanDecay;
    this.meanShare = (float) (1 - meanDecay);
    this.squareDecay = (float) squareDecay;
    this.squareShare = (float) (1 - squareDecay);
    this.baseEpsilon = epsilon;
  }

  /**
   * Sets the scalars of the next step.
   *
   * @param kept what a weight keeps of itself
   * @param meanWeight the sum of the shares up to this step, {@code 1 − meanDecayᵗ}
   * @param squareWeight likewise {@code 1 − squareDecayᵗ}
   */
  public void setStep(double rate, double kept, double meanWeight, double squareWeight) {
    double root = Math.sqrt(squareWeight);
    this.rate = (float) (rate * root / meanWeight);
    this.epsilon = (float) (baseEpsilon * root);
    this.kept = (float) kept;
    this.firstMeanShare = (float) meanWeight;
    this.firstSquareShare = (float) squareWeight;
  }

  @Override
  void update(
      float[] matrix, float[][] states, int start, int columns, float scale, float[] vector) {
    float[] means = states[0];
    float[] squares = states[1];
    for (int c = 0, i = start; c < columns; c++, i++) {
      float gradient = scale * vector[c];
      boolean first = squares[i] == 0f;
      float mean = Math.fma(meanDecay, means[i], (first ? firstMeanShare : meanShare) * gradient);
      float added = (first ? firstSquareShare : squareShare) * (gradient * gradient);
      float square = Math.fma(squareDecay, squares[i], added);
      mean = Math.abs(mean) < MIN_MEAN ? 0f : mean;
      square = square < MIN_SQUARE ? 0f : square;
      means[i] = mean;
      squares[i] = square;
      float direction = mean / ((float) Math.sqrt(square) + epsilon);
      matrix[i] = Math.fma(-rate, direction, kept * matrix[i]);
    }
  }

  @Override
  void updateByVectors(
      float[] matrix, float[][] states, int start, int columns, float scale, float[] vector) {
    float[] means = states[0];
    float[] squares = states[1];
    FloatVector scales = broadcast(FLOATS, scale);
    FloatVector meanDecays = broadcast(FLOATS, meanDecay);
    FloatVector meanShares = broadcast(FLOATS, meanShare);
    FloatVector firstMeanShares = broadcast(FLOATS, firstMeanShare);
    FloatVector squareDecays = broadcast(FLOATS, squareDecay);
    FloatVector squareShares = broadcast(FLOATS, squareShare);
    FloatVector firstSquareShares = broadcast(FLOATS, firstSquareShare);
    FloatVector epsilons = broadcast(FLOATS, epsilon);
    FloatVector minusRate = broadcast(FLOATS, -rate);
    FloatVector keeps = broadcast(FLOATS, kept);
    for (int c = 0, i = start; c < columns; c += WIDTH, i += WIDTH) {
      FloatVector gradient = fromArray(FLOATS, vector, c).mul(scales);
      FloatVector old = fromArray(FLOATS, squares, i);
      VectorMask<Float> first = old.compare(VectorOperators.EQ, 0f);
      FloatVector added = meanShares.blend(firstMeanShares, first).mul(gradient);
      FloatVector mean = fromArray(FLOATS, means, i).fma(meanDecays, added);
      added = squareShares.blend(firstSquareShares, first).mul(gradient.mul(gradient));
      FloatVector square = old.fma(squareDecays, added);
      mean = mean.blend(0f, mean.abs().compare(VectorOperators.LT, MIN_MEAN));
      square = square.blend(0f, square.compare(VectorOperators.LT, MIN_SQUARE));
      mean.intoArray(means, i);
      square.intoArray(squares, i);
      mean.div(square.sqrt().add(epsilons))
          .fma(minusRate, fromArray(FLOATS, matrix, i).mul(keeps))
          .intoArray(matrix, i);
    }
  }
}
