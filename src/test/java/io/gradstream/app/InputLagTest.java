package io.gradstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InputLagTest {
  @Test
  void countsToTheEndOfTheLogWhatTheConsumerCannotSee() {
    assertThat(lag(5L, SeenEnd.after(null, at(0), 120, 100, null), 1))
        .returns(25L, InputLag::records)
        .returns(20L, InputLag::unstable);
  }

  @Test
  void aGroupThatHasReadAllBeforeARestartIsNotBehind() {
    assertThat(lag(null, SeenEnd.after(null, at(0), 100, 100, 100L), 1).records()).isZero();
  }

  @Test
  void whatIsCommittedTellsHowFarAConsumerIsThatHasReadNothingYet() {
    assertThat(lag(null, SeenEnd.after(null, at(0), 120, 100, 70L), 1).records()).isEqualTo(50);
  }

  @Test
  void whereNothingTellsHowFarItIsTheLagIsNotKnown() {
    assertThat(lag(null, SeenEnd.after(null, at(0), 100, 100, null), 1).records()).isNull();
  }

  @Test
  void anEndThatIsNotSeenAnyMoreIsNoEnd() {
    assertThat(lag(0L, SeenEnd.after(null, at(0), 120, 100, null), 40))
        .returns(null, InputLag::records)
        .returns(0L, InputLag::unstable)
        .returns(40.0, InputLag::unseenSeconds);
  }

  @Test
  void aWaitIsOfTheSameTransactionAndBeginsAnewWithTheNext() {
    SeenEnd idle = SeenEnd.after(null, at(0), 100, 100, null);
    SeenEnd begun = SeenEnd.after(idle, at(3), 110, 100, null);
    SeenEnd grown = SeenEnd.after(begun, at(6), 130, 100, null);
    SeenEnd next = SeenEnd.after(grown, at(9), 160, 131, null);

    assertThat(lag(0L, idle, 2).unstableSeconds()).isZero();
    assertThat(lag(0L, grown, 8).unstableSeconds()).isEqualTo(5);
    assertThat(lag(0L, next, 10).unstableSeconds()).isEqualTo(1);
  }

  private static InputLag lag(@Nullable Long consumers, SeenEnd end, int nowSeconds) {
    Map<Integer, Long> lags = consumers == null ? Map.of() : Map.of(0, consumers);
    return Objects.requireNonNull(InputLag.of(lags, Map.of(0, end), at(nowSeconds)).get(0));
  }

  private static long at(int seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }
}
