package io.gradstream.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against values that implementations of the 32-bit variant for x86 agree on. */
final class MurmurHash3Test {
  @ParameterizedTest
  @CsvSource({
    "'', 0, 0",
    "'', 1, 514e28b7",
    "'', ffffffff, 81f16f39",
    "test, 0, ba6bd213",
    "test, 9747b28c, 704b81dc",
    "aaaa, 9747b28c, 5a97808a",
    "aaa, 9747b28c, 283e0130",
    "aa, 9747b28c, 5d211726",
    "a, 9747b28c, 7fa09ea6",
    "'Hello, world!', 9747b28c, 24884cba",
    "The quick brown fox jumps over the lazy dog, 9747b28c, 2fa826cd"
  })
  void hashesAsOthersDo(String text, String seed, String expected) {
    byte[] bytes = ("__" + text + "__").getBytes(UTF_8);
    assertThat(MurmurHash3.hash(bytes, 2, bytes.length - 4, Integer.parseUnsignedInt(seed, 16)))
        .isEqualTo(Integer.parseUnsignedInt(expected, 16));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 7", "-5, 99", "2147483647, -1"})
  void aNumberIsHashedAsItsBytes(int number, int seed) {
    byte[] bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
    assertThat(MurmurHash3.hash(number, seed)).isEqualTo(MurmurHash3.hash(bytes, 0, 4, seed));
  }
}
