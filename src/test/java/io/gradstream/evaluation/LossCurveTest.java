package io.gradstream.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a curve of few points must keep to. */
class LossCurveTest {
  private static final double FADING = 0.99;
  private static final int DRIFT_EVERY = 700;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 999, 1_000, 1_001, 1_999, 2_000, 54_321})
  void pointsAreFewAndOfTheFadedMean(int rows) {
    Random random = new Random(rows);
    LossCurve curve = new LossCurve(FADING);
    double[] faded = new double[rows + 1];
    double weight = 0;
    double sum = 0;
    double total = 0;
    for (int row = 1; row <= rows; row++) {
      double loss = random.nextDouble();
      weight = FADING * weight + 1;
      sum = FADING * sum + loss;
      total += loss;
      faded[row] = sum / weight;
      curve.add(loss, row % DRIFT_EVERY == 0);
    }

    List<LossCurve.Point> points = curve.points();
    assertThat(points).hasSizeBetween(Math.min(rows, LossCurve.MOST / 2), LossCurve.MOST);
    assertThat(points.getLast().row()).isEqualTo(rows);
    assertThat(points)
        .allSatisfy(
            point -> assertThat(point.loss()).isEqualTo(faded[(int) point.row()], within(1e-12)));
    assertThat(points).extracting(LossCurve.Point::row).doesNotHaveDuplicates().isSorted();
    assertThat(curve.mean()).isEqualTo(total / rows, within(1e-9));
    long drifts = points.stream().filter(LossCurve.Point::drift).count();
    assertThat(drifts)
        .as("none lost, and they are farther apart than points")
        .isEqualTo(rows / DRIFT_EVERY);
  }

  @Test
  void rowsWithoutALossTakePlaceAlone() {
    LossCurve curve = new LossCurve(FADING);
    curve.add(Double.NaN, false);
    curve.add(3, false);
    curve.add(Double.NaN, false);

    assertThat(curve.points())
        .extracting(LossCurve.Point::loss)
        .containsExactly(Double.NaN, 3.0, 3.0);
    assertThat(curve.mean()).isEqualTo(3);
  }
}
