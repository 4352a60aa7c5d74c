package io.gradstream.plot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** A canvas of SVG elements. */
final class SvgCanvas implements Canvas {
  private final StringBuilder svg = new StringBuilder();

  SvgCanvas() {
    svg.append(
        String.format(
            Locale.ROOT,
            """
            <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d"
              viewBox="0 0 %1$d %2$d" font-family="sans-serif">
            <rect width="100%%" height="100%%" fill="#ffffff"/>
            """,
            WIDTH,
            HEIGHT));
  }

  @Override
  public void line(double[] x, double[] y, Pen pen) {
    svg.append("<path d=\"");
    String command = "M";
    for (int i = 0; i < x.length; i++) {
      if (Double.isNaN(y[i])) {
        command = "M";
      } else {
        svg.append(String.format(Locale.ROOT, "%s%.1f %.1f", command, x[i], y[i]));
        command = "L";
      }
    }
    svg.append(
        String.format(
            Locale.ROOT,
            """
            " fill="none" stroke="#%06x" stroke-width="%.1f" stroke-linejoin="round"%s/>
            """,
            pen.rgb(),
            pen.width(),
            pen.dashed() ? " stroke-dasharray=\"6 4\"" : ""));
  }

  @Override
  public void triangle(double x, double y, int rgb) {
    svg.append(
        String.format(
            Locale.ROOT,
            """
            <path d="M%.1f %.1fl-4 -8h8z" fill="#%06x"/>
            """,
            x,
            y,
            rgb));
  }

  @Override
  public void text(double x, double y, String text, Anchor anchor, int size, int rgb) {
    svg.append(
        String.format(
            Locale.ROOT,
            """
            <text x="%.1f" y="%.1f" text-anchor="%s" font-size="%d" fill="#%06x">%s</text>
            """,
            x,
            y,
            anchor.name().toLowerCase(Locale.ROOT),
            size,
            rgb,
            escaped(text)));
  }

  /** Without what XML has a meaning for, or cannot hold. */
  private static String escaped(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cs}\\uFFFE\\uFFFF]", "?")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }

  @Override
  public void write(OutputStream out) throws IOException {
    out.write((svg + "</svg>\n").getBytes(UTF_8));
  }
}
