package io.gradstream.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/**
 * The first byte of a file that belongs to no text in UTF-8.
 *
 * @param line from 1 on, each ended by a line feed, a carriage return or both
 * @param value of the byte, 0 to 255
 */
record MalformedText(long line, int value) {
  private static final int BUFFER = 1 << 13;

  /** Looks for it; what is read has one. */
  static MalformedText in(InputStream file) throws IOException {
    CharsetDecoder decoder = UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
    CharBuffer text = CharBuffer.allocate(BUFFER);
    long line = 1;
    boolean afterReturn = false;
    while (true) {
      int read = file.read(bytes.array(), bytes.position(), bytes.remaining());
      bytes.position(bytes.position() + Math.max(read, 0)).flip();
      CoderResult result = decoder.decode(bytes, text, read < 0);
      for (char c : text.flip().toString().toCharArray()) {
        line += c == '\r' || (c == '\n' && !afterReturn) ? 1 : 0;
        afterReturn = c == '\r';
      }
      if (result.isError()) {
        return new MalformedText(line, Byte.toUnsignedInt(bytes.get()));
      }
      if (read < 0) {
        throw new IOException("the file is no longer what it was");
      }
      text.clear();
      bytes.compact();
    }
  }
}
