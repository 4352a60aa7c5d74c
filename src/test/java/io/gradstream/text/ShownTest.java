package io.gradstream.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShownTest {
  /** Of a terminal's language, of lines, of the direction of reading, of nothing to be seen. */
  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 7, 8, '\n', '\r', '\t', 0x1b, 0x7f, 0x85, 0x9b, 0xad, 0x61c, 0x200b, 0x200e, 0x2028,
        0x2029, 0x202e, 0x2066, 0x2069, 0xfeff, 0xfff9, 0xffff, 0xd800, 0xe0041
      })
  void whatATerminalOrAReaderWouldObeyIsSpelledOut(int codePoint) {
    String text = "a" + new StringBuilder().appendCodePoint(codePoint) + "b";

    assertThat(Shown.line(text)).matches("a\\\\[nrtu].*b").matches("\\p{Print}+");
  }

  @Test
  void aStartIsMarkedAndSplitsNoCharacter() {
    assertThat(Shown.start("abc", 3)).isEqualTo("abc");
    assertThat(Shown.start("abcd", 3)).isEqualTo("abc…");
    assertThat(Shown.start("ab👩d", 3)).isEqualTo("ab…");
  }

  @Test
  void allElseStays() {
    String text = "Ünï \\n 漢字 مرحبا می\u200cخواهم 👩\u200d💻 \"…\"";

    assertThat(Shown.line(text)).isSameAs(text);
  }

  @Test
  void ourOwnMessagesKeepTheirLines() {
    assertThat(Shown.lines("a\n\tb\u001b[2J\rc")).isEqualTo("a\n\tb\\u001b[2J\\rc");
  }
}
