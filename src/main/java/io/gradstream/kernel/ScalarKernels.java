package io.gradstream.kernel;

/** The definition: plain loops that can be read aloud. */
final class ScalarKernels implements Kernels {
  @Override
  public String describe() {
    return "scalar";
  }

  @Override
  public void addScaledRows(
      float[] matrix, int offset, int stride, int rows, int columns, float[] scales, float[] sum) {
    for (int r = 0; r < rows; r++) {
      addScaledRow(matrix, offset + r * stride, columns, scales[r], sum);
    }
  }

  @Override
  public void addScaledRowsAt(
      float[] matrix, int[] starts, int rows, int columns, float[] scales, float[] sum) {
    for (int r = 0; r < rows; r++) {
      addScaledRow(matrix, starts[r], columns, scales[r], sum);
    }
  }

  private static void addScaledRow(float[] matrix, int row, int columns, float scale, float[] sum) {
    for (int c = 0; c < columns; c++) {
      sum[c] = Math.fma(scale, matrix[row + c], sum[c]);
    }
  }

  @Override
  public void rowDots(
      float[] matrix, int offset, int stride, int rows, int columns, float[] vector, float[] dots) {
    for (int r = 0; r < rows; r++) {
      dots[r] = lanes(matrix, offset + r * stride, vector, columns, 0, 1);
    }
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
    for (int r = 0; r < rows; r++) {
      addToRow(matrix, offset + r * stride, columns, decay, scales[r], vector);
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
    for (int r = 0; r < rows; r++) {
      addToRow(matrix, starts[r], columns, decay, scales[r], vector);
    }
  }

  private static void addToRow(
      float[] matrix, int row, int columns, float decay, float scale, float[] vector) {
    for (int c = 0; c < columns; c++) {
      matrix[row + c] = Math.fma(scale, vector[c], decay * matrix[row + c]);
    }
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
      rule.update(matrix, states, i, columns, scales[r], vector);
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
      rule.update(matrix, states, starts[r], columns, scales[r], vector);
    }
  }

  @Override
  public float dot(float[] a, float[] b, int length) {
    return lanes(a, 0, b, length, 0, 1);
  }

  /** The sum of the lanes {@code lane}, {@code lane + stride}, {@code lane + 2·stride}, …. */
  private static float lanes(float[] a, int offset, float[] b, int length, int lane, int stride) {
    if (stride < LANES) {
      return lanes(a, offset, b, length, lane, 2 * stride)
          + lanes(a, offset, b, length, lane + stride, 2 * stride);
    }
    float sum = 0f;
    for (int i = lane; i < length; i += LANES) {
      sum = Math.fma(a[offset + i], b[i], sum);
    }
    return sum;
  }

  @Override
  public void scale(float factor, float[] in, float[] out, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = factor * in[i];
    }
  }

  @Override
  public void leakyRelu(float slope, float[] in, float[] out, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = in[i] > 0f ? in[i] : slope * in[i];
    }
  }

  @Override
  public void dLeakyRelu(float slope, float[] in, float[] delta, int length) {
    for (int i = 0; i < length; i++) {
      delta[i] = in[i] > 0f ? delta[i] : slope * delta[i];
    }
  }

  @Override
  public void sigmoid(float[] in, float[] out, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = Functions.sigmoid(in[i]);
    }
  }

  @Override
  public void dSigmoid(float[] out, float[] delta, int length) {
    for (int i = 0; i < length; i++) {
      delta[i] = delta[i] * (out[i] * (1f - out[i]));
    }
  }

  @Override
  public void tanh(float[] in, float[] out, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = Functions.tanh(in[i]);
    }
  }

  @Override
  public void dTanh(float[] out, float[] delta, int length) {
    for (int i = 0; i < length; i++) {
      delta[i] = delta[i] * Math.fma(-out[i], out[i], 1f);
    }
  }

  @Override
  public void gelu(float[] in, float[] out, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = Functions.gelu(in[i]);
      in[i] = Functions.dGelu(in[i]);
    }
  }

  @Override
  public void multiply(float[] in, float[] out, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = in[i] * out[i];
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
    boolean finite = true;
    for (int i = 0; i < length; i++) {
      double value = x[i];
      double mean = moments.mean[i];
      double squares = moments.squares[i];
      double count = moments.count[i];
      double standardized = 0;
      if (!Double.isNaN(value)) {
        finite &= !Double.isInfinite(value);
        double n = Math.min(count + 1, horizon);
        squares = n > count ? squares : squares - squares / n;
        count = n;
        double d = value - mean;
        mean += d / count;
        squares += d * (value - mean);
        double ratio = count / squares;
        if (ratio < Double.POSITIVE_INFINITY) {
          double z = (value - mean) * Math.sqrt(ratio);
          standardized = Math.max(-clip, Math.min(clip, z));
        }
      }
      next.count[i] = count;
      next.mean[i] = mean;
      next.squares[i] = squares;
      out[i] = (float) standardized;
    }
    return finite;
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
    for (int i = 0; i < length; i++) {
      float square = x[i] * x[i];
      float before = squares[offset + i];
      float q = before == 0 ? square / correction : Math.fma(gain, square, keep * before);
      q = q < RmsPropRule.MIN_SQUARE ? 0f : q;
      squares[offset + i] = q;
      out[i] = factor * x[i] / ((float) Math.sqrt(correction * q) + EPSILON);
    }
  }
}
