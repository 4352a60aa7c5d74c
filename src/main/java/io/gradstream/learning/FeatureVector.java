package io.gradstream.learning;

import io.gradstream.kernel.Kernels;
import io.gradstream.network.Workspace;
import java.util.Arrays;
import java.util.Objects;

/**
 * The features of an example: dense ones in a fixed order, of which NaN is a missing value; rows of
 * a hashed table; a row of each embedding. Reused between examples.
 */
public final class FeatureVector {
  /** Rows of the hashed table in one example, at most; repeats count. */
  public static final int MAX_ROWS = 1 << 20;

  private static final int FIRST_ROWS = 64;

  private final int capacity;
  private final double[] values;
  private final int[] embeddings;
  private int size;

  /** A row and the bits of its value: sorted, equal rows are neighbours in a defined order. */
  private long[] rows = new long[FIRST_ROWS];

  private long[] sorted = new long[FIRST_ROWS];

  private int rowCount;

  /** A vector of {@code size} missing values. */
  public FeatureVector(int size) {
    this(size, 0);
  }

  /**
   * A vector of missing values.
   *
   * @param capacity dense features at most; all of them are known until {@link #resize} says less
   * @param embeddings the number of embeddings
   */
  public FeatureVector(int capacity, int embeddings) {
    this.capacity = capacity;
    this.size = capacity;
    this.values = new double[Kernels.padded(capacity)];
    this.embeddings = new int[embeddings];
    Arrays.fill(values, Double.NaN);
    Arrays.fill(this.embeddings, -1);
  }

  /** A vector of the given values. */
  public static FeatureVector of(double... values) {
    FeatureVector vector = new FeatureVector(values.length);
    for (int i = 0; i < values.length; i++) {
      vector.set(i, values[i]);
    }
    return vector;
  }

  /** The number of dense features known so far. */
  public int size() {
    return size;
  }

  /** The number of dense features there may ever be. */
  public int capacity() {
    return capacity;
  }

  /** The number of embeddings. */
  public int embeddings() {
    return embeddings.length;
  }

  /**
   * Sets how many dense features are known; new ones are missing.
   *
   * @throws IndexOutOfBoundsException for more than the capacity
   */
  public void resize(int size) {
    Objects.checkFromToIndex(0, size, capacity);
    if (size < this.size) {
      Arrays.fill(values, size, this.size, Double.NaN);
    }
    this.size = size;
  }

  /** The value of a dense feature, NaN if missing. */
  public double get(int index) {
    return values[Objects.checkIndex(index, size)];
  }

  /** Sets a dense feature. */
  public void set(int index, double value) {
    values[Objects.checkIndex(index, size)] = value;
  }

  /** Marks a dense feature as missing. */
  public void setMissing(int index) {
    values[Objects.checkIndex(index, size)] = Double.NaN;
  }

  /** Makes everything missing; the number of known features stays. */
  public void clear() {
    Arrays.fill(values, 0, size, Double.NaN);
    Arrays.fill(embeddings, -1);
    rowCount = 0;
  }

  /**
   * Adds a row of the hashed table. The order of rows does not matter; the values of a row that is
   * added again are summed up. It allocates only for more rows than any example before had.
   *
   * @throws IllegalArgumentException for a negative row, or for more than {@value #MAX_ROWS}
   */
  public void addRow(int row, float value) {
    if (row < 0) {
      throw new IllegalArgumentException("row: got %d, wants at least 0".formatted(row));
    }
    if (rowCount == MAX_ROWS) {
      throw new IllegalArgumentException("rows: got more than %d".formatted(MAX_ROWS));
    }
    if (rowCount == rows.length) {
      rows = Arrays.copyOf(rows, 2 * rowCount);
    }
    rows[rowCount++] = (long) row << 32 | Integer.toUnsignedLong(Float.floatToRawIntBits(value));
  }

  /** Sets the row of an embedding, -1 if it is missing. */
  public void setEmbedding(int embedding, int row) {
    embeddings[Objects.checkIndex(embedding, embeddings.length)] = row;
  }

  /** The number of rows of the hashed table, repeats counted. */
  public int rowCount() {
    return rowCount;
  }

  /** A row of the hashed table, in no particular order. */
  public int row(int index) {
    return (int) (rows[Objects.checkIndex(index, rowCount)] >> 32);
  }

  /** The value of a row. */
  public float rowValue(int index) {
    return Float.intBitsToFloat((int) rows[Objects.checkIndex(index, rowCount)]);
  }

  /** The row of an embedding, -1 if it is missing. */
  public int embedding(int index) {
    return embeddings[index];
  }

  /** Fails with an {@link IllegalArgumentException} where a learner wants another shape. */
  public void checkShape(int capacity, int embeddings) {
    check("features", this.capacity, capacity);
    check("embeddings", this.embeddings.length, embeddings);
  }

  private static void check(String what, int got, int wanted) {
    if (got != wanted) {
      throw new IllegalArgumentException("%s: got %d, wants %d".formatted(what, got, wanted));
    }
  }

  /** Fails with an {@link IllegalArgumentException} for a row that a table does not have. */
  public void checkRows(int tableRows) {
    for (int k = 0; k < rowCount; k++) {
      if (row(k) >= tableRows) {
        throw new IllegalArgumentException(
            "row: got %d, wants one of %d".formatted(row(k), tableRows));
      }
    }
  }

  /** The dense features, then missing values up to the kernels' row length. */
  public double[] padded() {
    return values;
  }

  /** {@link #copySparse(Workspace, int)} of rows as they are. */
  public boolean copySparse(Workspace workspace) {
    return copySparse(workspace, Integer.MAX_VALUE);
  }

  /**
   * Copies all but the dense features: rows ascending, equal ones merged. Equal contents give equal
   * bits, in whatever order they were added.
   *
   * @param mask of a row's number the bits that are kept
   * @return false if a row's value is not finite
   */
  public boolean copySparse(Workspace workspace, int mask) {
    for (int k = 0; k < embeddings.length; k++) {
      workspace.setEmbedding(k, embeddings[k]);
    }
    workspace.clearRows();
    if (rowCount == 0) {
      return true;
    }
    if (sorted.length < rowCount) {
      sorted = new long[rows.length];
    }
    long kept = (long) mask << 32 | 0xFFFF_FFFFL;
    for (int i = 0; i < rowCount; i++) {
      sorted[i] = rows[i] & kept;
    }
    Arrays.sort(sorted, 0, rowCount);
    boolean finite = true;
    int next = 0;
    while (next < rowCount) {
      int row = (int) (sorted[next] >> 32);
      float value = 0f;
      while (next < rowCount && (int) (sorted[next] >> 32) == row) {
        value += Float.intBitsToFloat((int) sorted[next]);
        next++;
      }
      finite &= Float.isFinite(value);
      workspace.addRow(row, value);
    }
    return finite;
  }
}
