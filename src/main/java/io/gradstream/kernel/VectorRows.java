package io.gradstream.kernel;

import static io.gradstream.kernel.Kernels.LANES;
import static io.gradstream.kernel.VectorKernels.FLOATS;
import static io.gradstream.kernel.VectorKernels.WIDTH;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;

/** What {@link VectorKernels} does to the rows of matrices. */
final class VectorRows {
  private static final VectorShuffle<Float> BY_8 = rotation(8);
  private static final VectorShuffle<Float> BY_4 = rotation(4);
  private static final VectorShuffle<Float> BY_2 = rotation(2);
  private static final VectorShuffle<Float> BY_1 = rotation(1);

  private VectorRows() {}

  private static VectorShuffle<Float> rotation(int distance) {
    return VectorShuffle.iota(FLOATS, distance % WIDTH, 1, true);
  }

  /** Keeps as many sums in registers as fit, over all rows, before it takes the next ones. */
  static void addScaled(
      float[] matrix, int offset, int stride, int rows, int columns, float[] scales, float[] sum) {
    int c = 0;
    for (; c <= columns - 8 * WIDTH; c += 8 * WIDTH) {
      addEight(matrix, offset + c, stride, rows, scales, sum, c);
    }
    for (; c <= columns - 2 * WIDTH; c += 2 * WIDTH) {
      addTwo(matrix, offset + c, stride, rows, scales, sum, c);
    }
    for (; c < columns; c += WIDTH) {
      addOne(matrix, offset + c, stride, rows, scales, sum, c);
    }
  }

  private static void addEight(
      float[] matrix, int start, int stride, int rows, float[] scales, float[] sum, int c) {
    FloatVector s0 = fromArray(FLOATS, sum, c);
    FloatVector s1 = fromArray(FLOATS, sum, c + WIDTH);
    FloatVector s2 = fromArray(FLOATS, sum, c + 2 * WIDTH);
    FloatVector s3 = fromArray(FLOATS, sum, c + 3 * WIDTH);
    FloatVector s4 = fromArray(FLOATS, sum, c + 4 * WIDTH);
    FloatVector s5 = fromArray(FLOATS, sum, c + 5 * WIDTH);
    FloatVector s6 = fromArray(FLOATS, sum, c + 6 * WIDTH);
    FloatVector s7 = fromArray(FLOATS, sum, c + 7 * WIDTH);
    for (int r = 0, i = start; r < rows; r++, i += stride) {
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
      float[] matrix, int start, int stride, int rows, float[] scales, float[] sum, int c) {
    FloatVector s0 = fromArray(FLOATS, sum, c);
    FloatVector s1 = fromArray(FLOATS, sum, c + WIDTH);
    for (int r = 0, i = start; r < rows; r++, i += stride) {
      FloatVector scale = broadcast(FLOATS, scales[r]);
      s0 = fromArray(FLOATS, matrix, i).fma(scale, s0);
      s1 = fromArray(FLOATS, matrix, i + WIDTH).fma(scale, s1);
    }
    s0.intoArray(sum, c);
    s1.intoArray(sum, c + WIDTH);
  }

  private static void addOne(
      float[] matrix, int start, int stride, int rows, float[] scales, float[] sum, int c) {
    FloatVector s0 = fromArray(FLOATS, sum, c);
    for (int r = 0, i = start; r < rows; r++, i += stride) {
      s0 = fromArray(FLOATS, matrix, i).fma(broadcast(FLOATS, scales[r]), s0);
    }
    s0.intoArray(sum, c);
  }

  /** The same over rows here and there; four sums at a time, rows are seldom wider. */
  static void addScaledAt(
      float[] matrix, int[] starts, int rows, int columns, float[] scales, float[] sum) {
    int c = 0;
    for (; c <= columns - 4 * WIDTH; c += 4 * WIDTH) {
      addFourAt(matrix, starts, rows, scales, sum, c);
    }
    for (; c < columns; c += WIDTH) {
      addOneAt(matrix, starts, rows, scales, sum, c);
    }
  }

  private static void addFourAt(
      float[] matrix, int[] starts, int rows, float[] scales, float[] sum, int c) {
    FloatVector s0 = fromArray(FLOATS, sum, c);
    FloatVector s1 = fromArray(FLOATS, sum, c + WIDTH);
    FloatVector s2 = fromArray(FLOATS, sum, c + 2 * WIDTH);
    FloatVector s3 = fromArray(FLOATS, sum, c + 3 * WIDTH);
    for (int r = 0; r < rows; r++) {
      int i = starts[r] + c;
      FloatVector scale = broadcast(FLOATS, scales[r]);
      s0 = fromArray(FLOATS, matrix, i).fma(scale, s0);
      s1 = fromArray(FLOATS, matrix, i + WIDTH).fma(scale, s1);
      s2 = fromArray(FLOATS, matrix, i + 2 * WIDTH).fma(scale, s2);
      s3 = fromArray(FLOATS, matrix, i + 3 * WIDTH).fma(scale, s3);
    }
    s0.intoArray(sum, c);
    s1.intoArray(sum, c + WIDTH);
    s2.intoArray(sum, c + 2 * WIDTH);
    s3.intoArray(sum, c + 3 * WIDTH);
  }

  private static void addOneAt(
      float[] matrix, int[] starts, int rows, float[] scales, float[] sum, int c) {
    FloatVector s0 = fromArray(FLOATS, sum, c);
    for (int r = 0; r < rows; r++) {
      s0 = fromArray(FLOATS, matrix, starts[r] + c).fma(broadcast(FLOATS, scales[r]), s0);
    }
    s0.intoArray(sum, c);
  }

  /** The {@code length} elements of {@code a} from {@code offset} on, times those of {@code b}. */
  static float dot(float[] a, int offset, float[] b, int length) {
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

  static void addOuterProduct(
      float[] matrix,
      int offset,
      int stride,
      int rows,
      int columns,
      float decay,
      float[] scales,
      float[] vector) {
    FloatVector kept = broadcast(FLOATS, decay);
    for (int r = 0, i = offset; r < rows; r++, i += stride) {
      FloatVector scale = broadcast(FLOATS, scales[r]);
      for (int c = 0; c < columns; c += WIDTH) {
        fromArray(FLOATS, vector, c)
            .fma(scale, fromArray(FLOATS, matrix, i + c).mul(kept))
            .intoArray(matrix, i + c);
      }
    }
  }

  /** Without decay. */
  static void addOuterProduct(
      float[] matrix,
      int offset,
      int stride,
      int rows,
      int columns,
      float[] scales,
      float[] vector) {
    for (int r = 0, i = offset; r < rows; r++, i += stride) {
      FloatVector scale = broadcast(FLOATS, scales[r]);
      for (int c = 0; c < columns; c += WIDTH) {
        fromArray(FLOATS, vector, c)
            .fma(scale, fromArray(FLOATS, matrix, i + c))
            .intoArray(matrix, i + c);
      }
    }
  }

  static void addOuterProductAt(
      float[] matrix,
      int[] starts,
      int rows,
      int columns,
      float decay,
      float[] scales,
      float[] vector) {
    FloatVector kept = broadcast(FLOATS, decay);
    for (int r = 0; r < rows; r++) {
      int i = starts[r];
      FloatVector scale = broadcast(FLOATS, scales[r]);
      for (int c = 0; c < columns; c += WIDTH) {
        fromArray(FLOATS, vector, c)
            .fma(scale, fromArray(FLOATS, matrix, i + c).mul(kept))
            .intoArray(matrix, i + c);
      }
    }
  }
}
