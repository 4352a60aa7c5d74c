package io.gradstream.dataset.csv;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_32BE;
import static java.nio.charset.StandardCharsets.UTF_32LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;

/**
 * How a file's characters are encoded, as its first bytes tell.
 *
 * @param markBytes the length of the byte order mark that it begins with, or 0
 */
record TextEncoding(Charset charset, int markBytes) {
  /** Those with a mark; that of UTF-32LE begins as that of UTF-16LE does. */
  private static final List<Charset> MARKED =
      List.of(UTF_8, UTF_32LE, UTF_32BE, UTF_16LE, UTF_16BE);

  private static final String MARK = "\uFEFF";
  private static final int LOOKED_AT = 1 << 12;

  /** Less tell nothing of a pattern. */
  private static final int FEWEST = 6;

  /** Looks at the first bytes, which stay to be read. */
  static TextEncoding of(InputStream bytes) throws IOException {
    byte[] start = CsvBytes.peek(bytes, LOOKED_AT);
    for (Charset charset : MARKED) {
      byte[] mark = MARK.getBytes(charset);
      if (start.length >= mark.length
          && Arrays.equals(mark, 0, mark.length, start, 0, mark.length)) {
        return new TextEncoding(charset, mark.length);
      }
    }
    return new TextEncoding(byZeros(start), 0);
  }

  /** Of plain letters and digits, UTF-16 makes every second byte a zero, and no other. */
  private static Charset byZeros(byte[] start) {
    int[] zeros = new int[2];
    for (int i = 0; i < start.length; i++) {
      zeros[i % 2] += start[i] == 0 ? 1 : 0;
    }
    int many = start.length / 4;
    if (start.length < FEWEST || Math.max(zeros[0], zeros[1]) <= many) {
      return UTF_8;
    }
    int few = start.length / 64;
    return zeros[0] <= few ? UTF_16LE : zeros[1] <= few ? UTF_16BE : UTF_8;
  }

  /** Reads what was looked at; malformed text is an error, where Java would replace it. */
  Reader reader(InputStream bytes) throws IOException {
    bytes.skipNBytes(markBytes);
    return new InputStreamReader(bytes, charset.newDecoder());
  }
}
