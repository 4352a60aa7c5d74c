package io.gradstream.dataset.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gradstream.text.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/**
 * The first byte of a file that belongs to no text in its encoding.
 *
 * @param line from 1 on, each ended by a line feed, a carriage return or both
 * @param value of the byte, 0 to 255
 * @param latin the word that the byte stands in, if the file were in Windows-1252
 * @param before what was in order before it
 */
record MalformedText(long line, int value, String latin, Before before) {
  private static final Charset LATIN = Charset.forName("windows-1252");
  private static final String TEXT_CONTROLS = "\t\n\r\f";
  private static final int BUFFER = 1 << 13;
  private static final int FIRST_BEYOND_ASCII = 0x80;

  /** The most characters of the word before the byte, and after it. */
  private static final int AROUND = 12;

  /** The text before the byte. */
  enum Before {
    /** Only letters, digits and the like of ASCII. */
    ASCII,
    /** Other characters too. */
    OTHERS,
    /** Control characters that no text has. */
    CONTROLS;

    private Before and(char c) {
      return this == CONTROLS || (c < ' ' && TEXT_CONTROLS.indexOf(c) < 0)
          ? CONTROLS
          : c >= FIRST_BEYOND_ASCII ? OTHERS : this;
    }
  }

  /** Looks for it; what is read has one. */
  static MalformedText in(InputStream file, Charset charset) throws IOException {
    CharsetDecoder decoder = charset.newDecoder();
    ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
    CharBuffer text = CharBuffer.allocate(BUFFER);
    StringBuilder last = new StringBuilder();
    Before before = charset.equals(UTF_8) ? Before.ASCII : Before.OTHERS;
    long line = 1;
    boolean afterReturn = false;
    while (true) {
      int read = file.read(bytes.array(), bytes.position(), bytes.remaining());
      bytes.position(bytes.position() + Math.max(read, 0)).flip();
      CoderResult result = decoder.decode(bytes, text, read < 0);
      for (char c : text.flip().toString().toCharArray()) {
        line += c == '\r' || (c == '\n' && !afterReturn) ? 1 : 0;
        afterReturn = c == '\r';
        before = before.and(c);
        last.append(c);
      }
      if (result.isError()) {
        String after = LATIN.decode(bytes.slice()).toString();
        return new MalformedText(
            line, Byte.toUnsignedInt(bytes.get()), wordEnd(last) + wordStart(after), before);
      }
      if (read < 0) {
        throw new IOException("the file is no longer what it was");
      }
      last.delete(0, Math.max(0, last.length() - AROUND));
      text.clear();
      bytes.compact();
    }
  }

  private static String wordEnd(CharSequence text) {
    int start = text.length();
    while (start > Math.max(0, text.length() - AROUND) && isOfWord(text.charAt(start - 1))) {
      start--;
    }
    return text.subSequence(start, text.length()).toString();
  }

  private static String wordStart(String text) {
    int end = 0;
    while (end < Math.min(text.length(), AROUND) && isOfWord(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end);
  }

  private static boolean isOfWord(char c) {
    return Character.isLetterOrDigit(c) || c >= FIRST_BEYOND_ASCII;
  }

  /** What is wrong, and what to do. */
  String message(Charset charset) {
    String found = "byte 0x%02x is not %s".formatted(value, charset.name());
    return switch (before) {
      case CONTROLS -> found + ", nor is the file another text; want CSV text, plain or gzip";
      case OTHERS -> found + ", though the text before it is; repair this place";
      case ASCII ->
          found
              + ("; in Windows-1252 (Latin-1) it would be in %s; if that is right, convert the"
                      + " file, as by iconv -f WINDOWS-1252 -t UTF-8, else from the encoding that"
                      + " it has")
                  .formatted(Messages.quoted(latin));
    };
  }
}
