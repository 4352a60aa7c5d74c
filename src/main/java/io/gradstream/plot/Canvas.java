package io.gradstream.plot;

import java.io.IOException;
import java.io.OutputStream;

/** What a chart is drawn on. Places are in pixels from the upper left corner. */
interface Canvas {
  /** Of all canvases. */
  int WIDTH = 960;

  /** Of all canvases. */
  int HEIGHT = 480;

  /** Where a text begins, has its middle or ends. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /**
   * How a line is drawn.
   *
   * @param rgb the colour, red in the highest of three bytes
   */
  record Pen(int rgb, double width, boolean dashed) {}

  /** Connects places; one that is not a number leaves a gap. */
  void line(double[] x, double[] y, Pen pen);

  /** A small triangle that points down at a place. */
  void triangle(double x, double y, int rgb);

  /** A text on a base line. */
  void text(double x, double y, String text, Anchor anchor, int size, int rgb);

  /** Writes what was drawn. */
  void write(OutputStream out) throws IOException;
}
