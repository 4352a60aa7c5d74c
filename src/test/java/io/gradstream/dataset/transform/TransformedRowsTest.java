package io.gradstream.dataset.transform;

import static io.gradstream.dataset.Rows.features;
import static io.gradstream.dataset.Rows.isMissing;
import static io.gradstream.dataset.Rows.isSame;
import static io.gradstream.dataset.Rows.rows;
import static io.gradstream.dataset.Rows.share;
import static io.gradstream.dataset.Rows.text;
import static io.gradstream.dataset.Rows.texts;
import static io.gradstream.dataset.Rows.transformed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.DatasetException;
import io.gradstream.dataset.Row;
import io.gradstream.dataset.Rows;
import io.gradstream.dataset.generator.Generators;
import io.gradstream.dataset.generator.Stagger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each transform changes, how often, and that it keeps all else. */
class TransformedRowsTest {
  private static final int ROWS = 20_000;

  @ParameterizedTest
  @CsvSource({"agrawal, 0.2", "led, 0.3", "steps, 0.25", "agrawal, 0", "blobs, 1"})
  void noiseChangesTheShareOfLabelsAndNothingElse(String stream, double share) {
    List<Row> clean = rows(Generators.named(stream, 1).open(), ROWS);
    List<Row> noisy = rows(transformed(stream, "noise=" + share).open(), ROWS);

    assertThat(share(noisy, i -> noisy.get(i).label() != clean.get(i).label()))
        .isCloseTo(share, within(0.015));
    assertThat(noisy.stream().map(Rows::features))
        .isEqualTo(clean.stream().map(Rows::features).toList());
  }

  @Test
  void noiseTurnsAClassIntoAnyOfTheOthersAsOftenAndARealLabelIntoOneThatWas() {
    List<Row> clean = rows(Generators.named("led", 1).open(), ROWS);
    List<Row> noisy = rows(transformed("led", "noise=1").open(), ROWS);
    List<Double> labels =
        rows(Generators.named("steps", 1).open(), ROWS).stream().map(Row::label).toList();
    List<Row> real = rows(transformed("steps", "noise=1").open(), ROWS);

    for (int shift = 1; shift < 10; shift++) {
      int by = shift;
      assertThat(share(noisy, i -> noisy.get(i).label() == (clean.get(i).label() + by) % 10))
          .isCloseTo(1 / 9.0, within(0.01));
    }
    assertThat(real).allMatch(row -> labels.contains(row.label()));
  }

  @Test
  void valuesAreMissingIndependentlyWithTheProbability() {
    for (String stream : List.of("agrawal", "stagger")) {
      List<Row> full = rows(Generators.named(stream, 1).open(), ROWS);
      List<Row> rows = rows(transformed(stream, "missing=0.3").open(), ROWS);
      for (int column = 0; column < 3; column++) {
        int c = column;
        assertThat(share(rows, i -> isMissing(rows.get(i), c))).isCloseTo(0.3, within(0.015));
        assertThat(
                share(rows, i -> isMissing(rows.get(i), c) && isMissing(rows.get(i), (c + 1) % 3)))
            .isCloseTo(0.09, within(0.01));
        assertThat(
                share(rows, i -> isMissing(rows.get(i), c) || isSame(rows.get(i), full.get(i), c)))
            .isEqualTo(1);
      }
      assertThat(share(rows, i -> rows.get(i).label() == full.get(i).label())).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"agrawal, 20", "agrawal, 3", "led, 100"})
  void imbalanceMakesTheLastClassRareAndKeepsTheOrder(String stream, int oneIn) {
    double rare = stream.equals("led") ? 9 : 1;
    List<Row> rows = rows(transformed(stream, "imbalance=" + oneIn).open(), ROWS);
    List<String> all = texts(Generators.named(stream, 1).open(), 10 * ROWS);

    assertThat(share(rows, i -> rows.get(i).label() == rare))
        .isCloseTo(1.0 / oneIn, within(3 * Math.sqrt(1.0 / oneIn / ROWS)));
    int place = 0;
    for (Row row : rows.subList(0, 2000)) {
      int found = all.subList(place, all.size()).indexOf(text(row));
      assertThat(found).isNotNegative();
      place += found + 1;
    }
  }

  @Test
  void imbalanceGivesUpWhereAClassNeverComes() {
    Dataset allNo = Transforms.over(new Stagger(1, Long.MAX_VALUE), List.of("take=5000000"), 1);
    Dataset never = new Imbalanced(new Onesided(allNo), 2, 1);

    assertThatThrownBy(() -> rows(never.open(), 100))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("1,000,000 rows on end are none of class 'yes'");
  }

  /** All rows of class 0. */
  private record Onesided(Dataset inner) implements RowTransform {
    @Override
    public UnaryOperator<Row> changes() {
      return row -> row.withLabel(0);
    }
  }

  @ParameterizedTest
  @CsvSource({"blobs, 0.9, 50", "agrawal, 0.7, 2", "led, 0.5, 10", "sine, 0, 2"})
  void runsRepeatTheLabelAndGiveEachRowOnce(String stream, double probability, int classes) {
    List<Row> rows =
        rows(transformed(stream, "take=" + ROWS, "runs=" + probability).open(), ROWS + 1);
    double[] shares = new double[classes];
    rows.forEach(row -> shares[(int) row.label()] += 1.0 / ROWS);
    double chance = Arrays.stream(shares).map(x -> x * x).sum();

    assertThat(
            share(rows.subList(0, ROWS - 1), i -> rows.get(i).label() == rows.get(i + 1).label()))
        .isCloseTo(probability + (1 - probability) * chance, within(0.03));
    assertThat(rows.stream().map(Rows::text))
        .containsExactlyInAnyOrderElementsOf(texts(Generators.named(stream, 1).open(), ROWS));
  }

  @ParameterizedTest
  @CsvSource({"agrawal", "stagger", "steps"})
  void garbageFillsItsRowsAndNoOthers(String stream) {
    List<Row> clean = rows(Generators.named(stream, 1).open(), 3000);
    List<Row> rows = rows(transformed(stream, "garbage=1000-2000").open(), 3000);

    for (int i = 0; i < 3000; i++) {
      boolean spoiled = i >= 1000 && i < 2000;
      assertThat(features(rows.get(i)).equals(features(clean.get(i)))).isEqualTo(!spoiled);
      for (int column = 0; spoiled && column < rows.get(i).features().length; column++) {
        double x = rows.get(i).features()[column];
        String text = rows.get(i).text(column);
        assertThat(isMissing(rows.get(i), column) || text != null || Math.abs(x) == 1e30 || x > 1e9)
            .isTrue();
      }
    }
    List<Row> spoiled = rows.subList(1000, 2000);
    assertThat(share(spoiled, i -> isMissing(spoiled.get(i), 0))).isCloseTo(1 / 3.0, within(0.06));
    double same = share(spoiled, i -> spoiled.get(i).label() == clean.get(1000 + i).label());
    assertThat(same).isCloseTo(stream.equals("steps") ? 0 : 0.5, within(0.06));
    assertThat(rows.subList(2000, 3000).stream().map(Rows::text))
        .isEqualTo(clean.subList(2000, 3000).stream().map(Rows::text).toList());
  }

  @ParameterizedTest
  @CsvSource({"useless=4, false", "constant=4, true"})
  void moreColumnsStandBehindTheOthersAndSayNothing(String transform, boolean constant) {
    List<Row> bare = rows(Generators.named("stagger", 1).open(), ROWS);
    List<Row> rows = rows(transformed("stagger", transform).open(), ROWS);
    double[] last = rows.stream().mapToDouble(row -> row.features()[6]).toArray();
    double mean = Arrays.stream(last).average().orElseThrow();
    double square = Arrays.stream(last).map(x -> x * x).average().orElseThrow();

    assertThat(mean).isCloseTo(constant ? 1 : 0, within(0.03));
    assertThat(square).isCloseTo(1, within(0.04));
    assertThat(new HashSet<>(Arrays.stream(last).boxed().toList())).hasSize(constant ? 1 : ROWS);
    assertThat(
            share(
                rows,
                i -> IntStream.range(0, 3).allMatch(c -> isSame(rows.get(i), bare.get(i), c))))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"agrawal", "stagger"})
  void aDuplicateIsInEachRowWhatItCopies(String stream) {
    Dataset dataset = transformed(stream, "duplicate=20");
    int bare = Generators.named(stream, 1).columns().features().size();
    List<Row> rows = rows(dataset.open(), 500);

    assertThat(dataset.columns().features()).hasSize(bare + 20);
    Set<Integer> copied = new HashSet<>();
    for (int c = bare; c < bare + 20; c++) {
      int copy = c;
      List<Integer> sources =
          IntStream.range(0, bare)
              .filter(source -> rows.stream().allMatch(row -> isSame(row, copy, row, source)))
              .boxed()
              .toList();
      assertThat(sources).hasSize(1);
      copied.addAll(sources);
    }
    assertThat(copied).hasSizeGreaterThan(1);
  }

  @Test
  void scaledAndShiftedChangeTheOneColumn() {
    List<Row> bare = rows(Generators.named("steps", 1).open(), 100);
    List<Row> rows =
        rows(transformed("steps", "scaled=x2:1000", "shifted=x2:7", "scaled=label:3").open(), 100);

    for (int i = 0; i < 100; i++) {
      double[] expected = bare.get(i).features().clone();
      expected[1] = expected[1] * 1000 + 7;
      assertThat(rows.get(i).features()).containsExactly(expected);
      assertThat(rows.get(i).label()).isEqualTo(3 * bare.get(i).label());
    }
  }

  @Test
  void permutedMovesNamesWithTheirValuesAndSwappedValuesAlone() {
    Dataset bare = Generators.named("agrawal", 1);
    Dataset permuted = transformed("agrawal", "permuted=5");
    Dataset swapped = transformed("agrawal", "swapped=5");
    List<String> names = bare.columns().featureNames();
    Row row = rows(bare.open(), 1).getFirst();
    Row moved = rows(permuted.open(), 1).getFirst();

    assertThat(permuted.columns().features())
        .containsExactlyInAnyOrderElementsOf(bare.columns().features());
    for (int i = 0; i < names.size(); i++) {
      int now = permuted.columns().featureNames().indexOf(names.get(i));
      assertThat(now).isNotEqualTo(i);
      assertThat(moved.features()[now]).isEqualTo(row.features()[i]);
    }
    assertThat(swapped.columns()).isEqualTo(bare.columns());
    List<Integer> sources = sources(rows(bare.open(), 500), rows(swapped.open(), 500));
    assertThat(sources).doesNotHaveDuplicates().hasSize(9);
    for (int i = 0; i < sources.size(); i++) {
      assertThat(sources.get(i)).isNotEqualTo(i);
      assertThat(bare.columns().features().get(sources.get(i)).kind())
          .isEqualTo(bare.columns().features().get(i).kind());
    }
  }

  /** The column that each column of the other rows shows. */
  private static List<Integer> sources(List<Row> rows, List<Row> others) {
    List<Integer> sources = new ArrayList<>();
    for (int c = 0; c < rows.getFirst().features().length; c++) {
      int column = c;
      IntStream.range(0, rows.getFirst().features().length)
          .filter(
              source ->
                  IntStream.range(0, rows.size())
                      .allMatch(i -> isSame(others.get(i), column, rows.get(i), source)))
          .forEach(sources::add);
    }
    return sources;
  }

  @ParameterizedTest
  @CsvSource({"led, 10", "agrawal, 2", "stagger, 2"})
  void relabelledGivesEachClassTheNameOfAnother(String stream, int classes) {
    List<Row> bare = rows(Generators.named(stream, 1).open(), 2000);
    List<Row> rows = rows(transformed(stream, "relabelled=3").open(), 2000);
    Set<List<Double>> names = new HashSet<>();
    for (int i = 0; i < 2000; i++) {
      names.add(List.of(bare.get(i).label(), rows.get(i).label()));
    }

    assertThat(names).hasSize(classes).allMatch(pair -> !pair.get(0).equals(pair.get(1)));
    assertThat(names.stream().map(List::getLast).distinct()).hasSize(classes);
  }

  @Test
  void anAbruptDriftChangesEachRowFromThePlannedOneOn() {
    List<String> before = texts(Generators.named("agrawal", 1).open(), 900);
    List<String> after = texts(transformed("agrawal", "relabelled=1").open(), 900);
    List<String> rows = texts(transformed("agrawal", "drift=400:relabelled=1").open(), 900);

    assertThat(rows.subList(0, 400)).isEqualTo(before.subList(0, 400));
    assertThat(rows.subList(400, 900)).isEqualTo(after.subList(400, 900));
  }

  @Test
  void aGradualDriftRisesInALine() {
    Dataset dataset = transformed("agrawal", "drift=1000-21000:relabelled=1");
    List<Row> before = rows(Generators.named("agrawal", 1).open(), 22_000);
    List<Row> rows = rows(dataset.open(), 22_000);
    Predicate<Integer> drifted = i -> rows.get(i).label() != before.get(i).label();

    assertThat(drifted(drifted, 0, 1000)).isZero();
    assertThat(drifted(drifted, 21_000, 22_000)).isEqualTo(1);
    for (int tenth = 0; tenth < 10; tenth++) {
      int from = 1000 + 2000 * tenth;
      assertThat(drifted(drifted, from, from + 2000)).isCloseTo(0.05 + tenth / 10.0, within(0.035));
    }
  }

  private static double drifted(Predicate<Integer> drifted, int from, int to) {
    return (double) IntStream.range(from, to).boxed().filter(drifted).count() / (to - from);
  }
}
