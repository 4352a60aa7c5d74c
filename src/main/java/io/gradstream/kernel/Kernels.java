package io.gradstream.kernel;

/**
 * Arithmetic on flat {@code float} arrays, defined to the bit.
 *
 * <p>A matrix is row-major: rows of {@code columns} elements of an array, the first at {@code
 * offset}, each {@code stride} after the one before it; or, in the operations on rows {@code At},
 * each where {@code starts} says, no two at the same place. The row length {@code columns}, like
 * every vector's length, is a multiple of {@value #LANES}; what a shorter row leaves over is zero
 * and stays zero. So no operation has a remainder, on any vector width.
 *
 * <p>Element-wise results are a fixed sequence of operations for each element, {@code fma} where
 * written so. A sum across elements goes through {@value #LANES} lanes, element {@code i} into lane
 * {@code i mod 16} by {@code fma} in ascending order, and the lanes are added pairwise: {@code l}
 * and {@code l + 8}, then {@code l + 4}, {@code l + 2}, {@code l + 1}.
 */
public sealed interface Kernels permits ScalarKernels, VectorKernels {
  /** Virtual lanes of a sum, and the granularity of every row. */
  int LANES = 16;

  /** What a root mean square is increased by before something is divided by it. */
  float EPSILON = 1e-6f;

  /** The smallest row length that holds {@code length} elements. */
  static int padded(int length) {
    return Math.ceilDiv(length, LANES) * LANES;
  }

  /** The plain version, the definition of every operation. */
  static Kernels scalar() {
    return new ScalarKernels();
  }

  /** The vector version where this CPU has vectors of 4, 8 or 16 floats, else the plain one. */
  static Kernels best() {
    return VectorKernels.supported() ? new VectorKernels() : scalar();
  }

  /** Names version and vector width, for the startup line. */
  String describe();

  /** {@code sum[c] ← fma(scales[r], matrix[r][c], sum[c])} for {@code r = 0, 1, …}. */
  void addScaledRows(
      float[] matrix, int offset, int stride, int rows, int columns, float[] scales, float[] sum);

  /** {@link #addScaledRows} over rows here and there. */
  void addScaledRowsAt(
      float[] matrix, int[] starts, int rows, int columns, float[] scales, float[] sum);

  /** {@code dots[r] ← Σc matrix[r][c] · vector[c]}. */
  void rowDots(
      float[] matrix, int offset, int stride, int rows, int columns, float[] vector, float[] dots);

  /** {@code matrix[r][c] ← fma(scales[r], vector[c], decay · matrix[r][c])}. */
  void addOuterProduct(
      float[] matrix,
      int offset,
      int stride,
      int rows,
      int columns,
      float decay,
      float[] scales,
      float[] vector);

  /** {@link #addOuterProduct} to rows here and there. */
  void addOuterProductAt(
      float[] matrix,
      int[] starts,
      int rows,
      int columns,
      float decay,
      float[] scales,
      float[] vector);

  /**
   * One step of an optimizer: changes each element, and the rule's states of it, as the rule says
   * for the gradient {@code scales[r] · vector[c]}.
   *
   * @param states the arrays of the rule, all with the layout of the matrix
   */
  void update(
      UpdateRule rule,
      float[] matrix,
      float[][] states,
      int offset,
      int stride,
      int rows,
      int columns,
      float[] scales,
      float[] vector);

  /** {@link #update} for rows here and there. */
  void updateAt(
      UpdateRule rule,
      float[] matrix,
      float[][] states,
      int[] starts,
      int rows,
      int columns,
      float[] scales,
      float[] vector);

  /** {@code Σi a[i] · b[i]} over the first {@code length} elements. */
  float dot(float[] a, float[] b, int length);

  /** {@code out[i] ← factor · in[i]}. */
  void scale(float factor, float[] in, float[] out, int length);

  /** {@code out ← in > 0 ? in : slope · in}. */
  void leakyRelu(float slope, float[] in, float[] out, int length);

  /** {@code delta ← in > 0 ? delta : slope · delta}. */
  void dLeakyRelu(float slope, float[] in, float[] delta, int length);

  /** {@code out ← 1 / (1 + exp(−in))}. */
  void sigmoid(float[] in, float[] out, int length);

  /** {@code delta ← delta · (out · (1 − out))}. */
  void dSigmoid(float[] out, float[] delta, int length);

  /** {@code out ← tanh(in)}. */
  void tanh(float[] in, float[] out, int length);

  /** {@code delta ← delta · fma(−out, out, 1)}. */
  void dTanh(float[] out, float[] delta, int length);

  /**
   * {@code out ← gelu(in)}, see {@link Functions#gelu}, and {@code in ← gelu′(in)}, see {@link
   * Functions#dGelu}: the two share most of their work.
   */
  void gelu(float[] in, float[] out, int length);

  /** {@code out ← in · out}. */
  void multiply(float[] in, float[] out, int length);

  /**
   * Running moments after Welford (1962), one for each element, and the values standardised by
   * them. An element that is NaN is missing: its moments stay and it becomes 0, the mean. For any
   * other, in {@code double}:
   *
   * <pre>
   * n ← min(count + 1, horizon);  q ← squares, or squares − squares / n where n = count
   * d ← x − mean;  m ← mean + d / n;  s ← q + d · (x − m)
   * out ← clamp((x − m) · √(n / s), ±clip), or 0 where n / s is infinite
   * </pre>
   *
   * @param horizon how many examples the moments rest on at most: beyond it they fade
   * @param next receives the moments with {@code x} included; {@code moments} is not changed
   * @return false if an element is infinite: nothing written is then of use
   */
  boolean standardize(
      double[] x,
      int length,
      double horizon,
      double clip,
      Moments moments,
      Moments next,
      float[] out);

  /**
   * Running mean squares of elements, and the elements over their roots: {@code q ← fma(gain, x ·
   * x, keep · q)}, but {@code x · x / correction} where {@code q} is 0: a first element counts as
   * if all before had been like it. Then 0 where that is below 2⁻¹²⁰, see {@link RmsPropRule}, and
   * {@code out ← factor · x / (√(correction · q) + 10⁻⁶)}.
   *
   * @param squares holds {@code q} from {@code offset} on
   */
  void overRootMeanSquare(
      float[] x,
      float[] squares,
      int offset,
      int length,
      float keep,
      float gain,
      float correction,
      float factor,
      float[] out);
}
