package io.gradstream.dataset.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gradstream.dataset.DatasetException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The bytes of a CSV file, unpacked if they are gzip. */
final class CsvBytes {
  private static final String GZIP = "\u001f\u008b";

  /** What else people have under the name of a CSV file. */
  private static final List<Foreign> FOREIGN =
      List.of(
          new Foreign("a ZIP archive, as .xlsx files are", "PK\u0003\u0004"),
          new Foreign("an old Excel file", "\u00d0\u00cf\u0011\u00e0"),
          new Foreign("Parquet", "PAR1\u0015"),
          new Foreign("packed with bzip2", "BZh[1-9]1AY&SY"),
          new Foreign("packed with xz", "\u00fd7zXZ"),
          new Foreign("packed with zstd", "\\(\u00b5/\u00fd"));

  /** As many as those formats are known by. */
  private static final int MAGIC_BYTES = 10;

  private CsvBytes() {}

  /**
   * Opens a file; the stream can be marked.
   *
   * @throws DatasetException if it is of a format that is no text
   * @throws UncheckedIOException if it cannot be read
   */
  static InputStream open(Path file) {
    try {
      InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
      try {
        if (start(bytes).startsWith(GZIP)) {
          bytes = new BufferedInputStream(new GZIPInputStream(bytes));
        }
        String start = start(bytes);
        for (Foreign format : FOREIGN) {
          if (format.magic.matcher(start).lookingAt()) {
            throw new DatasetException(
                "%s is %s, want CSV text, plain or gzip".formatted(file, format.name));
          }
        }
        return bytes;
      } catch (IOException | DatasetException e) {
        bytes.close();
        throw e;
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** What to throw where a file cannot be read on. */
  static RuntimeException unreadable(Path file, IOException e) {
    return e instanceof EOFException || e instanceof ZipException
        ? new DatasetException(
            "%s: its gzip data are damaged or cut off (%s), want the whole file"
                .formatted(file, e.getMessage()))
        : new UncheckedIOException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
  }

  private static String start(InputStream bytes) throws IOException {
    return new String(peek(bytes, MAGIC_BYTES), ISO_8859_1);
  }

  /** The next bytes, which stay to be read. */
  static byte[] peek(InputStream bytes, int most) throws IOException {
    bytes.mark(most);
    byte[] next = bytes.readNBytes(most);
    bytes.reset();
    return next;
  }

  /**
   * A format that is no text.
   *
   * @param magic its first bytes, a character each, which no text begins with
   */
  private record Foreign(String name, Pattern magic) {
    Foreign(String name, String magic) {
      this(name, Pattern.compile(magic));
    }
  }
}
