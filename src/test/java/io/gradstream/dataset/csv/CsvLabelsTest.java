package io.gradstream.dataset.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.dataset.ColumnKind;
import io.gradstream.dataset.DatasetException;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.Row;
import io.gradstream.dataset.RowReader;
import io.gradstream.dataset.Rows;
import io.gradstream.dataset.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which labels are one class. */
class CsvLabelsTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "01 1 1e0 2     | 01 1 1e0 2",
        "2 10 01 1.0 1  | 01 1 1.0 2 10",
        "01 02 10       | 01 02 10",
        "8e8813 1 12e3  | 1 12e3 8e8813",
        "1e5 100000     | 100000 1e5",
        "10 9.0         | 9 10"
      })
  void labelsThatMayBeCodesAreClassesByTheirText(String labels, String classes) throws IOException {
    CsvDataset dataset = open(Map.of(), labels.split(" "));

    assertThat(classes(dataset)).containsExactly(classes.split(" "));
    assertThat(dataset.remarks()).isEmpty();
    assertThat(labels(dataset).distinct()).hasSize(classes.split(" ").length);
  }

  @Test
  void decimalsOfOneValueAreOneClassWhichIsSaid() throws IOException {
    CsvDataset dataset = open(Map.of(), "1", "0", "1.0", "-0.0", "0.0", "2");

    assertThat(classes(dataset)).containsExactly("0", "1", "2");
    assertThat(labels(dataset)).containsExactly(1.0, 0.0, 1.0, 0.0, 0.0, 2.0);
    assertThat(dataset.remarks())
        .containsExactly(
            "labels '-0.0', '0', '0.0' are one class", "labels '1', '1.0' are one class");
  }

  @Test
  void aLabelIsWhatItIsDemandedToBe() throws IOException {
    Map<String, ColumnKind> texts = Map.of("label", ColumnKind.TEXT);
    Map<String, ColumnKind> numbers = Map.of("label", ColumnKind.NUMBER);

    assertThat(classes(open(texts, "1", "1.0", "0", "1.5")))
        .containsExactly("0", "1", "1.0", "1.5");
    assertThat(classes(open(texts, "inf", "1", "0"))).containsExactly("0", "1", "inf");
    assertThat(labels(open(numbers, "01", "1e0", "2"))).containsExactly(1.0, 1.0, 2.0);
    assertThat(labels(open(numbers, "true", "0.5"))).containsExactly(1.0, 0.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "inf", "1e400", "n. a."})
  void whereLabelsAreToBeNumbersARowWithAnotherIsUnlabelledAndCounted(String label)
      throws IOException {
    CsvDataset dataset = open(Map.of("label", ColumnKind.NUMBER), "1", label, "2.5");

    assertThat(labels(dataset)).containsExactly(1.0, Double.NaN, 2.5);
    assertThat(dataset.oddColumns())
        .containsExactly(
            new OddColumn("label", Oddity.NOT_ALL_NUMBERS, 3, 1, "'" + label + "'", 3));
  }

  /** Thousands of classes, one for each number, are what nobody wants. */
  @Test
  void ofManyNumbersAndAFewOthersTheFirstOtherIsRefused() throws IOException {
    String[] labels = IntStream.range(0, 60).mapToObj(n -> n + ".5").toArray(String[]::new);
    labels[30] = "n/k";

    assertThatThrownBy(() -> open(Map.of(), labels))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(
            "line 32: column 'label' has 'n/k', want a number, as 59 of the 60 labels are");
    assertThat(labels(open(Map.of("label", ColumnKind.NUMBER), labels)))
        .filteredOn(label -> Double.isNaN(label))
        .hasSize(1);
    assertThat(classes(open(Map.of("label", ColumnKind.TEXT), labels))).hasSize(60);
  }

  @Test
  void realLabelsMayHaveDecimalCommasAndThousands() throws IOException {
    CsvDataset thousands = open(Map.of(), "836.44", "3,349.16", "12.5");

    assertThat(thousands.columns().kind()).isEqualTo(new LabelKind.Real());
    assertThat(labels(thousands)).containsExactly(836.44, 3349.16, 12.5);
    assertThat(thousands.remarks()).containsExactly("thousands separators in 1 column");
    CsvDataset commas = open(Map.of(), "1,5", "0,25", "1.234,5");
    assertThat(labels(commas)).containsExactly(1.5, 0.25, 1234.5);
    assertThat(commas.remarks())
        .containsExactly("decimal commas", "thousands separators in 1 column");
  }

  private CsvDataset open(Map<String, ColumnKind> demanded, String... labels) throws IOException {
    String rows = "7,\"" + String.join("\"\n7,\"", labels) + "\"\n";
    Path file = Files.writeString(directory.resolve("rows.csv"), "a,label\n" + rows);
    return CsvDataset.open(CsvLayout.of(file, "label", Set.of()), Task.AUTO, demanded);
  }

  private static List<String> classes(CsvDataset dataset) {
    return ((LabelKind.Classes) dataset.columns().kind()).names();
  }

  private static Stream<Double> labels(CsvDataset dataset) {
    try (RowReader reader = dataset.open()) {
      return Rows.rows(reader, 1000).stream().map(Row::label);
    }
  }
}
