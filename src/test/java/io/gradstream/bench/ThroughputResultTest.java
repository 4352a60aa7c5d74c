package io.gradstream.bench;

import static io.gradstream.bench.ThroughputVariant.DECODE;
import static io.gradstream.bench.ThroughputVariant.LEARN;
import static io.gradstream.bench.ThroughputVariant.METERS;
import static io.gradstream.bench.ThroughputVariant.PASS_THROUGH;
import static io.gradstream.bench.ThroughputVariant.STORE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThroughputResultTest {
  private static final ThroughputResult RESULT =
      new ThroughputResult(
          Map.of(
              PASS_THROUGH, List.of(100_000.0, 200_000.0, 50_000.0),
              DECODE, List.of(50_000.0, 50_000.0, 50_000.0),
              LEARN, List.of(25_000.0, 40_000.0, 10_000.0),
              STORE, List.of(10_000.0, 180_000.0, 20_000.0),
              METERS, List.of(9_000.0, 90_000.0, 20_000.0)));

  @Test
  void dividesRunByRunBeforeItTakesTheMedian() {
    assertThat(RESULT.ratios()).containsExactly(0.1, 0.9, 0.4);
    assertThat(RESULT.ratio()).isEqualTo(0.4);
    assertThat(RESULT.meteredRatios()).containsExactly(0.9, 0.5, 1.0);
    assertThat(RESULT.meteredRatio()).isEqualTo(0.9);
  }

  @Test
  void splitsTheTimeOfARecordAmongTheTopologies() {
    assertThat(RESULT.addedMicros())
        .isEqualTo(Map.of(PASS_THROUGH, 10.0, DECODE, 10.0, LEARN, 20.0, STORE, 10.0, METERS, 0.0));
  }

  @Test
  void takesTheMeanOfTheTwoInTheMiddle() {
    ThroughputResult two = new ThroughputResult(Map.of(LEARN, List.of(30_000.0, 10_000.0)));
    assertThat(two.medianRate(LEARN)).isEqualTo(20_000);
  }
}
