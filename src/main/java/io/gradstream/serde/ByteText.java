package io.gradstream.serde;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;

/** Bytes as a text by which they are told apart from others. */
public final class ByteText {
  /** What digits begin with. */
  static final String HEX = "0x";

  private static final char REPLACEMENT = '\ufffd';

  private ByteText() {}

  /**
   * The text that bytes are in UTF-8. Bytes that are not UTF-8, or contain a NUL as numbers do,
   * become hexadecimal digits: read as a text, different ones could be the same.
   */
  public static String of(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    return isText(text, bytes) ? text : HEX + HexFormat.of().formatHex(bytes);
  }

  static boolean isText(byte[] bytes) {
    return isText(new String(bytes, UTF_8), bytes);
  }

  private static boolean isText(String text, byte[] bytes) {
    return text.indexOf('\0') < 0
        && (text.indexOf(REPLACEMENT) < 0 || Arrays.equals(text.getBytes(UTF_8), bytes));
  }
}
