package io.gradstream.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of every generated stream. */
class GeneratorsTest {

  static List<String> names() {
    return Generators.names();
  }

  @Test
  void knowsTheStreamsByName() {
    assertThat(Generators.names())
        .containsExactly("clicks", "friedman", "hyperplane", "rbf", "sea");
  }

  @Test
  void refusesAnUnknownNameAndListsTheKnown() {
    assertThatThrownBy(() -> Generators.named("see", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "no generator 'see'. did you mean 'sea'? "
                + "There are 'clicks', 'friedman', 'hyperplane', 'rbf', 'sea'");
  }

  @ParameterizedTest
  @MethodSource("names")
  void givesTheSameRowsForTheSameSeedOnly(String name) {
    Dataset dataset = Generators.named(name, 7);

    List<String> rows = texts(dataset.open(), 500);

    assertThat(texts(dataset.open(), 500)).isEqualTo(rows);
    assertThat(texts(Generators.named(name, 7).open(), 500)).isEqualTo(rows);
    assertThat(texts(Generators.named(name, 8).open(), 500)).doesNotContainAnyElementsOf(rows);
  }

  @ParameterizedTest
  @MethodSource("names")
  void skipsToTheRowAfter(String name) {
    List<String> rows = texts(Generators.named(name, 3).open(), 100);
    RowReader reader = Generators.named(name, 3).open();

    reader.skip(60);

    assertThat(texts(reader, 40)).isEqualTo(rows.subList(60, 100));
    assertThatThrownBy(() -> reader.skip(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @MethodSource("names")
  void givesWhatItsColumnsPromiseWithoutEnd(String name) {
    Dataset dataset = Generators.named(name, 11);
    int features = dataset.columns().features().size();

    assertThat(dataset.size()).isEmpty();
    assertThat(dataset.columns().featureNames()).hasSize(features).doesNotHaveDuplicates();
    List<Row> rows = rows(dataset.open(), 5000);
    assertThat(rows)
        .allSatisfy(row -> assertThat(row.features()).hasSize(features))
        .allMatch(
            row ->
                DoubleStream.of(row.features())
                    .allMatch(x -> Double.isFinite(x) || (Double.isNaN(x) && hasMissing(name))));
    switch (dataset.columns().kind()) {
      case LabelKind.Classes(List<String> classes) ->
          assertThat(rows.stream().map(row -> (int) row.label()))
              .containsOnly(IntStream.range(0, classes.size()).boxed().toArray(Integer[]::new));
      case LabelKind.Real() -> assertThat(rows).allMatch(row -> Double.isFinite(row.label()));
    }
  }

  @Test
  void refusesParametersOutOfBounds() {
    List<Runnable> wrong =
        List.of(
            () -> new SeaConcepts(1, 0, 0.1),
            () -> new SeaConcepts(1, 10, 1.1),
            () -> new SeaConcepts(1, 10, Double.NaN),
            () -> new RotatingHyperplane(1, 1, 0.1, 0.1, 0.1),
            () -> new RotatingHyperplane(1, 2, -0.1, 0.1, 0.1),
            () -> new RotatingHyperplane(1, 2, 0.1, 2, 0.1),
            () -> new RotatingHyperplane(1, 2, 0.1, 0.1, -1),
            () -> new RandomRbf(1, 0, 2, 2, 0),
            () -> new RandomRbf(1, 1, 1, 2, 0),
            () -> new RandomRbf(1, 1, 3, 2, 0),
            () -> new RandomRbf(1, 1, 2, 2, Double.POSITIVE_INFINITY),
            () -> new Friedman(1, -1),
            () -> new ClickLog(1, 0, 0),
            () -> new ClickLog(1, 0.05, -1));

    assertThat(wrong)
        .allSatisfy(
            parameters ->
                assertThatThrownBy(parameters::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(", want "));
  }

  private static boolean hasMissing(String name) {
    return name.equals("clicks");
  }

  private static List<Row> rows(RowReader reader, int count) {
    return Stream.generate(reader::next).limit(count).toList();
  }

  /** Rows as text, which tells apart whatever differs in a bit. */
  private static List<String> texts(RowReader reader, int count) {
    return rows(reader, count).stream()
        .map(row -> Arrays.toString(row.features()) + " -> " + row.label())
        .toList();
  }
}
