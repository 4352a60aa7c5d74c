package io.gradstream.kernel;

/**
 * Running count, mean and sum of squared deviations of each element: views of three arrays of one
 * padded length.
 */
public final class Moments {
  final double[] count;
  final double[] mean;
  final double[] squares;

  public Moments(double[] count, double[] mean, double[] squares) {
    this.count = count;
    this.mean = mean;
    this.squares = squares;
  }

  /** Moments of nothing yet. */
  public static Moments ofLength(int padded) {
    return new Moments(new double[padded], new double[padded], new double[padded]);
  }

  /** Forgets an element. */
  public void clear(int element) {
    count[element] = 0;
    mean[element] = 0;
    squares[element] = 0;
  }

  /** Takes over another's values of an element. */
  public void setElement(Moments other, int element) {
    count[element] = other.count[element];
    mean[element] = other.mean[element];
    squares[element] = other.squares[element];
  }

  /** Takes over another's values of the first {@code length} elements. */
  public void set(Moments other, int length) {
    System.arraycopy(other.count, 0, count, 0, length);
    System.arraycopy(other.mean, 0, mean, 0, length);
    System.arraycopy(other.squares, 0, squares, 0, length);
  }
}
