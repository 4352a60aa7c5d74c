package io.gradstream.plot;

import java.util.List;

/**
 * Lines over a common axis. Numbers of the x axis are 0 or more; a value that is not finite leaves
 * a gap.
 *
 * @param mark what it means that a point is marked
 * @param lines the legend's order; at most {@value #MOST_LINES} and references
 */
public record Chart(String title, String xLabel, String yLabel, String mark, List<Line> lines) {
  /** Lines that are no references, at most: there are no more colours to tell apart. */
  public static final int MOST_LINES = 8;

  /** Copies the list. */
  public Chart {
    lines = List.copyOf(lines);
    long coloured = lines.stream().filter(line -> !line.reference).count();
    if (coloured > MOST_LINES) {
      throw new IllegalArgumentException(
          "lines: got %d, wants %d at most".formatted(coloured, MOST_LINES));
    }
  }

  /**
   * A line.
   *
   * @param note what the legend says below the name
   * @param reference whether it is only there to be compared with: grey and dashed
   */
  public record Line(String name, String note, boolean reference, List<Point> points) {
    /** Copies the list. */
    public Line {
      points = List.copyOf(points);
    }
  }

  /**
   * A point of a line.
   *
   * @param marked whether something happened there
   */
  public record Point(double x, double y, boolean marked) {}
}
