package io.gradstream.dataset.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.dataset.ColumnKind;
import io.gradstream.dataset.DatasetException;
import io.gradstream.dataset.Row;
import io.gradstream.dataset.RowReader;
import io.gradstream.dataset.Rows;
import io.gradstream.dataset.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which cells are numbers, and of what value; what a column is that is demanded to be something.
 */
class CsvNumbersTest {
  private static final double NONE = Double.NaN;
  private static final Map<String, ColumnKind> NUMBERS = Map.of("a", ColumnKind.NUMBER);
  private static final Map<String, ColumnKind> TEXTS = Map.of("a", ColumnKind.TEXT);

  @TempDir private Path directory;

  /** Cells of column a, their values, what is odd. The other column settles nothing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        ",  ~ 836.44 3,349.16 1,288,001.5 NA ~ 836.44 3349.16 1288001.5 NaN ~ THOUSANDS",
        ",  ~ 836 3,349 12,001               ~ 836 3349 12001               ~ THOUSANDS",
        ",  ~ 3,349 2,001                    ~ 3349 2001                    ~ THOUSANDS",
        ";  ~ 3,349 2,001                    ~ 3.349 2.001                  ~ DECIMAL_COMMAS",
        ";  ~ 836 3,349 12,001               ~ 836 3349 12001               ~ THOUSANDS",
        ";  ~ 0,213 1,851                    ~ .213 1.851                   ~ ''",
        ";  ~ 3,5 1.250 -1.250,5 7           ~ 3.5 1250 -1250.5 7           ~ THOUSANDS",
        ",  ~ 3,5 0,25 1e3                   ~ 3.5 .25 1000                 ~ DECIMAL_COMMAS",
        ",  ~ 1,2 3,14 12,001                ~ 1.2 3.14 12.001              ~ DECIMAL_COMMAS",
        ";  ~ 3,5 0,25 1e3                   ~ 3.5 .25 1000                 ~ ''",
        ";  ~ 1.234.567 7.654.321            ~ 1234567 7654321              ~ THOUSANDS",
        ";  ~ 1.234,5 7                      ~ 1234.5 7                     ~ THOUSANDS",
        ",  ~ 1'234.5 12'000                 ~ 1234.5 12000                 ~ THOUSANDS",
        ";  ~ 1\u00a0234,5 12\u00a0000,0     ~ 1234.5 12000                 ~ THOUSANDS",
        ",  ~ 3.349 2.001                    ~ 3.349 2.001                  ~ ''",
        ";  ~ 3.349 2.001                    ~ 3.349 2.001                  ~ ''",
        "|  ~ 3,349 836                      ~ 3349 836                     ~ THOUSANDS",
        ",  ~ 007 12                         ~ 7 12                         ~ LEADING_ZEROS",
        ",  ~ 9007199254740993 1             ~ 9007199254740992 1           ~ ROUNDED_DIGITS"
      })
  void numbersAreReadAsTheyAreWritten(String separator, String cells, String values, String oddity)
      throws IOException {
    CsvDataset dataset = open(separator, Map.of(), "7", cells.split(" "));

    assertThat(values(dataset))
        .containsExactlyElementsOf(Arrays.stream(values.split(" ")).map(Double::valueOf).toList());
    assertThat(oddities(dataset)).isEqualTo(oddity);
  }

  @Test
  void decimalCommasAreOnlyNamedWhereThereAreSome() throws IOException {
    assertThat(open(";", Map.of(), "7", "1.234.567", "7.654.321").remarks())
        .containsExactly("separated by ';'", "thousands separators in 1 column");
    assertThat(open(";", Map.of(), "7", "1.234,5", "7.654.321").remarks())
        .containsExactly("separated by ';'", "decimal commas", "thousands separators in 1 column");
  }

  /** Columns that hold texts, and why. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        ",  ~ 12e3 655e38 8e8813 9535e6 1e2641 ~ OVERFLOWING_CODES",
        "|  ~ 3,349 2,001                      ~ AMBIGUOUS_COMMAS",
        ",  ~ $5 $1,234.50 NA                  ~ DRESSED_NUMBERS",
        ",  ~ (5) 7% −3 +€5                    ~ DRESSED_NUMBERS",
        ",  ~ 3,5 3.5                          ~ NEARLY_NUMBERS",
        ",  ~ 1,23 1,234,5 1,,2                ~ ''",
        ",  ~ 192.168.0.1 10.0.0.1             ~ ''",
        ",  ~ 2024-01-31 31.12.2024            ~ ''",
        ",  ~ 0,123,456 1,2345                 ~ ''"
      })
  void whatIsNoNumberIsATextAndNotInSilenceIfItLooksLikeOne(
      String separator, String cells, String oddity) throws IOException {
    CsvDataset dataset = open(separator, Map.of(), "7", cells.split(" "));

    assertThat(dataset.columns().features().getFirst().kind()).isEqualTo(ColumnKind.TEXT);
    assertThat(oddities(dataset)).isEqualTo(oddity);
  }

  /** Marks that could be either are what they are in a column that leaves no doubt. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        ",  ~ 0,5       ~ 3,349 2,001 ~ 3.349 2.001",
        ";  ~ 0.5       ~ 3,349 2,001 ~ 3349 2001",
        "|  ~ 0.5       ~ 3,349 2,001 ~ 3349 2001",
        "|  ~ 0,5       ~ 3,349 2     ~ 3.349 2",
        ";  ~ 0,5       ~ 3.349 2.001 ~ 3349 2001",
        ";  ~ 1,234.5   ~ 3.349 2.001 ~ 3.349 2.001"
      })
  void otherColumnsTellTheDecimalMark(String separator, String other, String cells, String values)
      throws IOException {
    assertThat(values(open(separator, Map.of(), other, cells.split(" "))))
        .containsExactlyElementsOf(Arrays.stream(values.split(" ")).map(Double::valueOf).toList());
  }

  @Test
  void oneNumberBeyondAllBoundsMakesNoCodesOfTheOthers() throws IOException {
    CsvDataset dataset = open(",", Map.of(), "7", numbersAnd("1e400"));

    assertThat(dataset.oddColumns())
        .containsExactly(new OddColumn("a", Oddity.FEW_OVERFLOWS, 41, 1, "'1e400'", 42));
    assertThat(values(dataset)).endsWith(39.5, NONE).hasSize(41);
  }

  @Test
  void anInfinityIsAnErrorThatIsAnnounced() throws IOException {
    CsvDataset dataset = open(",", Map.of(), "7", numbersAnd("inf"));

    assertThat(oddities(dataset)).isEqualTo("NOT_FINITE");
    assertThatThrownBy(() -> values(dataset)).hasMessageContaining("line 42: column 'a' has 'inf'");
  }

  @ParameterizedTest
  @CsvSource({"n. a.,1", "1e400,1", "-inf,1", "ERR,1"})
  void inAColumnThatIsToBeNumericOtherCellsAreMissingAndCounted(String cell, long odd)
      throws IOException {
    CsvDataset dataset = open(",", NUMBERS, "7", numbersAnd(cell));

    assertThat(dataset.columns().features().getFirst().kind()).isEqualTo(ColumnKind.NUMBER);
    assertThat(dataset.oddColumns())
        .containsExactly(new OddColumn("a", Oddity.NOT_ALL_NUMBERS, 41, odd, "'" + cell + "'", 42));
    assertThat(values(dataset)).endsWith(39.5, NONE);
    assertThat(values(open("|", NUMBERS, "7", "3,349", "2,001"))).containsExactly(3349.0, 2001.0);
  }

  @Test
  void aColumnWithoutANumberIsNotNumericWhateverIsSaid() {
    assertThatThrownBy(() -> open(",", NUMBERS, "7", "NA", "red", "blue"))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("column 'a' is to be numeric, but has no number: line 3 has 'red'");
  }

  @Test
  void inAColumnThatIsToBeCategoricalEachTextIsACategory() throws IOException {
    CsvDataset dataset = open(",", TEXTS, "7", "01", "1", "1.0", "8e8813", "inf", "NA", "");

    assertThat(dataset.columns().features().getFirst().kind()).isEqualTo(ColumnKind.TEXT);
    assertThat(dataset.oddColumns()).isEmpty();
    assertThat(texts(dataset)).containsExactly("01", "1", "1.0", "8e8813", "inf", null, null);
    assertThat(texts(open(",", TEXTS, "7", "red", "NA", ""))).containsExactly("red", "NA", null);
  }

  private static String[] numbersAnd(String cell) {
    return IntStream.rangeClosed(0, 40)
        .mapToObj(i -> i == 40 ? cell : i + ".5")
        .toArray(String[]::new);
  }

  /** A file with the cells in column a, and the same cell again and again in column b. */
  private CsvDataset open(
      String separator, Map<String, ColumnKind> demanded, String other, String... cells)
      throws IOException {
    StringBuilder text = new StringBuilder(String.join(separator, "a", "b", "label") + "\n");
    for (int row = 0; row < cells.length; row++) {
      List<String> line = List.of(cells[row], other, row % 2 == 0 ? "x" : "y");
      text.append(String.join(separator, line.stream().map(cell -> "\"" + cell + "\"").toList()))
          .append('\n');
    }
    Path file = Files.writeString(directory.resolve("rows.csv"), text);
    return CsvDataset.open(CsvLayout.of(file, "label", Set.of()), Task.AUTO, demanded);
  }

  private static String oddities(CsvDataset dataset) {
    return String.join(
        " ",
        dataset.oddColumns().stream()
            .filter(odd -> odd.name().equals("a"))
            .map(odd -> odd.oddity().name())
            .toList());
  }

  private static List<Double> values(CsvDataset dataset) {
    return rows(dataset).stream().map(row -> row.features()[0]).toList();
  }

  private static List<String> texts(CsvDataset dataset) {
    return rows(dataset).stream().map(row -> row.text(0)).toList();
  }

  private static List<Row> rows(CsvDataset dataset) {
    try (RowReader reader = dataset.open()) {
      return Rows.rows(reader, 1000);
    }
  }
}
