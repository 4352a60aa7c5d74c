package io.gradstream.dataset;

/** The bounds of a generator's parameters. */
final class Check {
  private Check() {}

  static void atLeast(long least, String name, long value) {
    if (value < least) {
      throw new IllegalArgumentException("%s is %d, want %d or more".formatted(name, value, least));
    }
  }

  static void between(double least, double most, String name, double value) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s is %s, want %s to %s".formatted(name, value, least, most));
    }
  }
}
