package io.gradstream.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunningWeightTest {
  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-9, 0.5, 0.9, 0.999, 0.99999})
  void stoppingThePowersWhereTheyNoLongerCountChangesNoBit(double decay) {
    RunningWeight weight = new RunningWeight(decay);
    for (int values = 1; values < 5_000_000; values += 1 + values / 50) {
      assertThat(weight.after(values)).isEqualTo(1 - StrictMath.pow(decay, values));
    }
    assertThat(weight.after(Long.MAX_VALUE)).isEqualTo(1);
  }
}
