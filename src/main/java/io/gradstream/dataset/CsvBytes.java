package io.gradstream.dataset;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
          new Foreign("Parquet", "PAR1"),
          new Foreign("packed with bzip2", "BZh"),
          new Foreign("packed with xz", "\u00fd7zXZ"),
          new Foreign("packed with zstd", "(\u00b5/\u00fd"));

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
        if (startsWith(bytes, GZIP)) {
          bytes = new BufferedInputStream(new GZIPInputStream(bytes));
        }
        for (Foreign format : FOREIGN) {
          if (startsWith(bytes, format.magic)) {
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

  private static boolean startsWith(InputStream bytes, String magic) throws IOException {
    return Arrays.equals(peek(bytes, magic.length()), magic.getBytes(ISO_8859_1));
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
   * @param magic its first bytes, a character each
   */
  private record Foreign(String name, String magic) {}
}
