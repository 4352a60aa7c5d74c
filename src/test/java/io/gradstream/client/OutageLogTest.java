package io.gradstream.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.support.CapturedLog;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutageLogTest {
  private long now;
  private final OutageLog outages = new OutageLog("one:9092", Duration.ofSeconds(5), () -> now);

  @Test
  void eachOutageIsToldOnceWhenItBeginsAndOnceWhenItEnds() {
    try (CapturedLog log = CapturedLog.of(OutageLog.class)) {
      for (int outage = 0; outage < 2; outage++) {
        long since = now;
        for (int look = 0; look < 20; look++) {
          pass(3);
          outages.silent(since);
        }
        pass(1);
        for (int look = 0; look < 20; look++) {
          outages.answered();
          pass(3);
        }
      }

      assertThat(log.lines())
          .containsExactly(
              "WARN waiting for the broker bootstrapServers=one:9092 silentSeconds=6",
              "INFO the broker answers again bootstrapServers=one:9092 silentSeconds=61",
              "WARN waiting for the broker bootstrapServers=one:9092 silentSeconds=6",
              "INFO the broker answers again bootstrapServers=one:9092 silentSeconds=61");
    }
  }

  @Test
  void aShortSilenceIsNotWorthAWord() {
    try (CapturedLog log = CapturedLog.of(OutageLog.class)) {
      pass(4);
      outages.silent(0);
      outages.answered();

      assertThat(log.lines()).isEmpty();
    }
  }

  private void pass(int seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
  }
}
