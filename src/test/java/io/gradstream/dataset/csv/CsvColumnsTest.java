package io.gradstream.dataset.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.dataset.Column;
import io.gradstream.dataset.ColumnKind;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.DatasetException;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.Row;
import io.gradstream.dataset.RowReader;
import io.gradstream.dataset.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which cells of a CSV file are missing, and which columns are odd. */
class CsvColumnsTest {
  private static final double NONE = Double.NaN;

  @TempDir private Path directory;

  static Stream<String> spellings() {
    List<String> written = new ArrayList<>();
    for (String cell : List.of("NA", "N/A", "NaN", "null", "none", "?", "-")) {
      written.addAll(
          List.of(
              cell,
              cell.toLowerCase(Locale.ROOT),
              cell.toUpperCase(Locale.ROOT),
              " \t" + cell + "\u2003",
              "\"" + cell + "\"",
              "\" " + cell + "\n\""));
    }
    return written.stream();
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void aMissingValueMayBeSpelledOutAmongNumbers(String cell) throws IOException {
    CsvDataset dataset = open("a,label\n%s,x\n1.5,y\ntrue,x\n".formatted(cell), Task.AUTO);

    assertThat(dataset.columns().features()).containsExactly(new Column("a", ColumnKind.NUMBER));
    assertThat(dataset.oddColumns()).isEmpty();
    assertThat(rows(dataset)).extracting(row -> row.features()[0]).containsExactly(NONE, 1.5, 1.0);
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void amongTextsItIsATextLikeOthers(String cell) throws IOException {
    CsvDataset dataset = open("a,label\n%s,x\n1.5,y\nred,x\n,y\n".formatted(cell), Task.AUTO);

    assertThat(dataset.columns().features()).containsExactly(new Column("a", ColumnKind.TEXT));
    String text = cell.replace("\"", "").strip();
    assertThat(rows(dataset))
        .extracting(row -> row.text(0))
        .containsExactly(text, "1.5", "red", null);
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void aLabelThatIsMissingByItsSpellingIsNoneAmongNumbers(String cell) throws IOException {
    String text = "a,label\n1,0\n2,%s\n3,1\n".formatted(cell);

    for (Task task : List.of(Task.AUTO, Task.CLASSIFICATION)) {
      CsvDataset classes = open(text, task);
      assertThat(classes.columns().kind()).isEqualTo(new LabelKind.Classes(List.of("0", "1")));
      assertThat(rows(classes)).extracting(Row::label).containsExactly(0.0, NONE, 1.0);
    }
    assertThat(rows(open(text, Task.REGRESSION)))
        .extracting(Row::label)
        .containsExactly(0.0, NONE, 1.0);
    assertThat(open(text.replace("3,1", "3,0.5"), Task.AUTO).columns().kind())
        .isEqualTo(new LabelKind.Real());
  }

  @ParameterizedTest
  @ValueSource(strings = {"mild none", "+ -", "? none", "1 NA no", "NaN no yes"})
  void amongTextsItIsAClass(String classes) throws IOException {
    String labels = classes.replace(" ", "\n0,");

    CsvDataset dataset = open("a,label\n0,%s\n0,%s\n".formatted(labels, labels), Task.AUTO);
    assertThat(dataset.columns().kind())
        .isEqualTo(new LabelKind.Classes(List.of(classes.split(" "))));
    assertThat(rows(dataset)).extracting(Row::label).doesNotContain(NONE);
  }

  /** What looks like one of the spellings, byte for byte or to people, and is none. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "N A",
        "NA.",
        "NAN1",
        "nil",
        "--",
        "\u2212",
        "\u2013",
        "??",
        "\uFF1F",
        "n\\a",
        "NA\u0000",
        "\u0000",
        "N\u0391",
        "N\uFF0FA",
        "nul\u0131",
        "n\u00f8ne",
        "NA\u200B",
        "\u00a0NA",
        "\uFEFF-",
        "no\u0301ne",
        "nonee",
        "\"N\"\"A\""
      })
  void nothingElseIsMissing(String cell) throws IOException {
    CsvDataset dataset = open("a,label\n1,x\n%s,y\n".formatted(cell), Task.AUTO);

    assertThat(dataset.columns().features()).containsExactly(new Column("a", ColumnKind.TEXT));
    assertThat(rows(dataset).get(1).text(0)).isEqualTo(cell.equals("\"N\"\"A\"") ? "N\"A" : cell);
  }

  @Test
  void aNumberThatIsNotFiniteIsNotMissing() throws IOException {
    CsvDataset dataset = open("a,label\nNaN,x\n-nan,y\n", Task.AUTO);

    assertThatThrownBy(() -> rows(dataset))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("line 3: column 'a' has '-nan', want a finite number")
        .hasMessageContaining("NA, N/A, NaN, null, none, ?, -");
  }

  @Test
  void aColumnOfTextsWhoseCellsAreNearlyAllNumbersIsOdd() throws IOException {
    assertThat(odd(20, "?", "1.234.50", ""))
        .containsExactly(new OddColumn("a", Oddity.NEARLY_NUMBERS, 21, 1, "'1.234.50'", 23));
    assertThat(odd(39, "x\ty", "z"))
        .containsExactly(new OddColumn("a", Oddity.NEARLY_NUMBERS, 41, 2, "'x\\ty'", 41));
    assertThat(odd(38, "x", "y")).as("19 of 20 are not nearly all").isEmpty();
    assertThat(odd(39, "NA", "-", "")).isEmpty();
    assertThat(odd(0, "x", "y")).isEmpty();
    assertThat(odd(1000, "x".repeat(5000)).getFirst().text()).hasSizeLessThan(100);
  }

  @Test
  void oddColumnsAreToldInTheirOrderTheLabelLast() throws IOException {
    StringBuilder text = new StringBuilder("b,label,a\n");
    for (int row = 0; row < 100; row++) {
      text.append(row == 7 ? "b7" : "1").append(row == 9 ? ",l9," : ",0,");
      text.append(row == 3 ? "\"a\n3\"" : "2").append('\n');
    }

    assertThat(open(text.toString(), Task.AUTO).oddColumns())
        .containsExactly(
            new OddColumn("b", Oddity.NEARLY_NUMBERS, 100, 1, "'b7'", 10),
            new OddColumn("a", Oddity.NEARLY_NUMBERS, 100, 1, "'a\\n3'", 5),
            new OddColumn("label", Oddity.NEARLY_NUMBERS, 100, 1, "'l9'", 12));
  }

  private List<OddColumn> odd(int numbers, String... others) throws IOException {
    List<String> cells = new ArrayList<>(Collections.nCopies(numbers, "1"));
    cells.addAll(List.of(others));
    return open("a,label\n%s,x\n".formatted(String.join(",x\n", cells)), Task.AUTO).oddColumns();
  }

  private CsvDataset open(String text, Task task) throws IOException {
    return CsvDataset.open(Files.writeString(directory.resolve("rows.csv"), text), "label", task);
  }

  private static List<Row> rows(Dataset dataset) {
    List<Row> rows = new ArrayList<>();
    try (RowReader reader = dataset.open()) {
      for (Row row = reader.next(); row != null; row = reader.next()) {
        rows.add(row);
      }
    }
    return rows;
  }
}
