package io.gradstream.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.app.RestoringPartition;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RestoreLineTest {
  private static final long SECOND = 1_000_000_000;

  private final AtomicLong nanos = new AtomicLong();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @Test
  void saysHowFarEachIsAndHowLongAtTheRateSoFarAndGoesOnceTheyAre() {
    RestoreLine line = line(true);
    List<RestoringPartition> partitions =
        List.of(
            new RestoringPartition(2, 0, 7, 9, 9),
            new RestoringPartition(4, 1_500, 6_000, 30, 1),
            new RestoringPartition(5, 6_010, 6_000, 30, 1)); // The changelog has grown meanwhile.
    line.show(partitions);
    nanos.addAndGet(SECOND);

    line.show(partitions);
    line.show(partitions);
    line.show(List.of());
    line.show(List.of());
    line.end();

    assertThat(text())
        .isEqualTo(
            "\r"
                + "\033[K\033[?7lrestoring partition 2: 0 % of 7 records, nothing came for 9 s;"
                + " partition 4: 25 % of 6,000 records, 1:30 min left; partition 5: 100 % of 6,000"
                + " records, 0 s left\033[?7h\r"
                + "\033[K");
  }

  /** As while the transaction of a killed process is open. */
  @Test
  void promisesNoTimeWhereNothingComesAndIsNotDoneBeforeItIs() {
    RestoreLine line = line(true);
    nanos.addAndGet(SECOND);

    line.show(List.of(new RestoringPartition(0, 5_999, 6_000, 9, 6)));

    assertThat(text()).contains("partition 0: 99 % of 6,000 records, nothing came for 6 s");
  }

  @Test
  void namesButThreeOfMany() {
    RestoreLine line = line(true);
    nanos.addAndGet(SECOND);

    line.show(IntStream.range(0, 8).mapToObj(p -> new RestoringPartition(p, 0, 10, 1, 1)).toList());

    assertThat(text()).endsWith("; partition 2: 0 % of 10 records; and 5 more\033[?7h");
  }

  @Test
  void isQuietWhereThereIsNoTerminal() {
    RestoreLine line = line(false);
    nanos.addAndGet(SECOND);

    line.show(List.of(new RestoringPartition(0, 5, 10, 1, 1)));
    line.show(List.of());

    assertThat(text()).isEmpty();
  }

  private RestoreLine line(boolean terminal) {
    PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
    return new RestoreLine(new Terminal(out, terminal), nanos::get);
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }
}
