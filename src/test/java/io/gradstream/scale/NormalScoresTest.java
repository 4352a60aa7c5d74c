package io.gradstream.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NormalScoresTest {
  @Test
  void areTheInverseOfTheDistribution() {
    for (double value = -3; value <= 3; value += 0.01) {
      assertThat((double) NormalScores.of(Gaussians.rank(value)))
          .isCloseTo(value, within(0.002 * Math.exp(Math.abs(value))));
    }
  }

  @Test
  void areOddAndEndWhereOneInFourThousandIs() {
    for (double rank = 0; rank <= 0.5; rank += 0.001) {
      assertThat(NormalScores.of(1 - rank)).isCloseTo(-NormalScores.of(rank), within(1e-4f));
    }
    assertThat(NormalScores.of(0)).isEqualTo(-NormalScores.of(1)).isBetween(-3.8f, -3.5f);
    assertThat(NormalScores.of(0.5)).isZero();
  }
}
