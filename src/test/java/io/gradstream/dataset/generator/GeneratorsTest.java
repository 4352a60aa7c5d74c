package io.gradstream.dataset.generator;

import static io.gradstream.dataset.Rows.assertFits;
import static io.gradstream.dataset.Rows.rows;
import static io.gradstream.dataset.Rows.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.Row;
import io.gradstream.dataset.RowReader;
import io.gradstream.dataset.transform.Transforms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of every generated stream. */
class GeneratorsTest {
  private static final Map<String, String> FIRST_ROWS_CRC32C =
      Map.ofEntries(
          Map.entry("agrawal", "5921ad23"),
          Map.entry("blobs", "4fc1c169"),
          Map.entry("clicks", "3927a645"),
          Map.entry("friedman", "6e99738b"),
          Map.entry("hyperplane", "122d38ac"),
          Map.entry("led", "6a693eed"),
          Map.entry("mackey-glass", "d380b441"),
          Map.entry("random-tree", "a2d48f7d"),
          Map.entry("rbf", "009f8da6"),
          Map.entry("sea", "b1a67c3e"),
          Map.entry("sine", "3d4cf19c"),
          Map.entry("stagger", "7f16bc65"),
          Map.entry("steps", "d71e4e68"),
          Map.entry("waveform", "73411ce2"));

  static List<String> names() {
    return Generators.names();
  }

  @Test
  void knowsTheStreamsByName() {
    assertThat(Generators.names())
        .isSorted()
        .containsExactlyElementsOf(Generators.summaries().keySet())
        .contains("agrawal", "sea");
  }

  @Test
  void refusesAnUnknownNameAndListsTheKnown() {
    assertThatThrownBy(() -> Generators.named("see", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no generator 'see'. did you mean 'sea'? There are 'agrawal', ");
  }

  @ParameterizedTest
  @MethodSource("names")
  void givesTheSameRowsForTheSameSeedOnly(String name) {
    Dataset dataset = Generators.named(name, 7);

    List<String> rows = texts(dataset.open(), 500);

    assertThat(texts(dataset.open(), 500)).isEqualTo(rows);
    assertThat(texts(Generators.named(name, 7).open(), 500)).isEqualTo(rows);
    assertThat(tens(texts(Generators.named(name, 8).open(), 500)))
        .as("no ten rows on end are the same")
        .doesNotContainAnyElementsOf(tens(rows));
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
    assertThat(rows).allSatisfy(row -> assertFits(row, dataset.columns(), hasMissing(name)));
    if (dataset.columns().kind() instanceof LabelKind.Classes(List<String> classes)) {
      assertThat(rows.stream().map(row -> (int) row.label()))
          .containsOnly(IntStream.range(0, classes.size()).boxed().toArray(Integer[]::new));
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
            () -> new Agrawal(1, 0, 0),
            () -> new Agrawal(1, 1, 1.5),
            () -> new Blobs(1, 0, 2, 1),
            () -> new Blobs(1, 1, 1, 1),
            () -> new Blobs(1, 1, 2, -1),
            () -> new Led(1, 2, 0, 0),
            () -> new Led(1, 0, -1, 0),
            () -> new Led(1, 0, 0, 8),
            () -> new Sine(1, 0),
            () -> new Stagger(1, 0),
            () -> new Steps(1, -1, 1),
            () -> new Steps(1, 0, Double.NaN),
            () -> new Waveform(1, -1),
            () -> new ClickLog(1, 0, 0),
            () -> new ClickLog(1, 0.05, -1));

    assertThat(wrong)
        .allSatisfy(
            parameters ->
                assertThatThrownBy(parameters::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(", want "));
  }

  /** Golden values: whatever changes a bit of a stream changes what was measured on it before. */
  @ParameterizedTest
  @MethodSource("names")
  void theFirstRowsAreTheSameOnAnyMachine(String name) {
    CRC32C crc = new CRC32C();
    texts(Generators.named(name, 1).open(), 2000)
        .forEach(text -> crc.update(text.getBytes(StandardCharsets.UTF_8)));

    assertThat("%08x".formatted(crc.getValue())).isEqualTo(FIRST_ROWS_CRC32C.get(name));
  }

  @Test
  void theDocumentationListsEachStreamAndEachTransform() throws IOException {
    List<String> lines = new ArrayList<>();
    Generators.summaries()
        .forEach((name, about) -> lines.add("| `" + name + "` | " + about + " |"));
    Transforms.summaries()
        .forEach((name, about) -> lines.add("| `" + name + "` | " + about + " |"));

    assertThat(Files.readAllLines(Path.of("docs/streams.md"))).containsSubsequence(lines);
  }

  private static boolean hasMissing(String name) {
    return name.equals("clicks");
  }

  /** Every ten rows on end. */
  private static List<List<String>> tens(List<String> rows) {
    return IntStream.rangeClosed(0, rows.size() - 10)
        .mapToObj(i -> rows.subList(i, i + 10))
        .toList();
  }
}
