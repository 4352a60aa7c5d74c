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
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The same operations, a vector of floats at a time.
 *
 * <p>Vectors live in registers only as long as every method that takes or returns one is inlined.
 * The JDK's always are; ours are not where the compiler has spent its budget, in depth or in size,
 * and a vector that crosses such a call becomes an object. So the loops here call no method of ours
 * with a vector.
 */
final class VectorKernels implements Kernels {
  static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int WIDTH = FLOATS.length();
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> HALF =
      VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));

  private static final VectorShuffle<Float> BY_8 = rotation(8);
  private static final VectorShuffle<Float> BY_4 = rotation(4);
  private static final VectorShuffle<Float> BY_2 = rotation(2);
  private static final VectorShuffle<Float> BY_1 = rotation(1);

  static boolean supported() {
    return WIDTH == 4 || WIDTH == 8 || WIDTH == 16;
  }

  private static VectorShuffle<Float> rotation(int distance) {
    return VectorShuffle.iota(FLOATS, distance % WIDTH, 1, true);
  }

  @Override
  public String describe() {
    return "vector of " + WIDTH + " floats";
  }

  /** Keeps as many sums in registers as fit, over all rows, before it takes the next ones. */
  @Override
  public void addScaledRows(
      float[] matrix, int offset, int rows, int columns, float[] scales, float[] sum) {
    int c = 0;
    for (; c <= columns - 8 * WIDTH; c += 8 * WIDTH) {
      addEight(matrix, offset + c, rows, columns, scales, sum, c);
    }
    for (; c <= columns - 2 * WIDTH; c += 2 * WIDTH) {
      addTwo(matrix, offset + c, rows, columns, scales, sum, c);
    }
    for (; c < columns; c += WIDTH) {
      addOne(matrix, offset + c, rows, columns, scales, sum, c);
    }
  }

  private static void addEight(
      float[] matrix, int start, int rows, int columns, float[] scales, float[] sum, int c) {
    FloatVector s0 = fromArray(FLOATS, sum, c);
    FloatVector s1 = fromArray(FLOATS, sum, c + WIDTH);
    FloatVector s2 = fromArray(FLOATS, sum, c + 2 * WIDTH);
    FloatVector s3 = fromArray(FLOATS, sum, c + 3 * WIDTH);
    FloatVector s4 = fromArray(FLOATS, sum, c + 4 * WIDTH);
    FloatVector s5 = fromArray(FLOATS, sum, c + 5 * WIDTH);
    FloatVector s6 = fromArray(FLOATS, sum, c + 6 * WIDTH);
    FloatVector s7 = fromArray(FLOATS, sum, c + 7 * WIDTH);
    for (int r = 0, i = start; r < rows; r++, i += columns) {
      FloatVector scale = broadcast(FLOATS, scales[r]);
      s0 = fromArray(FLOATS, matrix, i).fma(scale, s0);
      s1 = fromArray(FLOATS, matrix, i + WIDTH).fma(scale, s1);
      s2 = fromArray(FLOATS, matrix, i + 2 * WIDTH).fma(scale, s2);
      s3 = fromArray(FLOATS, matrix, i + 3 * WIDTH).fma(scale, s3);
      s4 = fromArray(FLOATS, matrix, i + 4 * WIDTH).fma(scale, s4);
      s5 = fromArray(FLOATS, matrix, i + 5 * WIDTH).fma(scale, s5);
      s6 = fromArray(FLOATS, matrix, i + 6 * WIDTH).fma(scale, s6);
      s7 = fromArray(FLOATS, matrix, i + 7 * WIDTH).fma(scale, s7);
    }
    s0.intoArray(sum, c);
    s1.intoArray(sum, c + WIDTH);
    s2.intoArray(sum, c + 2 * WIDTH);
    s3.intoArray(sum, c + 3 * WIDTH);
    s4.intoArray(sum, c + 4 * WIDTH);
    s5.intoArray(sum, c + 5 * WIDTH);
    s6.intoArray(sum, c + 6 * WIDTH);
    s7.intoArray(sum, c + 7 * WIDTH);
  }

  private static void addTwo(
      float[] matrix, int start, int rows, int columns, float[] scales, float[] sum, int c) {
    FloatVector s0 = fromArray(FLOATS, sum, c);
    FloatVector s1 = fromArray(FLOATS, sum, c + WIDTH);
    for (int r = 0, i = start; r < rows; r++, i += columns) {
      FloatVector scale = broadcast(FLOATS, scales[r]);
      s0 = fromArray(FLOATS, matrix, i).fma(scale, s0);
      s1 = fromArray(FLOATS, matrix, i + WIDTH).fma(scale, s1);
    }
    s0.intoArray(sum, c);
    s1.intoArray(sum, c + WIDTH);
  }

  private static void addOne(
      float[] matrix, int start, int rows, int columns, float[] scales, float[] sum, int c) {
    FloatVector s0 = fromArray(FLOATS, sum, c);
    for (int r = 0, i = start; r < rows; r++, i += columns) {
      s0 = fromArray(FLOATS, matrix, i).fma(broadcast(FLOATS, scales[r]), s0);
    }
    s0.intoArray(sum, c);
  }

  @Override
  public void rowDots(
      float[] matrix, int offset, int rows, int columns, float[] vector, float[] dots) {
    for (int r = 0, i = offset; r < rows; r++, i += columns) {
      dots[r] = dot(matrix, i, vector, columns);
    }
  }

  @Override
  public float dot(float[] a, float[] b, int length) {
    return dot(a, 0, b, length);
  }

  private static float dot(float[] a, int offset, float[] b, int length) {
    return switch (WIDTH) {
      case 16 -> dotBySixteen(a, offset, b, length);
      case 8 -> dotByEight(a, offset, b, length);
      default -> dotByFour(a, offset, b, length);
    };
  }

  private static float dotBySixteen(float[] a, int offset, float[] b, int length) {
    FloatVector s = FloatVector.zero(FLOATS);
    for (int i = 0; i < length; i += LANES) {
      s = fromArray(FLOATS, a, offset + i).fma(fromArray(FLOATS, b, i), s);
    }
    s = s.add(s.rearrange(BY_8));
    s = s.add(s.rearrange(BY_4));
    s = s.add(s.rearrange(BY_2));
    return s.add(s.rearrange(BY_1)).lane(0);
  }

  private static float dotByEight(float[] a, int offset, float[] b, int length) {
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    for (int i = 0; i < length; i += LANES) {
      s0 = fromArray(FLOATS, a, offset + i).fma(fromArray(FLOATS, b, i), s0);
      s1 = fromArray(FLOATS, a, offset + i + 8).fma(fromArray(FLOATS, b, i + 8), s1);
    }
    FloatVector s = s0.add(s1);
    s = s.add(s.rearrange(BY_4));
    s = s.add(s.rearrange(BY_2));
    return s.add(s.rearrange(BY_1)).lane(0);
  }

  private static float dotByFour(float[] a, int offset, float[] b, int length) {
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int i = 0; i < length; i += LANES) {
      s0 = fromArray(FLOATS, a, offset + i).fma(fromArray(FLOATS, b, i), s0);
      s1 = fromArray(FLOATS, a, offset + i + 4).fma(fromArray(FLOATS, b, i + 4), s1);
      s2 = fromArray(FLOATS, a, offset + i + 8).fma(fromArray(FLOATS, b, i + 8), s2);
      s3 = fromArray(FLOATS, a, offset + i + 12).fma(fromArray(FLOATS, b, i + 12), s3);
    }
    FloatVector s = s0.add(s2).add(s1.add(s3));
    s = s.add(s.rearrange(BY_2));
    return s.add(s.rearrange(BY_1)).lane(0);
  }

  @Override
  public void addOuterProduct(
      float[] matrix,
      int offset,
      int rows,
      int columns,
      float decay,
      float[] scales,
      float[] vector) {
    if (decay == 1f) {
      addOuterProduct(matrix, offset, rows, columns, scales, vector);
      return;
    }
    FloatVector kept = broadcast(FLOATS, decay);
    for (int r = 0, i = offset; r < rows; r++, i += columns) {
      FloatVector scale = broadcast(FLOATS, scales[r]);
      for (int c = 0; c < columns; c += WIDTH) {
        fromArray(FLOATS, vector, c)
            .fma(scale, fromArray(FLOATS, matrix, i + c).mul(kept))
            .intoArray(matrix, i + c);
      }
    }
  }

  /** Without decay, the common case: multiplying by one changes no bit. */
  private static void addOuterProduct(
      float[] matrix, int offset, int rows, int columns, float[] scales, float[] vector) {
    for (int r = 0, i = offset; r < rows; r++, i += columns) {
      FloatVector scale = broadcast(FLOATS, scales[r]);
      for (int c = 0; c < columns; c += WIDTH) {
        fromArray(FLOATS, vector, c)
            .fma(scale, fromArray(FLOATS, matrix, i + c))
            .intoArray(matrix, i + c);
      }
    }
  }

  @Override
  public void addMomentumStep(
      float[] matrix,
      float[] velocity,
      int offset,
      int rows,
      int columns,
      MomentumStep step,
      float[] scales,
      float[] vector) {
    FloatVector momentum = broadcast(FLOATS, step.momentum);
    FloatVector l2 = broadcast(FLOATS, step.l2);
    FloatVector minusRate = broadcast(FLOATS, -step.rate);
    for (int r = 0, i = offset; r < rows; r++, i += columns) {
      FloatVector scale = broadcast(FLOATS, scales[r]);
      for (int c = 0; c < columns; c += WIDTH) {
        FloatVector weights = fromArray(FLOATS, matrix, i + c);
        FloatVector gradient = fromArray(FLOATS, vector, c).fma(scale, weights.mul(l2));
        FloatVector speed = fromArray(FLOATS, velocity, i + c).fma(momentum, gradient);
        speed.intoArray(velocity, i + c);
        FloatVector direction = step.nesterov ? speed.fma(momentum, gradient) : speed;
        direction.fma(minusRate, weights).intoArray(matrix, i + c);
      }
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
  public boolean standardize(float[] x, double clip, Moments moments, Moments next, float[] out) {
    VectorMask<Double> infinite = DOUBLES.maskAll(false);
    for (int i = 0; i < moments.mean.length; i += DOUBLES.length()) {
      DoubleVector value = (DoubleVector) fromArray(HALF, x, i).castShape(DOUBLES, 0);
      DoubleVector count = DoubleVector.fromArray(DOUBLES, moments.count, i);
      DoubleVector mean = DoubleVector.fromArray(DOUBLES, moments.mean, i);
      DoubleVector squares = DoubleVector.fromArray(DOUBLES, moments.squares, i);
      VectorMask<Double> present = value.compare(VectorOperators.EQ, value);
      infinite = infinite.or(value.abs().compare(VectorOperators.EQ, Double.POSITIVE_INFINITY));
      DoubleVector n = count.add(1);
      DoubleVector d = value.sub(mean);
      DoubleVector m = mean.add(d.div(n));
      DoubleVector centred = value.sub(m);
      DoubleVector s = squares.add(d.mul(centred));
      DoubleVector z = centred.mul(n.div(s).sqrt()).min(clip).max(-clip);
      VectorMask<Double> spread = present.and(s.compare(VectorOperators.GT, 0));
      count.blend(n, present).intoArray(next.count, i);
      mean.blend(m, present).intoArray(next.mean, i);
      squares.blend(s, present).intoArray(next.squares, i);
      DoubleVector zero = DoubleVector.zero(DOUBLES);
      ((FloatVector) zero.blend(z, spread).castShape(HALF, 0)).intoArray(out, i);
    }
    return !infinite.anyTrue();
  }
}
