package io.gradstream.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

class WrittenRowsTest {
  private static final int PARTITIONS = 3;
  private static final int ROWS = 200;

  @Test
  void aTopicThatIsNewHasNone() {
    assertThat(rows(WrittenRows.of(List.of(0L), Map::of))).isEmpty();
  }

  @Test
  void whatWasStoppedInGoodOrderHasAllUpToOne() {
    WrittenRows written = WrittenRows.of(counts(row -> row < 100), Map::of);

    assertThat(written.first()).isEqualTo(100);
    assertThat(rows(written)).containsExactlyElementsOf(below(100));
  }

  @Test
  void whatWasCutOffHasWhatEachPartitionTook() {
    Map<Integer, Long> lasts = Map.of(0, last(0, 100), 1, last(1, 60), 2, last(2, 140));
    LongPredicate there = row -> row <= lasts.getOrDefault(partition(row), -1L);

    assertThat(rows(WrittenRows.of(counts(there), () -> lasts)))
        .containsExactlyElementsOf(LongStream.range(0, ROWS).filter(there).boxed().toList());
  }

  @Test
  void aPartitionThatTookNothingHasNone() {
    Map<Integer, Long> lasts = Map.of(0, last(0, 100), 2, last(2, 90));
    LongPredicate there = row -> row <= lasts.getOrDefault(partition(row), -1L);

    assertThat(rows(WrittenRows.of(counts(there), () -> lasts)))
        .containsExactlyElementsOf(LongStream.range(0, ROWS).filter(there).boxed().toList());
  }

  @Test
  void aTopicThatHadOnePartitionHasAsManyAsItEverHad() {
    WrittenRows written = WrittenRows.of(List.of(100L, 0L, 0L), () -> Map.of(0, 99L));

    assertThat(rows(written)).containsExactlyElementsOf(below(100));
  }

  @Test
  void whereTheKeysTellNothingItHasAsManyAsItEverHad() {
    assertThat(rows(WrittenRows.of(List.of(100L, 20L, 20L), Map::of)))
        .containsExactlyElementsOf(below(140));
    assertThat(rows(WrittenRows.of(List.of(100L, 20L, 20L), () -> Map.of(0, Long.MAX_VALUE - 1))))
        .containsExactlyElementsOf(below(140));
  }

  private static List<Long> rows(WrittenRows written) {
    return LongStream.range(0, ROWS).filter(written::has).boxed().toList();
  }

  private static List<Long> below(long end) {
    return LongStream.range(0, end).boxed().toList();
  }

  private static List<Long> counts(LongPredicate there) {
    return IntStream.range(0, PARTITIONS)
        .mapToObj(
            p ->
                LongStream.range(0, ROWS)
                    .filter(row -> partition(row) == p && there.test(row))
                    .count())
        .toList();
  }

  /** The last row of a partition before one. */
  private static long last(int partition, long end) {
    return LongStream.range(0, end).filter(row -> partition(row) == partition).max().orElseThrow();
  }

  private static int partition(long row) {
    return Utils.toPositive(Utils.murmur2(WrittenRows.key(row))) % PARTITIONS;
  }
}
