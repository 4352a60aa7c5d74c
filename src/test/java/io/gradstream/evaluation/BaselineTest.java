package io.gradstream.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** What labels alone predict, against what one finds by hand. */
class BaselineTest {
  @Test
  void classesAreAsProbableAsTheyWereFrequent() {
    Baseline frequencies = Baseline.ofClasses(3).getFirst();

    assertProbabilities(
        frequencies, new double[] {2, 2, 0, 2}, 1 / 3.0, 1.5 / 2.5, 0.5 / 3.5, 2.5 / 4.5);
  }

  @Test
  void theLastLabelIsAsProbableAsItCameAgain() {
    Baseline last = Baseline.ofClasses(3).getLast();

    assertProbabilities(last, new double[] {1, 1, 0, 0}, 1 / 3.0, 1 / 2.0, 0.5 / 2 / 2, 1.5 / 3);
  }

  @Test
  void valuesAreTheMeanOrTheLastBefore() {
    double[] labels = {4, 8, 0};

    assertThat(losses(Baseline.ofValues().getFirst(), labels)).containsExactly(4.0, 4.0, 6.0);
    assertThat(losses(Baseline.ofValues().getLast(), labels)).containsExactly(4.0, 4.0, 8.0);
  }

  private static void assertProbabilities(Baseline baseline, double[] labels, Double... expected) {
    List<Double> probabilities =
        losses(baseline, labels).stream().map(loss -> StrictMath.exp(-loss)).toList();
    assertThat(probabilities).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(probabilities.get(i)).as("label %d", i).isEqualTo(expected[i], within(1e-12));
    }
  }

  private static List<Double> losses(Baseline baseline, double[] labels) {
    return DoubleStream.of(labels).map(baseline::add).boxed().toList();
  }
}
