package io.gradstream.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private static final int PER_SECOND = 20;
  private static final long START = 1_700_000_000_000L;

  private final RateLimiter pace = new RateLimiter(PER_SECOND);

  @Test
  void ofManyOnlySoManyASecondPassAndASecondsWorthAtOnce() {
    assertThat(passed(START, START + 10_000, 1)).isBetween(11L * PER_SECOND, 11L * PER_SECOND + 1);
  }

  @Test
  void ofFewAllPass() {
    long millis = 1000 / PER_SECOND;
    assertThat(passed(START, START + 10_000, millis)).isEqualTo(10_000 / millis);
  }

  @Test
  void goesOnWhenTheClockIsSetBack() {
    passed(START, START + 10_000, 1);

    assertThat(passed(START - 3_600_000, START - 3_599_000, 1)).isPositive();
  }

  private long passed(long from, long to, long step) {
    return LongStream.iterate(from, now -> now < to, now -> now + step)
        .filter(pace::passes)
        .count();
  }
}
