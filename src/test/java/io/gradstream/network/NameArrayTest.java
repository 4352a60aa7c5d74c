package io.gradstream.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameArrayTest {
  private static final int SEVERAL_BLOCKS = 3 * LearnedArray.BLOCK_BYTES;

  @Test
  void numbersNamesInTheOrderOfTheirFirstSight() {
    NameArray names = new NameArray("classes", 100);
    assertThat(names.indexOf("yes")).isEqualTo(-1);

    assertThat(List.of("no", "", "yes", "no", "größer 😀").stream().map(names::add))
        .containsExactly(0, 1, 2, 0, 3);
    assertThat(names.size()).isEqualTo(4);
    assertThat(names.indexOf("yes")).isEqualTo(2);
    assertThat(names.get(3)).isEqualTo("größer 😀");
    assertThatThrownBy(() -> names.get(4)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void takesWhatThereIsRoomForAndNoMore() {
    NameArray names = new NameArray("classes", 12);

    assertThat(names.add("12345678901")).isEqualTo(-1);
    assertThat(names.add("1234567")).isZero();
    assertThat(names.add("ab")).isEqualTo(-1);
    assertThat(names.add("a")).isEqualTo(1);
    assertThat(names.add("")).isEqualTo(-1);
    assertThat(names.add("1234567")).isZero();
    assertThat(new NameArray("classes", SEVERAL_BLOCKS).add("x".repeat(0xFFFF))).isEqualTo(-1);
    assertThat(new NameArray("classes", SEVERAL_BLOCKS).add("x".repeat(0xFFFE))).isZero();
  }

  @Test
  void knowsItsNamesAgainFromTheBlocksItMarked() {
    NameArray names = new NameArray("features", SEVERAL_BLOCKS);
    NameArray restored = new NameArray("features", SEVERAL_BLOCKS);
    for (int i = 0; i < 5; i++) {
      names.add(i + "x".repeat(20_000));
    }
    names.markChanged(0, 1);
    for (int block = names.blocks() - 1; block >= 0; block--) {
      if (names.nextChangedBlock(block) == block) {
        ByteBuffer bytes = ByteBuffer.allocate(names.blockBytes(block));
        names.writeBlock(block, bytes);
        restored.readBlock(block, bytes.flip());
      }
    }

    assertThat(names.nextChangedBlock(2)).as("the third block").isEqualTo(-1);
    assertThat(restored.size()).isEqualTo(5);
    assertThat(restored.indexOf(names.get(4))).isEqualTo(4);
    assertThat(restored.add("another")).isEqualTo(names.add("another")).isEqualTo(5);
    assertThat(restored.crc32c()).isEqualTo(names.crc32c());
  }

  @Test
  void aTextThatIsNotUnicodeIsOneNameBeforeAndAfterARestore() {
    NameArray names = new NameArray("classes", 100);
    assertThat(names.add("a\uD800")).isZero();
    assertThat(names.add("a\uD800")).isZero();
    assertThat(names.get(0)).isEqualTo("a?");
    assertThat(names.add("a?")).isZero();
  }
}
