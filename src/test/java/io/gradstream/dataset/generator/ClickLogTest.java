package io.gradstream.dataset.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.dataset.Column;
import io.gradstream.dataset.ColumnKind;
import io.gradstream.dataset.Row;
import io.gradstream.kernel.SplitMix64;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the click log claims of its ids, its numbers and its truth. */
class ClickLogTest {
  private static final int ROWS = 200_000;
  private static final int CATEGORIES = 10;

  @Test
  void hasTenCategoriesAndFiveNumbers() {
    List<Column> columns = ClickLog.of(1).columns().features();

    assertThat(columns).hasSize(15);
    assertThat(columns.subList(0, CATEGORIES))
        .allMatch(column -> column.kind() == ColumnKind.CATEGORY_ID);
    assertThat(columns.subList(CATEGORIES, 15))
        .allMatch(column -> column.kind() == ColumnKind.NUMBER);
  }

  @Test
  void randomBitsAreThoseOfThePublishedGenerator() {
    assertThat(SplitMix64.bits(1234567, 0)).isEqualTo(6457827717110365317L);
    assertThat(SplitMix64.bits(1234567, 1)).isEqualTo(3203168211198807973L);
  }

  @Test
  void theFirstRowsAreTheSameOnAnyMachine() {
    assertThat(ClickLog.of(1).open().next().features())
        .startsWith(7, 3, 3, 6, 0, 14, 3131, 0, 0, 24390);
    assertThat(ClickLog.of(1).optimum(1_000_000).entropy()).isEqualTo(0.1582787485800492);
  }

  @ParameterizedTest
  @CsvSource({"1, 1.0", "2, 0.0", "3, 1.5", "20, 1.2", "2000, 1.1", "100000, 0.9"})
  void anAliasTableDrawsEachIdAsOftenAsZipfSays(int size, double exponent) {
    Zipf zipf = new Zipf(size, exponent);
    double[] probabilities = Zipf.probabilities(size, exponent);
    int[] counts = new int[size];
    Random random = new Random(1);
    for (int i = 0; i < ROWS; i++) {
      counts[zipf.id(random.nextLong())]++;
    }

    assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-12));
    assertThat(probabilities[size / 2] / probabilities[0])
        .isCloseTo(Math.pow(size / 2 + 1, -exponent), within(1e-12));
    assertChiSquareIsOrdinary(counts, probabilities);
  }

  @Test
  void theIdsOfEveryFieldFollowZipf() {
    int[][] counts = new int[CATEGORIES][100_000];
    ClickLog.Reader reader = ClickLog.of(2).open();
    for (int i = 0; i < ROWS; i++) {
      double[] features = reader.next().features();
      for (int field = 0; field < CATEGORIES; field++) {
        counts[field][(int) features[field]]++;
      }
    }

    for (int field = 0; field < CATEGORIES; field++) {
      ClickField.Category ids = (ClickField.Category) ClickField.ALL.get(field);
      double[] probabilities = Zipf.probabilities(ids.size(), ids.exponent());
      assertChiSquareIsOrdinary(Arrays.copyOf(counts[field], ids.size()), probabilities);
    }
  }

  @Test
  void numbersHaveTheirScalesAndShareOfMissing() {
    ClickLog.Reader reader = ClickLog.of(3).open();
    double[] sums = new double[5];
    double[] squares = new double[5];
    int[] missing = new int[5];
    for (int i = 0; i < ROWS; i++) {
      double[] features = reader.next().features();
      for (int n = 0; n < 5; n++) {
        ClickField.Numeric number = (ClickField.Numeric) ClickField.ALL.get(CATEGORIES + n);
        double value = features[CATEGORIES + n];
        double standardised = number.standardised(value);
        assertThat(Double.isNaN(value) || (value >= number.low() && value <= number.high()))
            .isTrue();
        missing[n] += Double.isNaN(value) ? 1 : 0;
        sums[n] += standardised;
        squares[n] += standardised * standardised;
      }
    }

    for (int n = 0; n < 5; n++) {
      ClickField.Numeric number = (ClickField.Numeric) ClickField.ALL.get(CATEGORIES + n);
      assertThat(missing[n]).isCloseTo((int) (number.missing() * ROWS), within(ROWS / 200));
      assertThat(sums[n] / ROWS).isCloseTo(0, within(0.01));
      assertThat(squares[n] / (ROWS - missing[n])).isCloseTo(1, within(0.01));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void clicksAreAsFrequentAsAskedFor(long seed) {
    assertThat(ClickLog.of(seed).optimum(ROWS).clickRate()).isCloseTo(0.05, within(0.004));
    assertThat(new ClickLog(seed, 0.1, 0).optimum(ROWS).clickRate()).isCloseTo(0.1, within(0.006));
  }

  @Test
  void aRowIsAClickWithItsTrueProbability() {
    ClickLog.Reader reader = ClickLog.of(4).open();
    double[] probabilities = new double[10];
    double[] variances = new double[10];
    int[] clicks = new int[10];
    for (int i = 0; i < ROWS; i++) {
      double label = reader.next().label();
      double p = reader.trueProbability();
      int bin = (int) Math.min(9, p * 20);
      probabilities[bin] += p;
      variances[bin] += p * (1 - p);
      clicks[bin] += (int) label;
    }

    for (int bin = 0; bin < 10; bin++) {
      assertThat(variances[bin]).as("bin " + bin).isGreaterThan(10);
      assertThat((double) clicks[bin])
          .as("clicks of bin " + bin)
          .isCloseTo(probabilities[bin], within(3.5 * Math.sqrt(variances[bin])));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 50_000})
  void theOptimumIsTheLogLossOfTheTrueProbabilities(long turnRows) {
    ClickLog clicks = new ClickLog(5, 0.05, turnRows);
    ClickLog.Reader reader = clicks.open();
    double entropy = 0;
    double logLoss = 0;
    for (int i = 0; i < ROWS; i++) {
      Row row = reader.next();
      double p = clicks.trueProbability(i, row.features());
      entropy -= p * Math.log(p) + (1 - p) * Math.log(1 - p);
      logLoss -= Math.log(row.label() == 1 ? p : 1 - p);
    }

    ClickLog.Optimum optimum = clicks.optimum(ROWS);
    assertThat(optimum.rows()).isEqualTo(ROWS);
    assertThat(optimum.entropy()).isCloseTo(entropy / ROWS, within(1e-9));
    assertThat(optimum.logLoss()).isCloseTo(logLoss / ROWS, within(1e-9));
    assertThat(optimum.logLoss()).isCloseTo(optimum.entropy(), within(0.003));
  }

  @Test
  void theTruthKnowsMuchMoreThanTheClickRate() {
    ClickLog.Optimum optimum = ClickLog.of(6).optimum(ROWS);
    double rate = optimum.clickRate();
    double indifferent = -rate * Math.log(rate) - (1 - rate) * Math.log(1 - rate);

    assertThat(optimum.logLoss() / indifferent).isBetween(0.7, 0.9);
  }

  @Test
  void weightsChangeOnlyWhereTheyDrift() {
    ClickLog still = ClickLog.of(7);
    ClickLog drifting = new ClickLog(7, 0.05, 1_000_000);
    double[] features = still.open().next().features();

    assertThat(still.trueProbability(250_000, features))
        .isEqualTo(still.trueProbability(0, features))
        .isEqualTo(drifting.trueProbability(1023, features));
    assertThat(drifting.trueProbability(250_000, features))
        .isNotCloseTo(drifting.trueProbability(0, features), within(1e-4));
  }

  @Test
  void aDriftingLogReadsTheSameAfterASkip() {
    ClickLog drifting = new ClickLog(8, 0.05, 100_000);
    ClickLog.Reader read = drifting.open();
    for (int i = 0; i < 5000; i++) {
      assertThat(read.next()).isNotNull();
    }
    ClickLog.Reader skipped = drifting.open();
    skipped.skip(5000);

    assertThat(skipped.optimum().rows()).isZero();
    assertThat(skipped.next().features()).containsExactly(read.next().features());
    assertThat(skipped.trueProbability()).isEqualTo(read.trueProbability());
    assertThatThrownBy(() -> skipped.skip(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void spreadAndRateOutlastTheDrift() {
    ClickLog.Reader drifting = new ClickLog(9, 0.05, 400_000).open();
    drifting.skip(100_000);
    for (int i = 0; i < ROWS; i++) {
      assertThat(drifting.next().label()).isBetween(0.0, 1.0);
    }

    assertThat(drifting.optimum().clickRate()).isCloseTo(0.05, within(0.02));
  }

  /** The first twenty ids, and all others, as often as expected: below the 99.9th percentile. */
  private static void assertChiSquareIsOrdinary(int[] counts, double[] probabilities) {
    int head = Math.min(20, counts.length);
    double chiSquare = 0;
    double restExpected = ROWS;
    int rest = ROWS;
    for (int id = 0; id < head; id++) {
      double expected = probabilities[id] * ROWS;
      chiSquare += (counts[id] - expected) * (counts[id] - expected) / expected;
      restExpected -= expected;
      rest -= counts[id];
    }
    if (counts.length > head) {
      chiSquare += (rest - restExpected) * (rest - restExpected) / restExpected;
    }
    assertThat(chiSquare).isLessThan(45.3); // 20 degrees of freedom
  }
}
