package io.gradstream.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;

/** A canvas of an image, two of its pixels for one of the canvas; it needs no display. */
final class PngCanvas implements Canvas {
  private static final int SCALE = 2;

  private final BufferedImage image;
  private final Graphics2D graphics;

  PngCanvas() {
    System.setProperty("java.awt.headless", "true");
    image = new BufferedImage(SCALE * WIDTH, SCALE * HEIGHT, BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(SCALE, SCALE);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  @Override
  public void line(double[] x, double[] y, Pen pen) {
    Path2D path = new Path2D.Double();
    boolean connected = false;
    for (int i = 0; i < x.length; i++) {
      if (Double.isNaN(y[i])) {
        connected = false;
      } else if (connected) {
        path.lineTo(x[i], y[i]);
      } else {
        path.moveTo(x[i], y[i]);
        connected = true;
      }
    }
    float[] dash = pen.dashed() ? new float[] {6, 4} : null;
    graphics.setColor(new Color(pen.rgb()));
    graphics.setStroke(
        new BasicStroke(
            (float) pen.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0));
    graphics.draw(path);
  }

  @Override
  public void triangle(double x, double y, int rgb) {
    Path2D path = new Path2D.Double();
    path.moveTo(x, y);
    path.lineTo(x - 4, y - 8);
    path.lineTo(x + 4, y - 8);
    path.closePath();
    graphics.setColor(new Color(rgb));
    graphics.fill(path);
  }

  @Override
  public void text(double x, double y, String text, Anchor anchor, int size, int rgb) {
    graphics.setColor(new Color(rgb));
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
    double width = graphics.getFontMetrics().getStringBounds(text, graphics).getWidth();
    double before =
        switch (anchor) {
          case START -> 0;
          case MIDDLE -> width / 2;
          case END -> width;
        };
    graphics.drawString(text, (float) (x - before), (float) y);
  }

  @Override
  public void write(OutputStream out) throws IOException {
    graphics.dispose();
    if (!ImageIO.write(image, "png", out)) {
      throw new IOException("this JDK writes no PNG");
    }
  }
}
