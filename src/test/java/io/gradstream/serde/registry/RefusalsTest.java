package io.gradstream.serde.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class RefusalsTest {
  private static final String WHY = "because";

  private long nowMillis;
  private final Refusals<Integer> refusals =
      new Refusals<>(10, () -> TimeUnit.MILLISECONDS.toNanos(nowMillis));

  private void refuse(long priceMillis) {
    refusals.put(1, WHY, TimeUnit.MILLISECONDS.toNanos(priceMillis));
  }

  private boolean isKeptFor(long millis) {
    nowMillis += millis - 1;
    boolean kept = WHY.equals(refusals.get(1));
    nowMillis += 1;
    return kept && refusals.get(1) == null;
  }

  @Test
  void aRefusalIsForgottenSoonAndLessSoonEachTime() {
    assertThat(refusals.get(1)).isNull();
    for (long millis = 100; millis < 30_000; millis *= 2) {
      refuse(1);
      assertThat(isKeptFor(millis)).as("%d ms", millis).isTrue();
    }
    refuse(1);
    assertThat(isKeptFor(30_000)).isTrue();
  }

  @Test
  void whatTookLongIsKeptLonger() {
    refuse(2_000);
    assertThat(isKeptFor(20_000)).isTrue();
  }

  @Test
  void onlySoManyAreKept() {
    refuse(1);
    for (int other = 2; other < 12; other++) {
      refusals.put(other, WHY, 1);
    }
    assertThat(refusals.get(1)).isNull();
    assertThat(refusals.get(11)).isEqualTo(WHY);
  }
}
