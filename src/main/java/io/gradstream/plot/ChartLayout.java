package io.gradstream.plot;

import io.gradstream.plot.Canvas.Anchor;
import io.gradstream.plot.Canvas.Pen;
import io.gradstream.plot.Chart.Line;
import io.gradstream.plot.Chart.Point;
import java.util.List;

/** Where everything of a chart is: title above, axes around the lines, the legend beside them. */
record ChartLayout(Chart chart, Axis x, Axis y) {
  private static final double LEFT = 66;
  private static final double RIGHT = Canvas.WIDTH - 230;
  private static final double TOP = 52;
  private static final double BOTTOM = Canvas.HEIGHT - 56;

  private static final int TEXT = 0x222222;
  private static final int PALE_TEXT = 0x666666;
  private static final int GRID = 0xe4e4e4;
  private static final int FRAME = 0x999999;
  private static final int REFERENCE = 0x808080;

  /**
   * Told apart by people who see colours differently too (Okabe and Ito, "Color universal design",
   * 2008), but for yellow, which is pale on white.
   */
  private static final List<Integer> COLOURS =
      List.of(0x0072b2, 0xd55e00, 0x009e73, 0xcc79a7, 0xe69f00, 0x56b4e9, 0x000000, 0x8c564b);

  private static final int TICKS = 6;

  /** The share of values that are usual; others can be far larger. */
  private static final double USUAL_SHARE = 0.98;

  private static final double FAR = 4;

  /** A text that is longer loses its beginning: of paths the end tells more. */
  private static final int NAME_CHARS = 24;

  private static final int TITLE_CHARS = 90;

  private static final double LEGEND_LEFT = RIGHT + 18;
  private static final double SWATCH = 22;
  private static final double ENTRY_HEIGHT = 38;

  static ChartLayout of(Chart chart) {
    double end =
        points(chart).stream().mapToDouble(Point::x).filter(Double::isFinite).max().orElse(1);
    double[] values =
        points(chart).stream().mapToDouble(Point::y).filter(Double::isFinite).sorted().toArray();
    double least = values.length == 0 ? 0 : values[0];
    double most = values.length == 0 ? 1 : most(values);
    boolean fromZero = least > 0 && least < most / 2;
    return new ChartLayout(
        chart, Axis.of(0, end, TICKS, false), Axis.of(fromZero ? 0 : least, most, TICKS, true));
  }

  private static List<Point> points(Chart chart) {
    return chart.lines().stream().flatMap(line -> line.points().stream()).toList();
  }

  /** The largest value, unless a few are far beyond all others: these leave the frame. */
  private static double most(double[] sorted) {
    double max = sorted[sorted.length - 1];
    double usual = sorted[(int) (USUAL_SHARE * (sorted.length - 1))];
    return usual > 0 && max > FAR * usual ? 1.5 * usual : max;
  }

  void draw(Canvas canvas) {
    canvas.text(LEFT, 28, cut(chart.title(), TITLE_CHARS), Anchor.START, 16, TEXT);
    drawAxes(canvas);
    // The first on top.
    for (int k = chart.lines().size() - 1; k >= 0; k--) {
      drawLine(canvas, chart.lines().get(k), colour(k));
    }
    drawLegend(canvas);
  }

  private int colour(int index) {
    if (chart.lines().get(index).reference()) {
      return REFERENCE;
    }
    long before = chart.lines().stream().limit(index).filter(line -> !line.reference()).count();
    return COLOURS.get((int) before);
  }

  private void drawAxes(Canvas canvas) {
    Pen grid = new Pen(GRID, 1, false);
    for (double tick : y.ticks()) {
      double at = vertical(tick);
      segment(canvas, LEFT, at, RIGHT, at, grid);
      canvas.text(LEFT - 8, at + 4, y.label(tick), Anchor.END, 12, TEXT);
    }
    Pen frame = new Pen(FRAME, 1, false);
    for (double tick : x.ticks()) {
      double at = horizontal(tick);
      segment(canvas, at, BOTTOM, at, BOTTOM + 5, frame);
      canvas.text(at, BOTTOM + 19, x.label(tick), Anchor.MIDDLE, 12, TEXT);
    }
    segment(canvas, LEFT, TOP, LEFT, BOTTOM, frame);
    segment(canvas, LEFT, BOTTOM, RIGHT, BOTTOM, frame);
    canvas.text(LEFT, TOP - 8, chart.yLabel(), Anchor.START, 12, PALE_TEXT);
    canvas.text((LEFT + RIGHT) / 2, BOTTOM + 40, chart.xLabel(), Anchor.MIDDLE, 12, PALE_TEXT);
  }

  private void drawLine(Canvas canvas, Line line, int rgb) {
    double[] across = line.points().stream().mapToDouble(p -> horizontal(p.x())).toArray();
    double[] down = line.points().stream().mapToDouble(p -> vertical(p.y())).toArray();
    canvas.line(across, down, new Pen(rgb, line.reference() ? 1.2 : 1.8, line.reference()));
    for (int i = 0; i < down.length; i++) {
      if (line.points().get(i).marked() && !Double.isNaN(down[i])) {
        canvas.triangle(across[i], down[i] - 3, rgb);
      }
    }
  }

  private void drawLegend(Canvas canvas) {
    double at = TOP + 10;
    double text = LEGEND_LEFT + SWATCH + 8;
    for (int k = 0; k < chart.lines().size(); k++) {
      Line line = chart.lines().get(k);
      Pen pen = new Pen(colour(k), 2.4, line.reference());
      segment(canvas, LEGEND_LEFT, at - 4, LEGEND_LEFT + SWATCH, at - 4, pen);
      canvas.text(text, at, cut(line.name(), NAME_CHARS), Anchor.START, 12, TEXT);
      canvas.text(text, at + 15, line.note(), Anchor.START, 11, PALE_TEXT);
      at += ENTRY_HEIGHT;
    }
    if (points(chart).stream().anyMatch(Point::marked)) {
      canvas.triangle(LEGEND_LEFT + SWATCH / 2, at, PALE_TEXT);
      canvas.text(text, at, chart.mark(), Anchor.START, 12, TEXT);
    }
  }

  private static String cut(String text, int chars) {
    return text.length() <= chars ? text : "…" + text.substring(text.length() - chars + 1);
  }

  private static void segment(Canvas canvas, double x1, double y1, double x2, double y2, Pen pen) {
    canvas.line(new double[] {x1, x2}, new double[] {y1, y2}, pen);
  }

  private double horizontal(double value) {
    return LEFT + x.place(value) * (RIGHT - LEFT);
  }

  private double vertical(double value) {
    return BOTTOM - y.place(value) * (BOTTOM - TOP);
  }
}
