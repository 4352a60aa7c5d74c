package io.gradstream.plot;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;

/** A file that holds a chart, in the format that its name ends in. */
public final class ChartFile {
  private final Path file;
  private final Supplier<Canvas> canvas;

  private ChartFile(Path file, Supplier<Canvas> canvas) {
    this.file = file;
    this.canvas = canvas;
  }

  /**
   * A file that ends in {@code .svg} or {@code .png}, whether it exists or not.
   *
   * @throws IllegalArgumentException if it ends in something else, or its directory does not exist
   */
  public static ChartFile of(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new IllegalArgumentException("got %s, wants a directory that exists".formatted(file));
    }
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".svg")) {
      return new ChartFile(file, SvgCanvas::new);
    }
    if (name.endsWith(".png")) {
      return new ChartFile(file, PngCanvas::new);
    }
    throw new IllegalArgumentException(
        "got %s, wants a name that ends in .svg or .png".formatted(file));
  }

  /**
   * Writes a chart over what is there.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public void write(Chart chart) {
    Canvas drawn = canvas.get();
    ChartLayout.of(chart).draw(drawn);
    try (OutputStream out = Files.newOutputStream(file)) {
      drawn.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
