package io.gradstream.dataset.generator;

import static io.gradstream.dataset.Rows.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.dataset.Row;
import io.gradstream.dataset.RowReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the streams of the literature claim of their concepts, their noise and what is best. */
class ConceptTest {
  private static final int ROWS = 20_000;

  /** Worked out by hand from the paper's functions. */
  @ParameterizedTest
  @CsvSource({
    "60000, 20000, 30, 0, 300000, 25, 150000, AAAAAAAAAA",
    "60000, 10000, 50, 0, 500000, 10, 450000, BBBBABBABA",
    "30000, 60000, 70, 4, 100000, 30, 350000, AAABABBABA",
    "25000, 10000, 45, 4,  50000,  5,      0, BBBBBBABBB"
  })
  void agrawalsFunctionsGroupApplicantsAsThePaperSays(
      double salary,
      double commission,
      double age,
      int education,
      double houseValue,
      double houseYears,
      double loan,
      String groups) {
    Applicant applicant =
        new Applicant(salary, commission, age, education, 0, 0, houseValue, houseYears, loan);

    assertThat(
            IntStream.rangeClosed(1, Agrawal.FUNCTIONS)
                .mapToObj(function -> applicant.inGroupA(function) ? "A" : "B")
                .collect(Collectors.joining()))
        .isEqualTo(groups);
  }

  @Test
  void agrawalGoesFromFunctionToFunctionInACircleExactlyAtTheDrift() {
    List<Row> rows = rows(new Agrawal(1, ROWS / 10, 0).open(), ROWS + 100);

    for (int i = 0; i < rows.size(); i++) {
      double[] x = rows.get(i).features();
      Applicant applicant =
          new Applicant(x[0], x[1], x[2], (int) x[3], (int) x[4], (int) x[5], x[6], x[7], x[8]);
      int function = 1 + i / (ROWS / 10) % 10;
      assertThat(rows.get(i).label())
          .as("row %d", i)
          .isEqualTo(applicant.inGroupA(function) ? 0 : 1);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0.6667", "1, 0.3846", "2, 0.5333", "3, 0.3846", "4, 0.4"})
  void agrawalsFirstFiveFunctionsAreAsFrequentAsTheirIntervalsAreWide(int index, double groupA) {
    RowReader reader = new Agrawal(2, ROWS, 0.05).open();
    reader.skip((long) index * ROWS);

    assertThat(mean(rows(reader, ROWS), row -> 1 - row.label())).isCloseTo(groupA, within(0.015));
  }

  @Test
  void agrawalMovesNumbersByHalfThePerturbationAtMostAfterTheyAreLabelled() {
    List<Row> exact = rows(new Agrawal(3, ROWS, 0).open(), ROWS);
    List<Row> moved = rows(new Agrawal(3, ROWS, 0.1).open(), ROWS);

    double sum = 0;
    for (int i = 0; i < ROWS; i++) {
      double[] x = exact.get(i).features();
      double[] y = moved.get(i).features();
      assertThat(y[0]).isBetween(20_000.0, 150_000.0).isCloseTo(x[0], within(6500.0));
      assertThat(y[2]).isBetween(20.0, 80.0).isCloseTo(x[2], within(3.0));
      assertThat(y[1] == 0).isEqualTo(x[0] >= 75_000);
      assertThat(Arrays.copyOfRange(y, 3, 6)).isEqualTo(Arrays.copyOfRange(x, 3, 6));
      assertThat(moved.get(i).label()).isEqualTo(exact.get(i).label());
      sum += Math.abs(y[8] - x[8]);
    }
    assertThat(sum / ROWS)
        .as("a quarter of 10 %% of the loans' range")
        .isCloseTo(12_500, within(300.0));
  }

  @Test
  void theBestOfLedIsSeventyFourPercentBeforeAndAfterTheDrift() {
    Led.Display display = new Led(4, 0.1, ROWS, 4).rows();
    RowReader reader = GeneratedStream.reader(display);

    List<Row> before = rows(reader, ROWS);
    assertThat(share(before, display::nearestDigit)).isCloseTo(0.74, within(0.01));
    assertThat(mean(before, row -> row.features()[20])).isCloseTo(0.5, within(0.015));

    List<Row> after = rows(reader, ROWS);
    assertThat(share(after, display::nearestDigit)).isCloseTo(0.74, within(0.01));
    assertThat(share(before, display::nearestDigit)).as("the new places before").isLessThan(0.5);
    assertThat(IntStream.range(0, 7).filter(i -> saysNothing(after, i)).count())
        .as("segments that have moved away")
        .isEqualTo(4);
  }

  /** A segment is lit in 4 to 9 of the ten digits; in some of them more often than in others. */
  private static boolean saysNothing(List<Row> rows, int feature) {
    return IntStream.range(0, 10)
        .allMatch(
            digit -> {
              List<Row> shown = rows.stream().filter(row -> row.label() == digit).toList();
              return Math.abs(mean(shown, row -> row.features()[feature]) - 0.5) < 0.1;
            });
  }

  @Test
  void theBestOfWaveformIsEightySixPercent() {
    List<Row> rows = rows(Waveform.of(5).open(), ROWS / 4);

    assertThat(share(rows, ConceptTest::likeliestWave)).isCloseTo(0.86, within(0.015));
    assertThat(mean(rows, row -> row.features()[39] * row.features()[39]))
        .isCloseTo(1, within(0.07));
  }

  /** The class of the highest likelihood, its ratio integrated out. */
  private static int likeliestWave(double[] x) {
    double[] likelihoods = new double[3];
    for (int label = 0; label < 3; label++) {
      for (double ratio = 0.01; ratio < 1; ratio += 0.02) {
        double squares = 0;
        for (int point = 1; point <= 21; point++) {
          double difference = x[point - 1] - Waveform.wave(label, ratio, point);
          squares += difference * difference;
        }
        likelihoods[label] += Math.exp(-squares / 2);
      }
    }
    return IntStream.range(0, 3)
        .reduce(0, (best, label) -> likelihoods[label] > likelihoods[best] ? label : best);
  }

  @Test
  void blobsLieAroundCentresThatAreKnownFromRowsWithoutDeviation() {
    Blobs.Centres blobs = Blobs.of(6).rows();
    List<Row> rows = rows(GeneratedStream.reader(blobs), ROWS);

    assertThat(share(rows, blobs::nearest)).as("the best").isBetween(0.95, 0.99);
    double[][] centres = new double[50][];
    rows(new Blobs(6, 10, 50, 0).open(), 2000)
        .forEach(row -> centres[(int) row.label()] = row.features());
    double squares = mean(rows, row -> squaredDistance(row.features(), centres[(int) row.label()]));
    assertThat(squares / 10).as("variance of a feature").isCloseTo(9, within(0.1));
    assertThat(counts(rows)).hasSize(50).allSatisfy(n -> assertThat(n).isBetween(320L, 480L));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aRandomTreeGivesRowsThatAreAlikeTheSameLabelMoreOften(long seed) {
    List<Row> rows = rows(RandomTree.of(seed).open(), 5 * ROWS);
    double ones = mean(rows, Row::label);
    double chance = ones * ones + (1 - ones) * (1 - ones);

    assertThat(ones).isBetween(0.1, 0.9);
    double categories = agreement(rows, 0);
    assertThat(categories).as("of equal categories").isGreaterThan(chance + 0.03);
    assertThat(agreement(rows, 2)).as("and near numbers").isGreaterThan(categories + 0.03);
  }

  /**
   * How often a row has the label of the last with its categories and its numbers, cut to cells.
   */
  private static double agreement(List<Row> rows, int cells) {
    Map<List<Integer>, Row> last = new HashMap<>();
    List<Boolean> same = new ArrayList<>();
    for (Row row : rows) {
      List<Integer> key =
          IntStream.range(0, 10)
              .mapToObj(i -> (int) (i < 5 ? row.features()[i] : cells * row.features()[i]))
              .toList();
      Row before = last.put(key, row);
      if (before != null) {
        same.add(before.label() == row.label());
      }
    }
    return (double) Collections.frequency(same, true) / same.size();
  }

  @Test
  void sineTurnsAndChangesItsCurveExactlyAtTheDrift() {
    List<Row> rows = rows(new Sine(7, ROWS).open(), 4 * ROWS + 100);
    for (int i = 0; i < rows.size(); i++) {
      double[] x = rows.get(i).features();
      boolean below =
          switch (i / ROWS % 4) {
            case 0 -> x[1] < Math.sin(x[0]);
            case 1 -> x[1] >= Math.sin(x[0]);
            case 2 -> x[1] - 0.5 < 0.3 * Math.sin(3 * Math.PI * x[0]);
            default -> x[1] - 0.5 >= 0.3 * Math.sin(3 * Math.PI * x[0]);
          };
      assertThat(rows.get(i).label()).as("row %d", i).isEqualTo(below ? 1 : 0);
    }
    assertThat(mean(rows.subList(0, ROWS), Row::label)).isCloseTo(1 - Math.cos(1), within(0.015));
  }

  @Test
  void staggersThreeRulesTakeTurns() {
    List<Row> rows = rows(new Stagger(8, ROWS).open(), 4 * ROWS);

    assertRule(rows.subList(0, ROWS), 1 / 9.0, "small red .*");
    assertRule(rows.subList(ROWS, 2 * ROWS), 5 / 9.0, ".* green .*|.* circular");
    assertRule(rows.subList(2 * ROWS, 3 * ROWS), 2 / 3.0, "(medium|large) .*");
    assertRule(rows.subList(3 * ROWS, 4 * ROWS), 1 / 9.0, "small red .*");
  }

  private static void assertRule(List<Row> rows, double share, String rule) {
    assertThat(rows)
        .allMatch(row -> String.join(" ", row.texts()).matches(rule) == (row.label() == 1));
    assertThat(mean(rows, Row::label)).isCloseTo(share, within(0.015));
  }

  @Test
  void stepsAddsNoiseOfVarianceTwoToPlanesThatChangePlacesAndRise() {
    List<Row> rows = rows(new Steps(9, ROWS, 10).open(), 3 * ROWS);
    List<Row> up = rows.subList(ROWS, 2 * ROWS);

    assertThat(stepsError(rows.subList(0, ROWS), 1, 0)).isCloseTo(2, within(0.1));
    assertThat(stepsError(up, -1, 10)).isCloseTo(2, within(0.1));
    assertThat(stepsError(rows.subList(2 * ROWS, 3 * ROWS), 1, 0)).isCloseTo(2, within(0.1));
    assertThat(stepsError(up, 1, 10)).as("the old planes at the new level").isGreaterThan(40);
    assertThat(stepsError(up, -1, 0)).as("the new planes at the old level").isGreaterThan(90);
  }

  private static double stepsError(List<Row> rows, int side, double level) {
    return mean(
        rows,
        row -> {
          double[] x = row.features();
          double plane =
              x[0] == side ? 3 + 3 * x[1] + 2 * x[2] + x[3] : -3 + 3 * x[4] + 2 * x[5] + x[6];
          return Math.pow(row.label() - plane - level, 2);
        });
  }

  @Test
  void whatMackeyGlassAsksForComesTrueSixRowsLaterAndFollowsTheEquation() {
    List<Row> rows = rows(MackeyGlass.of(10).open(), 3000);
    double[] x = rows.stream().mapToDouble(row -> row.features()[0]).toArray();

    for (int t = 19; t < x.length - 6; t++) {
      assertThat(rows.get(t).features()).containsExactly(x[t], x[t - 6], x[t - 12], x[t - 18]);
      assertThat(rows.get(t).label()).isEqualTo(x[t + 6]).isBetween(0.2, 1.4);
      double slope = (slope(x[t - 1], x[t - 18]) + slope(x[t], x[t - 17])) / 2;
      assertThat(x[t] - x[t - 1]).as("the trapezoid rule").isCloseTo(slope, within(0.006));
    }
  }

  private static double slope(double now, double delayed) {
    return 0.2 * delayed / (1 + Math.pow(delayed, 10)) - 0.1 * now;
  }

  private static double share(List<Row> rows, ToIntFunction<double[]> predict) {
    return mean(rows, row -> predict.applyAsInt(row.features()) == row.label() ? 1 : 0);
  }

  private static double mean(List<Row> rows, ToDoubleFunction<Row> measure) {
    return rows.stream().mapToDouble(measure).average().orElseThrow();
  }

  private static Collection<Long> counts(List<Row> rows) {
    return rows.stream().collect(Collectors.groupingBy(Row::label, Collectors.counting())).values();
  }

  private static double squaredDistance(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> Math.pow(a[i] - b[i], 2)).sum();
  }
}
