package io.gradstream.scale;

/** The normal distribution. */
final class Gaussians {
  private Gaussians() {}

  /** The rank of a value, by Simpson's rule. */
  static double rank(double value) {
    int steps = 200;
    double width = value / steps;
    double sum = 0;
    for (int k = 0; k <= steps; k++) {
      double x = k * width;
      int weight = k == 0 || k == steps ? 1 : k % 2 == 1 ? 4 : 2;
      sum += weight * Math.exp(-x * x / 2);
    }
    return 0.5 + sum * width / 3 / Math.sqrt(2 * Math.PI);
  }
}
