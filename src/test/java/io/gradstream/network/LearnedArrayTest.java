package io.gradstream.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearnedArrayTest {
  private static final int FLOATS = LearnedArray.BLOCK_BYTES / Float.BYTES;
  private static final int DOUBLES = LearnedArray.BLOCK_BYTES / Double.BYTES;

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "1, 1, 4",
    "16383, 1, 65532",
    "16384, 1, 65536",
    "16385, 2, 4",
    "40000, 3, 28928"
  })
  void floatsAreStoredInBlocksOf64KiBTheLastOneShorter(int length, int blocks, int lastBytes) {
    checkBlocks(new FloatArray("floats", length), blocks, lastBytes);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "1, 1, 8", "8191, 1, 65528", "8192, 1, 65536", "8193, 2, 8"})
  void doublesAreStoredInBlocksOf64KiBTheLastOneShorter(int length, int blocks, int lastBytes) {
    checkBlocks(new DoubleArray("doubles", length), blocks, lastBytes);
  }

  private static void checkBlocks(LearnedArray array, int blocks, int lastBytes) {
    assertThat(array.blocks()).isEqualTo(blocks);
    for (int block = 0; block < blocks; block++) {
      assertThat(array.blockBytes(block))
          .isEqualTo(block == blocks - 1 ? lastBytes : LearnedArray.BLOCK_BYTES);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 4", "256, 1, 1024", "257, 2, 4", "40000, 157, 256"})
  void tablesAreStoredInBlocksOf1KiBTheLastOneShorter(int length, int blocks, int lastBytes) {
    FloatArray table = new FloatArray("table", length, LearnedArray.TABLE_BLOCK_BYTES);
    table.markChanged(length - 1, length);

    assertThat(table.blocks()).isEqualTo(blocks);
    assertThat(table.blockBytes(blocks - 1)).isEqualTo(lastBytes);
    assertThat(changedBlocks(table)).containsExactly(blocks - 1);
    assertThat(table.crc32c()).isEqualTo(new FloatArray("floats", length).crc32c());
  }

  @Test
  void nothingOfANewArrayIsChanged() {
    assertThat(changedBlocks(new FloatArray("floats", 2 * FLOATS + 1))).isEmpty();
    assertThat(changedBlocks(new DoubleArray("doubles", 1))).isEmpty();
    assertThat(changedBlocks(new NameArray("names", 100))).isEmpty();
  }

  @Test
  void marksTheBlocksThatHoldTheChangedElements() {
    assertThat(changedBlocks(0, 1)).containsExactly(0);
    assertThat(changedBlocks(FLOATS - 1, FLOATS)).containsExactly(0);
    assertThat(changedBlocks(FLOATS, FLOATS + 1)).containsExactly(1);
    assertThat(changedBlocks(FLOATS - 1, FLOATS + 1)).containsExactly(0, 1);
    assertThat(changedBlocks(FLOATS, 3 * FLOATS)).containsExactly(1, 2);
    assertThat(changedBlocks(3 * FLOATS, 3 * FLOATS + 5)).containsExactly(3);
    assertThat(changedBlocks(5, 5)).isEmpty();
  }

  @Test
  void marksAddUpUntilTheyAreCleared() {
    LearnedArray array = new DoubleArray("doubles", 4 * DOUBLES);
    array.clearChanged();
    array.markChanged(0, 1);
    array.markChanged(3 * DOUBLES, 4 * DOUBLES);

    assertThat(changedBlocks(array)).containsExactly(0, 3);
    array.clearChanged();
    assertThat(changedBlocks(array)).isEmpty();
    array.markAllChanged();
    assertThat(changedBlocks(array)).containsExactly(0, 1, 2, 3);
  }

  @Test
  void refusesToMarkWhatItDoesNotHold() {
    LearnedArray array = new FloatArray("floats", 5);

    assertThatThrownBy(() -> array.markChanged(4, 6)).hasMessageContaining("5");
  }

  private static List<Integer> changedBlocks(int from, int to) {
    LearnedArray array = new FloatArray("floats", 3 * FLOATS + 5);
    array.clearChanged();
    array.markChanged(from, to);
    return changedBlocks(array);
  }

  private static List<Integer> changedBlocks(LearnedArray array) {
    List<Integer> blocks = new ArrayList<>();
    int block = array.nextChangedBlock(0);
    while (block >= 0) {
      blocks.add(block);
      block = array.nextChangedBlock(block + 1);
    }
    return blocks;
  }

  @ParameterizedTest
  @CsvSource({"1", "16384", "16385", "40000"})
  void theBlocksReadBackAreTheElementsWritten(int length) {
    Random random = new Random(length);
    FloatArray floats = new FloatArray("floats", length);
    DoubleArray doubles = new DoubleArray("doubles", length);
    for (int i = 0; i < length; i++) {
      floats.values()[i] = Float.intBitsToFloat(random.nextInt());
      doubles.values()[i] = Double.longBitsToDouble(random.nextLong());
    }
    FloatArray floatsBack = new FloatArray("floats", length);
    DoubleArray doublesBack = new DoubleArray("doubles", length);
    copy(floats, floatsBack);
    copy(doubles, doublesBack);

    assertThat(floatsBack.values()).isEqualTo(floats.values());
    assertThat(doublesBack.values()).isEqualTo(doubles.values());
  }

  /** The blocks last to first, each behind a header and followed by slack. */
  private static void copy(LearnedArray from, LearnedArray to) {
    for (int block = from.blocks() - 1; block >= 0; block--) {
      ByteBuffer buffer = ByteBuffer.allocate(3 + LearnedArray.BLOCK_BYTES + 5).position(3);
      from.writeBlock(block, buffer);
      assertThat(buffer.position()).isEqualTo(3 + from.blockBytes(block));
      buffer.position(3);
      to.readBlock(block, buffer);
      assertThat(buffer.position()).isEqualTo(3 + from.blockBytes(block));
    }
  }

  @ParameterizedTest
  @CsvSource({"LITTLE_ENDIAN", "BIG_ENDIAN"})
  void storedBytesAreLittleEndianWhateverTheBuffer(String order) {
    FloatArray floats = new FloatArray("floats", 1);
    floats.values()[0] = Float.intBitsToFloat(0x3f800102);
    DoubleArray doubles = new DoubleArray("doubles", 1);
    doubles.values()[0] = Double.longBitsToDouble(0x3ff0000000000102L);
    ByteBuffer buffer = ByteBuffer.allocate(12);
    buffer.order(order.startsWith("B") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    floats.writeBlock(0, buffer);
    doubles.writeBlock(0, buffer);

    assertThat(buffer.array())
        .containsExactly(0x02, 0x01, 0x80, 0x3f, 0x02, 0x01, 0, 0, 0, 0, 0xf0, 0x3f);
  }

  @Test
  void theChecksumIsThatOfAllStoredBytes() {
    FloatArray floats = new FloatArray("floats", FLOATS + 1);
    floats.values()[0] = 1.5f;
    floats.values()[FLOATS] = -2f;
    ByteBuffer bytes = ByteBuffer.allocate(LearnedArray.BLOCK_BYTES + Float.BYTES);
    floats.writeBlock(0, bytes);
    floats.writeBlock(1, bytes);
    CRC32C crc = new CRC32C();
    crc.update(bytes.array());

    assertThat(floats.crc32c()).isEqualTo((int) crc.getValue());
  }
}
