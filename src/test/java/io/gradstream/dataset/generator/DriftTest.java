package io.gradstream.dataset.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.dataset.Row;
import io.gradstream.dataset.RowReader;
import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;

/** What each generated stream claims of its concept, its noise and its drift. */
class DriftTest {
  private static final int ROWS = 20_000;

  @Test
  void seaChangesItsThresholdInACircleExactlyAtTheDrift() {
    SeaConcepts stream = new SeaConcepts(1, 1000, 0);
    double[] thresholds = {8, 9, 7, 9.5, 8, 9};

    double wrong =
        mean(
            stream.open(),
            6000,
            (row, i) -> seaLabel(row, thresholds[i / 1000]) == row.label() ? 0 : 1);

    assertThat(wrong).isZero();
  }

  @Test
  void seaTurnsATenthOfTheLabelsBeforeAndAfterTheDrift() {
    SeaConcepts stream = new SeaConcepts(2, ROWS, 0.1);
    RowReader reader = stream.open();

    assertThat(stream.driftEvery()).isEqualTo(ROWS);
    assertThat(seaError(reader, 8)).isCloseTo(0.1, within(0.01));
    assertThat(seaError(reader, 9)).isCloseTo(0.1, within(0.01));
    assertThat(seaError(reader, 9)).as("the old concept after a drift").isGreaterThan(0.15);
  }

  @Test
  void hyperplaneLabelsByTheWeightsAndTurnsTheShareOfNoise() {
    RotatingHyperplane stream = new RotatingHyperplane(3, 10, 0.001, 0.1, 0.05);
    RotatingHyperplane.Hyperplane plane = stream.rows();
    RowReader reader = GeneratedStream.reader(plane);

    double turned =
        mean(reader, ROWS, (row, i) -> side(plane.weights(), row) == row.label() ? 0 : 1);
    double ones = mean(reader, ROWS, (row, i) -> row.label());

    assertThat(turned).isCloseTo(0.05, within(0.01));
    assertThat(ones).as("both classes as frequent").isCloseTo(0.5, within(0.02));
  }

  @Test
  void hyperplaneMovesEveryWeightByTheMagnitudeAndNeverOutOfBounds() {
    RotatingHyperplane.Hyperplane plane = new RotatingHyperplane(4, 5, 0.01, 0.1, 0).rows();
    RowReader reader = GeneratedStream.reader(plane);
    reader.skip(1);
    double[] first = plane.weights();
    double[] last = first;
    for (int i = 0; i < ROWS; i++) {
      reader.skip(1);
      double[] weights = plane.weights();
      for (int w = 0; w < weights.length; w++) {
        assertThat(Math.abs(weights[w] - last[w])).isCloseTo(0.01, within(1e-9));
        assertThat(weights[w]).isBetween(-1.0, 1.0);
      }
      last = weights;
    }

    double[] then = first;
    double oldConcept = mean(reader, ROWS, (row, i) -> side(then, row) == row.label() ? 0 : 1);
    assertThat(oldConcept).as("error of the first hyperplane later").isGreaterThan(0.1);
  }

  @Test
  void rbfCentresMoveAtTheirSpeedWithinTheCube() {
    RandomRbf.Centres centres = new RandomRbf(5, 3, 4, 12, 0.01).rows();
    RowReader reader = GeneratedStream.reader(centres);
    reader.skip(1);
    double[][] last = places(centres);
    int reflected = 0;
    for (int i = 0; i < 1000; i++) {
      reader.skip(1);
      double[][] places = places(centres);
      for (int c = 0; c < places.length; c++) {
        assertThat(Arrays.stream(places[c])).allMatch(x -> x >= 0 && x <= 1);
        double moved = Math.sqrt(squaredDistance(places[c], last[c]));
        assertThat(moved).isLessThan(0.01 + 1e-9);
        reflected += moved < 0.01 - 1e-9 ? 1 : 0;
      }
      last = places;
    }

    assertThat(reflected).as("steps cut short by a face").isBetween(1, 1200);
  }

  @Test
  void rbfLabelsAreMostlyThoseOfTheNearestCentre() {
    RandomRbf.Centres centres = RandomRbf.of(6).rows();
    RowReader reader = GeneratedStream.reader(centres);

    double nearest = mean(reader, 5000, (row, i) -> nearest(centres, row) == row.label() ? 1 : 0);

    assertThat(nearest).as("chance is one in five").isGreaterThan(0.5);
  }

  @Test
  void friedmanAddsNoiseOfVarianceOneToItsFunction() {
    RowReader still = new Friedman(7, 0).open();
    RowReader drifting = new Friedman(7, ROWS).open();

    assertNoise(still, 0, 1, 2, 3, 4);
    assertNoise(still, 0, 1, 2, 3, 4);
    assertNoise(drifting, 0, 1, 2, 3, 4);
    assertNoise(drifting, 3, 4, 1, 0, 2);
    assertNoise(drifting, 0, 1, 2, 3, 4);
    assertThat(friedmanSquaredError(drifting, 0, 1, 2, 3, 4))
        .as("the old function after a drift")
        .isGreaterThan(10);
  }

  private static void assertNoise(RowReader reader, int... roles) {
    assertThat(friedmanSquaredError(reader, roles)).isCloseTo(1, within(0.05));
  }

  private static double friedmanSquaredError(RowReader reader, int... roles) {
    return mean(reader, ROWS, (row, i) -> Math.pow(row.label() - friedman(row, roles), 2));
  }

  private static double friedman(Row row, int[] roles) {
    double[] x = Arrays.stream(roles).mapToDouble(role -> row.features()[role]).toArray();
    return 10 * Math.sin(Math.PI * x[0] * x[1])
        + 20 * Math.pow(x[2] - 0.5, 2)
        + 10 * x[3]
        + 5 * x[4];
  }

  private static double seaError(RowReader reader, double threshold) {
    return mean(reader, ROWS, (row, i) -> seaLabel(row, threshold) == row.label() ? 0 : 1);
  }

  private static int seaLabel(Row row, double threshold) {
    return row.features()[0] + row.features()[1] <= threshold ? 1 : 0;
  }

  private static int side(double[] weights, Row row) {
    double side = 0;
    for (int i = 0; i < weights.length; i++) {
      side += weights[i] * (row.features()[i] - 0.5);
    }
    return side >= 0 ? 1 : 0;
  }

  private static int nearest(RandomRbf.Centres centres, Row row) {
    RandomRbf.Centre nearest = centres.all()[0];
    for (RandomRbf.Centre centre : centres.all()) {
      if (squaredDistance(centre.place(), row.features())
          < squaredDistance(nearest.place(), row.features())) {
        nearest = centre;
      }
    }
    return nearest.label();
  }

  private static double[][] places(RandomRbf.Centres centres) {
    return Arrays.stream(centres.all())
        .map(centre -> centre.place().clone())
        .toArray(double[][]::new);
  }

  private static double squaredDistance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }

  private static double mean(RowReader reader, int rows, ToDoubleBiFunction<Row, Integer> measure) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      Row row = reader.next();
      if (row == null) {
        throw new AssertionError("the stream ended after " + i + " rows");
      }
      sum += measure.applyAsDouble(row, i);
    }
    return sum / rows;
  }
}
