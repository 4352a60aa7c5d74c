package io.gradstream.kernel;

import static io.gradstream.kernel.VectorKernels.FLOATS;
import static io.gradstream.kernel.VectorKernels.WIDTH;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Follow the regularised leader, by coordinate. With {@code g = scale · vector} and {@code n} the
 * sum of its squares:
 *
 * <pre>
 * n′ ← fma(g, g, n);  σ ← (√n′ − √n) / rate;  z ← fma(−σ, w, z + g)
 * w ← (clamp(z, ±l1) − z) / fma(√n′, 1 / rate, beta / rate + l2)
 * </pre>
 *
 * <p>so a weight is zero, exactly, where {@code |z| ≤ l1}. Its states are {@code z} and {@code n}.
 * A weight stays where it started until its first gradient that is not zero; {@code z} starts then
 * with the value of which the weight would have followed.
 */
public final class FtrlRule extends UpdateRule {
  private final float inverseRate;
  private final float base;
  private final float l1;

  /** The constants of all steps. */
  public FtrlRule(double rate, double beta, double l1, double l2) {
    this.inverseRate = (float) (1 / rate);
    this.base = (float) (beta / rate + l2);
    this.l1 = (float) l1;
  }

  @Override
  void update(
      float[] matrix, float[][] states, int start, int columns, float scale, float[] vector) {
    float[] leaders = states[0];
    float[] sums = states[1];
    for (int c = 0, i = start; c < columns; c++, i++) {
      float gradient = scale * vector[c];
      float weight = matrix[i];
      float sum = Math.fma(gradient, gradient, sums[i]);
      if (sum != 0f) {
        float root = (float) Math.sqrt(sum);
        float sigma = (root - (float) Math.sqrt(sums[i])) * inverseRate;
        float before = sums[i] == 0f ? startOf(weight) : leaders[i];
        float leader = Math.fma(-sigma, weight, before + gradient);
        float clamped = Math.max(-l1, Math.min(l1, leader));
        leaders[i] = leader;
        matrix[i] = (clamped - leader) / Math.fma(root, inverseRate, base);
      }
      sums[i] = sum;
    }
  }

  private float startOf(float weight) {
    float sign = weight > 0f ? l1 : weight < 0f ? -l1 : 0f;
    return -Math.fma(weight, base, sign);
  }

  @Override
  void updateByVectors(
      float[] matrix, float[][] states, int start, int columns, float scale, float[] vector) {
    float[] leaders = states[0];
    float[] sums = states[1];
    FloatVector zero = FloatVector.zero(FLOATS);
    FloatVector scales = broadcast(FLOATS, scale);
    FloatVector inverseRates = broadcast(FLOATS, inverseRate);
    FloatVector bases = broadcast(FLOATS, base);
    FloatVector high = broadcast(FLOATS, l1);
    FloatVector low = broadcast(FLOATS, -l1);
    for (int c = 0, i = start; c < columns; c += WIDTH, i += WIDTH) {
      FloatVector gradient = fromArray(FLOATS, vector, c).mul(scales);
      FloatVector weight = fromArray(FLOATS, matrix, i);
      FloatVector oldSum = fromArray(FLOATS, sums, i);
      FloatVector oldLeader = fromArray(FLOATS, leaders, i);
      FloatVector sum = gradient.fma(gradient, oldSum);
      FloatVector root = sum.sqrt();
      FloatVector sigma = root.sub(oldSum.sqrt()).mul(inverseRates);
      FloatVector sign =
          zero.blend(high, weight.compare(GT, 0f)).blend(low, weight.compare(LT, 0f));
      FloatVector before = oldLeader.blend(weight.fma(bases, sign).neg(), oldSum.compare(EQ, 0f));
      FloatVector leader = sigma.neg().fma(weight, before.add(gradient));
      FloatVector clamped = leader.min(high).max(low);
      VectorMask<Float> moved = sum.compare(NE, 0f);
      sum.intoArray(sums, i);
      oldLeader.blend(leader, moved).intoArray(leaders, i);
      weight
          .blend(clamped.sub(leader).div(root.fma(inverseRates, bases)), moved)
          .intoArray(matrix, i);
    }
  }
}
