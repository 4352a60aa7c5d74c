package io.gradstream.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final AtomicLong nanos = new AtomicLong();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @Test
  void rewritesOneLineWithRateAndTimeLeft() {
    Progress progress = progress(OptionalLong.of(1_000), true);
    nanos.addAndGet(100_000_000);
    progress.show(10);
    assertThat(text()).isEmpty();

    nanos.addAndGet(1_900_000_000);
    progress.show(250, () -> "   loss 0.5");
    progress.end();

    assertThat(text())
        .isEqualTo(
            "\r\033[K\033[?7l         250 examples       125/s    25 %, 6 s left   loss 0.5\033[?7h"
                + System.lineSeparator());
  }

  @Test
  void saysNoTimeLeftWhereTheEndIsNotKnown() {
    Progress progress = progress(OptionalLong.empty(), true);
    nanos.addAndGet(1_000_000_000);

    progress.show(5_000);

    assertThat(text()).isEqualTo("\r\033[K\033[?7l       5,000 examples     5,000/s\033[?7h");
  }

  @Test
  void isQuietWhereThereIsNoTerminal() {
    Progress progress = progress(OptionalLong.of(10), false);
    nanos.addAndGet(60_000_000_000L);

    progress.show(5);
    progress.end();

    assertThat(text()).isEmpty();
  }

  @Test
  void saysTimesAsPeopleDo() {
    assertThat(Progress.time(0.2)).isEqualTo("1 s");
    assertThat(Progress.time(60)).isEqualTo("1:00 min");
    assertThat(Progress.time(3_599)).isEqualTo("59:59 min");
    assertThat(Progress.time(7_384)).isEqualTo("2:03 h");
  }

  private Progress progress(OptionalLong total, boolean terminal) {
    PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
    return new Progress(total, new Terminal(out, terminal), nanos::get);
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }
}
