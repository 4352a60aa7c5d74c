package io.gradstream.dataset.transform;

import static io.gradstream.dataset.Rows.assertFits;
import static io.gradstream.dataset.Rows.rows;
import static io.gradstream.dataset.Rows.texts;
import static io.gradstream.dataset.Rows.transformed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.RowReader;
import io.gradstream.dataset.generator.Generators;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of every transform, over numbers, categories, texts, classes and real labels. */
class TransformsTest {
  private static final int FEW = 600;

  /**
   * Transforms that fit any data set, then those that want classes, then those that want a column.
   */
  static Stream<Arguments> transforms() {
    List<String> any =
        List.of(
            "constant=2",
            "drift=100:swapped=1",
            "drift=100-300:missing=0.5",
            "duplicate=4",
            "garbage=100-300",
            "missing=0.3",
            "noise=0.2",
            "permuted=1",
            "swapped=1",
            "take=500",
            "useless=3");
    List<String> classes =
        List.of("imbalance=10", "relabelled=1", "runs=0.9", "drift=100:relabelled=3");
    return Stream.of(
            Stream.of("agrawal", "stagger", "blobs", "steps").flatMap(s -> pairs(s, any)),
            Stream.of("agrawal", "stagger", "blobs").flatMap(s -> pairs(s, classes)),
            pairs("agrawal", List.of("scaled=age:1000", "shifted=age:-1e6", "drift=9:agrawal")),
            pairs("steps", List.of("scaled=x2:1e9", "scaled=label:1e-3", "shifted=label:1e6")))
        .flatMap(pairs -> pairs);
  }

  private static Stream<Arguments> pairs(String stream, List<String> transforms) {
    return transforms.stream().map(transform -> Arguments.of(stream, transform));
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void givesTheSameRowsInEachPassAndChangesSomeOfThem(String stream, String transform) {
    Dataset dataset = transformed(stream, transform);
    List<String> rows = texts(dataset.open(), FEW);

    assertThat(texts(dataset.open(), FEW)).isEqualTo(rows);
    assertThat(texts(transformed(stream, transform).open(), FEW)).isEqualTo(rows);
    assertThat(texts(Generators.named(stream, 1).open(), FEW)).isNotEqualTo(rows);
    RowReader reader = dataset.open();
    reader.skip(250);
    assertThat(texts(reader, FEW)).startsWith(rows.subList(250, 500).toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void givesWhatItsColumnsPromise(String stream, String transform) {
    Dataset dataset = transformed(stream, transform);
    boolean mayMiss = transform.contains("missing") || transform.contains("garbage");

    assertThat(dataset.columns().featureNames()).doesNotHaveDuplicates();
    assertThat(rows(dataset.open(), FEW))
        .allSatisfy(row -> assertFits(row, dataset.columns(), mayMiss));
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void hasAsManyRowsAsItSays(String stream, String transform) {
    assertThat(transformed(stream, transform).size().isPresent())
        .isEqualTo(transform.startsWith("take"));

    Dataset dataset = transformed(stream, "take=400", transform);
    assertThat(dataset.size()).hasValue(rows(dataset.open(), FEW).size());
  }

  @ParameterizedTest
  @CsvSource({
    "agrawal, noise=0.2",
    "agrawal, missing=0.2",
    "agrawal, garbage=0-300",
    "agrawal, imbalance=10",
    "agrawal, runs=0.8",
    "agrawal, useless=1",
    "agrawal, duplicate=30",
    "agrawal, drift=0-300:relabelled=1"
  })
  void drawsOtherRowsFromAnotherSeed(String stream, String transform) {
    Dataset dataset = Generators.named(stream, 1);

    assertThat(texts(Transforms.over(dataset, List.of(transform), 1).open(), FEW))
        .isNotEqualTo(texts(Transforms.over(dataset, List.of(transform), 2).open(), FEW));
  }

  @Test
  void transformsAreSortedByName() {
    assertThat(List.copyOf(Transforms.summaries().keySet())).isSorted();
  }

  @Test
  void theFirstTransformIsAppliedFirst() {
    assertThat(rows(transformed("steps", "constant=1", "missing=1").open(), 9))
        .allMatch(row -> Arrays.stream(row.features()).allMatch(Double::isNaN));
    assertThat(rows(transformed("steps", "missing=1", "constant=1").open(), 9))
        .allMatch(row -> row.features()[10] == 1 && Double.isNaN(row.features()[9]));
    assertThat(
            transformed("steps", "useless=1", "constant=1", "useless=1").columns().featureNames())
        .endsWith("x10", "useless1", "constant1", "useless2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          agrawal | nose=1                     | no transform 'nose'. did you mean 'noise'? There are 'constant', 'drift'
          agrawal | noise                      | want noise=P
          agrawal | noise=a                    | noise is 'a', want a finite number
          agrawal | noise=1.5                  | noise is 1.5, want 0.0 to 1.0
          agrawal | missing=-1                 | missing is -1.0, want 0.0 to 1.0
          agrawal | runs=2                     | runs is 2.0, want 0.0 to 1.0
          agrawal | imbalance=1                | imbalance is 1, want 2 or more
          agrawal | useless=0                  | useless is '0', want 1 to 99999
          agrawal | constant=99999             | 100008 features, want 1 to 99999
          agrawal | duplicate=1.5              | duplicate is '1.5', want a whole number
          agrawal | take=0                     | take is 0, want 1 or more
          agrawal | garbage=9-3                | garbage is '9-3', want two rows in their order
          agrawal | scaled=2                   | scaled is '2', want two values and a colon between them
          agrawal | scaled=salry:2             | no column of numbers 'salry'. did you mean 'salary'?
          agrawal | scaled=car:2               | no column of numbers 'car'
          agrawal | scaled=group:2             | no column of numbers 'group'
          agrawal | drift=100                  | drift is '100', want two values and a colon between them
          agrawal | drift=100:sea              | the columns after it are not those before it
          agrawal | drift=100:useless=1        | the columns after it are not those before it
          agrawal | drift=100:see              | no generator 'see'. did you mean 'sea'?
          steps   | imbalance=9                | imbalance: labels 'label' are real numbers, want two classes
          steps   | runs=0.5                   | runs: labels 'label' are real numbers, want two classes
          steps   | relabelled=1               | relabelled: labels 'label' are real numbers, want two classes
          """)
  void whatDoesNotFitIsRefused(String stream, String transform, String message) {
    assertThatThrownBy(() -> transformed(stream, transform))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
