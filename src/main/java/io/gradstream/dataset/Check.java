package io.gradstream.dataset;

/** The bounds of the parameters of generators and transforms. */
public final class Check {
  private Check() {}

  public static void atLeast(long least, String name, long value) {
    if (value < least) {
      throw new IllegalArgumentException("%s is %d, want %d or more".formatted(name, value, least));
    }
  }

  public static void between(double least, double most, String name, double value) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s is %s, want %s to %s".formatted(name, value, least, most));
    }
  }

  /** The classes of a stream, two or more. */
  public static LabelKind.Classes classes(String transform, Columns columns) {
    if (columns.kind() instanceof LabelKind.Classes classes && classes.names().size() > 1) {
      return classes;
    }
    String got = columns.kind() instanceof LabelKind.Real ? "real numbers" : "one class";
    throw new IllegalArgumentException(
        "%s: labels '%s' are %s, want two classes or more"
            .formatted(transform, columns.label(), got));
  }
}
