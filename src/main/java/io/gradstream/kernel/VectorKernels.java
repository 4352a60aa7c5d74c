package io.gradstream.kernel;

import static io.gradstream.kernel.Functions.C2;
import static io.gradstream.kernel.Functions.C3;
import static io.gradstream.kernel.Functions.C4;
import static io.gradstream.kernel.Functions.C5;
import static io.gradstream.kernel.Functions.C6;
import static io.gradstream.kernel.Functions.C7;
import static io.gradstream.kernel.Functions.EXP_MAX;
import static io.gradstream.kernel.Functions.EXP_MIN;
import static io.gradstream.kernel.Functions.GELU_CUBE;
import static io.gradstream.kernel.Functions.GELU_MAX;
import static io.gradstream.kernel.Functions.GELU_SCALE;
import static io.gradstream.kernel.Functions.LN2_HIGH;
import static io.gradstream.kernel.Functions.LN2_LOW;
import static io.gradstream.kernel.Functions.LOG2_E;
import static io.gradstream.kernel.Functions.ROUNDER;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The same operations, a vector of floats at a time.
 *
 * <p>Vectors live in registers only as long as every method that takes or returns one is inlined.
 * The JDK's always are; ours are not where the compiler has spent its budget, in depth or in size,
 * and a vector that crosses such a call becomes an object. So the loops here call no method of ours
 * with a vector. The operations on rows are in {@link VectorRows} and in each {@link UpdateRule}.
 */
final class VectorKernels implements Kernels {
  static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  static final int WIDTH = FLOATS.length();
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> HALF =
      VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));

  static boolean supported() {
    return WIDTH == 4 || WIDTH == 8 || WIDTH == 16;
  }

  @Override
  public String describe() {
    return "vector of " + WIDTH + " floats";
  }

  @Override
  public void addScaledRows(
      float[] matrix, int offset, int stride, int rows, int columns, float[] scales, float[] sum) {
    VectorRows.addScaled(matrix, offset, stride, rows, columns, scales, sum);
  }

  @Override
  public void addScaledRowsAt(
      float[] matrix, int[] starts, int rows, int columns, float[] scales, float[] sum) {
    VectorRows.addScaledAt(matrix, starts, rows, columns, scales, sum);
  }

  @Override
  public void rowDots(
      float[] matrix, int offset, int stride, int rows, int columns, float[] vector, float[] dots) {
    for (int r = 0, i = offset; r < rows; r++, i += stride) {
      dots[r] = VectorRows.dot(matrix, i, vector, columns);
    }
  }

  @Override
  public float dot(float[] a, float[] b, int length) {
    return VectorRows.dot(a, 0, b, length);
  }

  @Override
  public void addOuterProduct(
      float[] matrix,
      int offset,
      int stride,
      int rows,
      int columns,
      float decay,
      float[] scales,
      float[] vector) {
    if (decay == 1f) { // The common case: multiplying by one changes no bit.
      VectorRows.addOuterProduct(matrix, offset, stride, rows, columns, scales, vector);
    } else {
      VectorRows.addOuterProduct(matrix, offset, stride, rows, columns, decay, scales, vector);
    }
  }

  @Override
  public void addOuterProductAt(
      float[] matrix,
      int[] starts,
      int rows,
      int columns,
      float decay,
      float[] scales,
      float[] vector) {
    VectorRows.addOuterProductAt(matrix, starts, rows, columns, decay, scales, vector);
  }

  @Override
  public void update(
      UpdateRule rule,
      float[] matrix,
      float[][] states,
      int offset,
      int stride,
      int rows,
      int columns,
      float[] scales,
      float[] vector) {
    for (int r = 0, i = offset; r < rows; r++, i += stride) {
      rule.updateByVectors(matrix, states, i, columns, scales[r], vector);
    }
  }

  @Override
  public void updateAt(
      UpdateRule rule,
      float[] matrix,
      float[][] states,
      int[] starts,
      int rows,
      int columns,
      float[] scales,
      float[] vector) {
    for (int r = 0; r < rows; r++) {
      rule.updateByVectors(matrix, states, starts[r], columns, scales[r], vector);
    }
  }

  @Override
  public void scale(float factor, float[] in, float[] out, int length) {
    for (int i = 0; i < length; i += WIDTH) {
      fromArray(FLOATS, in, i).mul(factor).intoArray(out, i);
    }
  }

  @Override
  public void leakyRelu(float slope, float[] in, float[] out, int length) {
    for (int i = 0; i < length; i += WIDTH) {
      FloatVector v = fromArray(FLOATS, in, i);
      v.mul(slope).blend(v, v.compare(VectorOperators.GT, 0f)).intoArray(out, i);
    }
  }

  @Override
  public void dLeakyRelu(float slope, float[] in, float[] delta, int length) {
    for (int i = 0; i < length; i += WIDTH) {
      FloatVector d = fromArray(FLOATS, delta, i);
      VectorMask<Float> positive = fromArray(FLOATS, in, i).compare(VectorOperators.GT, 0f);
      d.mul(slope).blend(d, positive).intoArray(delta, i);
    }
  }

  @Override
  public void sigmoid(float[] in, float[] out, int length) {
    expm1(-1f, in, out, length);
    FloatVector one = broadcast(FLOATS, 1f);
    for (int i = 0; i < length; i += WIDTH) {
      one.div(fromArray(FLOATS, out, i).add(2f)).intoArray(out, i);
    }
  }

  @Override
  public void dSigmoid(float[] out, float[] delta, int length) {
    FloatVector one = broadcast(FLOATS, 1f);
    for (int i = 0; i < length; i += WIDTH) {
      FloatVector s = fromArray(FLOATS, out, i);
      fromArray(FLOATS, delta, i).mul(s.mul(one.sub(s))).intoArray(delta, i);
    }
  }

  @Override
  public void tanh(float[] in, float[] out, int length) {
    expm1(2f, in, out, length);
    for (int i = 0; i < length; i += WIDTH) {
      FloatVector m = fromArray(FLOATS, out, i);
      m.div(m.add(2f)).intoArray(out, i);
    }
  }

  @Override
  public void dTanh(float[] out, float[] delta, int length) {
    FloatVector one = broadcast(FLOATS, 1f);
    for (int i = 0; i < length; i += WIDTH) {
      FloatVector t = fromArray(FLOATS, out, i);
      fromArray(FLOATS, delta, i).mul(t.neg().fma(t, one)).intoArray(delta, i);
    }
  }

  @Override
  public void gelu(float[] in, float[] out, int length) {
    for (int i = 0; i < length; i += WIDTH) {
      FloatVector x = fromArray(FLOATS, in, i).max(-GELU_MAX).min(GELU_MAX);
      x.mul(GELU_CUBE).mul(x).fma(x, x).mul(GELU_SCALE).intoArray(out, i);
    }
    sigmoid(out, out, length);
    FloatVector one = broadcast(FLOATS, 1f);
    for (int i = 0; i < length; i += WIDTH) {
      FloatVector x = fromArray(FLOATS, in, i);
      FloatVector s = fromArray(FLOATS, out, i);
      x.mul(s).intoArray(out, i);
      FloatVector c = x.max(-GELU_MAX).min(GELU_MAX);
      FloatVector slope = c.mul(3f * GELU_CUBE).fma(c, one).mul(GELU_SCALE);
      c.mul(slope).fma(s.mul(one.sub(s)), s).intoArray(in, i);
    }
  }

  /** {@code out ← exp(factor · in) − 1}, operation by operation {@link Functions#expm1}. */
  private static void expm1(float factor, float[] in, float[] out, int length) {
    FloatVector log2e = broadcast(FLOATS, LOG2_E);
    FloatVector rounder = broadcast(FLOATS, ROUNDER);
    FloatVector minusHigh = broadcast(FLOATS, -LN2_HIGH);
    FloatVector minusLow = broadcast(FLOATS, -LN2_LOW);
    FloatVector one = broadcast(FLOATS, 1f);
    for (int i = 0; i < length; i += WIDTH) {
      FloatVector x = fromArray(FLOATS, in, i).mul(factor).max(EXP_MIN).min(EXP_MAX);
      FloatVector shifted = x.fma(log2e, rounder);
      FloatVector n = shifted.sub(rounder);
      FloatVector r = n.fma(minusLow, n.fma(minusHigh, x));
      FloatVector p = broadcast(FLOATS, C7).fma(r, broadcast(FLOATS, C6));
      p = p.fma(r, broadcast(FLOATS, C5));
      p = p.fma(r, broadcast(FLOATS, C4));
      p = p.fma(r, broadcast(FLOATS, C3));
      p = p.fma(r, broadcast(FLOATS, C2));
      p = p.fma(r, one);
      FloatVector power =
          shifted
              .reinterpretAsInts()
              .add(127)
              .lanewise(VectorOperators.LSHL, 23)
              .reinterpretAsFloats();
      power.fma(p.mul(r), power.sub(one)).intoArray(out, i);
    }
  }

  @Override
  public void multiply(float[] in, float[] out, int length) {
    for (int i = 0; i < length; i += WIDTH) {
      fromArray(FLOATS, in, i).mul(fromArray(FLOATS, out, i)).intoArray(out, i);
    }
  }

  @Override
  public boolean standardize(
      double[] x,
      int length,
      double horizon,
      double clip,
      Moments moments,
      Moments next,
      float[] out) {
    VectorMask<Double> infinite = DOUBLES.maskAll(false);
    for (int i = 0; i < length; i += DOUBLES.length()) {
      DoubleVector value = DoubleVector.fromArray(DOUBLES, x, i);
      DoubleVector count = DoubleVector.fromArray(DOUBLES, moments.count, i);
      DoubleVector mean = DoubleVector.fromArray(DOUBLES, moments.mean, i);
      DoubleVector squares = DoubleVector.fromArray(DOUBLES, moments.squares, i);
      VectorMask<Double> present = value.compare(VectorOperators.EQ, value);
      infinite = infinite.or(value.abs().compare(VectorOperators.EQ, Double.POSITIVE_INFINITY));
      DoubleVector n = count.add(1).min(horizon);
      VectorMask<Double> fading = count.compare(VectorOperators.GE, n);
      DoubleVector q = squares.blend(squares.sub(squares.div(n)), fading);
      DoubleVector d = value.sub(mean);
      DoubleVector m = mean.add(d.div(n));
      DoubleVector centred = value.sub(m);
      DoubleVector s = q.add(d.mul(centred));
      DoubleVector ratio = n.div(s);
      DoubleVector z = centred.mul(ratio.sqrt()).min(clip).max(-clip);
      VectorMask<Double> spread =
          present.and(ratio.compare(VectorOperators.LT, Double.POSITIVE_INFINITY));
      count.blend(n, present).intoArray(next.count, i);
      mean.blend(m, present).intoArray(next.mean, i);
      squares.blend(s, present).intoArray(next.squares, i);
      DoubleVector zero = DoubleVector.zero(DOUBLES);
      ((FloatVector) zero.blend(z, spread).castShape(HALF, 0)).intoArray(out, i);
    }
    return !infinite.anyTrue();
  }

  @Override
  public void overRootMeanSquare(
      float[] x,
      float[] squares,
      int offset,
      int length,
      float keep,
      float gain,
      float correction,
      float factor,
      float[] out) {
    FloatVector add = broadcast(FLOATS, gain);
    for (int i = 0; i < length; i += WIDTH) {
      FloatVector v = fromArray(FLOATS, x, i);
      FloatVector square = v.mul(v);
      FloatVector before = fromArray(FLOATS, squares, offset + i);
      FloatVector q =
          add.fma(square, before.mul(keep))
              .blend(square.div(correction), before.compare(VectorOperators.EQ, 0f));
      q = q.blend(0f, q.compare(VectorOperators.LT, RmsPropRule.MIN_SQUARE));
      q.intoArray(squares, offset + i);
      v.mul(factor).div(q.mul(correction).sqrt().add(EPSILON)).intoArray(out, i);
    }
  }
}
