package io.gradstream.dataset.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.dataset.Column;
import io.gradstream.dataset.ColumnKind;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.DatasetException;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.Row;
import io.gradstream.dataset.RowReader;
import io.gradstream.dataset.Task;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvDatasetTest {
  private static final double NONE = Double.NaN;

  @TempDir Path directory;

  @Test
  void readsFeaturesInTheirOrderAroundTheLabel() throws IOException {
    Dataset dataset = open("a,label,b\n1,yes,-2.5e3\nTRUE,no,false\n.5,yes,+7.\n");

    assertThat(dataset.columns())
        .isEqualTo(
            new Columns(
                List.of(new Column("a", ColumnKind.NUMBER), new Column("b", ColumnKind.NUMBER)),
                "label",
                new LabelKind.Classes(List.of("no", "yes"))));
    assertThat(dataset.size()).hasValue(3);
    assertRows(dataset, row(1, 1, -2500), row(0, 1, 0), row(1, .5, 7));
  }

  @Test
  void takesEmptyCellsForMissingAndUnlabelled() throws IOException {
    Dataset dataset = open("a,b,label\n,1,3\n2, ,\n\"\",\"\",4\n,,\n");

    assertRows(
        dataset, row(0, NONE, 1), row(NONE, 2, NONE), row(1, NONE, NONE), row(NONE, NONE, NONE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b,label\r\n1,2,x\r\n3,4,y\r\n",
        "a,b,label\n1,2,x\n3,4,y",
        "\n a , b , label \n\n 1 , 2 , x \n\r\n3,\t4 , y\n\n",
        "\"a\",\"b\",\"label\"\n\"1\",\"2\",\"x\"\n\"3\",\"4\",\"y\"\n",
        "\uFEFFa,b,label\n1,2,x\n3,4,y\n",
        "\uFEFF\"a\",b,label\n1,2,x\n3,4,y\n"
      })
  void readsTheSameRowsHoweverTheyAreWritten(String text) throws IOException {
    for (byte[] bytes : List.of(utf8(text), gzip(utf8(text)))) {
      Dataset dataset = CsvDataset.open(write(bytes), "label", Task.AUTO);

      assertThat(dataset.columns().featureNames()).containsExactly("a", "b");
      assertRows(dataset, row(0, 1, 2), row(1, 3, 4));
    }
  }

  @Test
  void readsAQuotedLabelWithSeparatorsQuotesAndLineBreaks() throws IOException {
    Dataset dataset = open("a,label\n1,\"x, \"\"y\"\"\nz\"\n2,\"ä\"\n");

    assertThat(classes(dataset)).containsExactly("x, \"y\"\nz", "ä");
    assertRows(dataset, row(0, 1), row(1, 2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10 9 1.0 1 -0 0|0 1 9 10", // whole numbers, by value
        "10 9 b|10 9 b", // texts, as text
        "1.0 1 b|1 1.0 b",
        "true false|false true",
        "a|a"
      })
  void takesFewWholeNumbersAndTextsForClasses(String labels, String expected) throws IOException {
    assertThat(classes(open(column(labels.split(" "))))).containsExactly(expected.split(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 1 1.5", "1e300 2e300", "1 9007199254740993"})
  void takesOtherNumbersForRealLabels(String labels) throws IOException {
    assertThat(open(column(labels.split(" "))).columns().kind()).isEqualTo(new LabelKind.Real());
  }

  @Test
  void takesTwentyWholeNumbersForClassesAndTwentyOneForReals() throws IOException {
    assertThat(classes(open(wholeNumbers(20))))
        .hasSize(20)
        .startsWith("0", "1", "2")
        .endsWith("19");
    assertThat(open(wholeNumbers(21)).columns().kind()).isEqualTo(new LabelKind.Real());
  }

  @Test
  void aNamedTaskOverrulesTheLooks() throws IOException {
    Path whole = write(utf8(column("3", "2.50", "2.5")));
    Path ids = write(utf8(column("9007199254740993", "9007199254740992")));

    assertThat(classes(CsvDataset.open(whole, "label", Task.CLASSIFICATION)))
        .containsExactly("2.5", "3");
    assertThat(classes(CsvDataset.open(ids, "label", Task.CLASSIFICATION)))
        .as("numbers too large for a double stay apart")
        .hasSize(2);
    assertRows(
        CsvDataset.open(whole, "label", Task.REGRESSION), row(3, 0), row(2.5, 0), row(2.5, 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|the file is empty",
        "a,label|line 1: no row after the header",
        "label;1|line 1: the label is the only column",
        "a,,label;1,2,3|line 2: column 2 has '2' but no name",
        "a,label, a;1,2,3|line 1: columns 1 and 3 have the same name 'a'",
        "a,Lable;1,2|line 1: no column 'label'. did you mean 'Lable'? There are 'a', 'Lable'",
        "a,zzz;1,2|line 1: no column 'label'. There are 'a', 'zzz'",
        "a,label;1,2;;3|line 4: 1 cell, want 2 as in the header",
        "a,label;1,2;3,4,5|line 3: 3 cells, want 2 as in the header",
        "a,label;1,2;'  '|line 3: 1 cell, want 2",
        "a,label;1,;2,|line 3: no row up to here, the last, has a label",
        "a,label;1,inf|line 2: column 'label' has 'inf', want a finite number",
        "a,label;1,2;\"1,2|after line 2: ",
      })
  void refusesABrokenFileAtOnceAndSaysWhere(String lines, String message) throws IOException {
    String text = lines.replace(';', '\n').replace("'", "");
    assertThatThrownBy(() -> open(text))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(directory.toString())
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "1f",
        "0x1p3",
        "1 2",
        "1;2",
        "--1",
        "e",
        ".",
        "truth",
        "2024-01-31",
        "\"a,b\""
      })
  void takesAColumnForTextsFromTheFirstCellThatIsNoNumber(String cell) throws IOException {
    Dataset dataset = open("a,label,b\n1,2, 3.0 \n1,2,true\n1,2,nan\n1,2,\n1,2," + cell + "\n");

    assertThat(dataset.columns().features())
        .containsExactly(new Column("a", ColumnKind.NUMBER), new Column("b", ColumnKind.TEXT));
    try (RowReader reader = dataset.open()) {
      for (String text : Arrays.asList("3.0", "true", "nan", null, cell.replace("\"", ""))) {
        Row row = Objects.requireNonNull(reader.next());
        assertThat(row.features()).containsExactly(1, NONE);
        assertThat(row.texts()).containsExactly(null, text);
        assertThat(row.text(1)).isEqualTo(text);
      }
      assertThat(reader.next()).isNull();
    }
  }

  @Test
  void rowsOfNumbersCarryNoTexts() throws IOException {
    Row row = Objects.requireNonNull(open("a,label\n1,x\n").open().next());

    assertThat(row.texts()).isNull();
    assertThat(row.text(0)).isNull();
  }

  @Test
  void theLabelAndEmptyColumnsAreNoTextColumns() throws IOException {
    Dataset dataset = open("a,b,label\n,1,x\n ,2,y\n");

    assertThat(dataset.columns().features())
        .extracting(Column::kind)
        .containsExactly(ColumnKind.NUMBER, ColumnKind.NUMBER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-nan", "-inf", "Infinity"})
  void refusesANumberThatIsNotFinite(String cell) throws IOException {
    RowReader reader = open("a,label,b\n1,2,3\n1,2," + cell + "\n").open();

    assertThat(reader.next()).isNotNull();
    assertThatThrownBy(reader::next)
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("line 3: column 'b' has '" + cell + "', want a finite number");
  }

  @Test
  void skipsToTheRowAfterAndNoFurtherThanTheEnd() throws IOException {
    RowReader reader = open("a,label\n1,x\n2,y\n3,x\n").open();

    reader.skip(2);
    assertThat(reader.next())
        .isNotNull()
        .extracting(CsvDatasetTest::text)
        .isEqualTo("[3.0] -> 0.0");
    reader.skip(10);
    assertThat(reader.next()).isNull();
  }

  @Test
  void refusesALabelThatIsNoNumberWhenToldToRegress() throws IOException {
    Path file = write(utf8(column("1", "x")));
    RowReader reader = CsvDataset.open(file, "label", Task.REGRESSION).open();
    reader.skip(1);

    assertThatThrownBy(reader::next)
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("line 3: column 'label' has 'x', want a finite number");
  }

  @Test
  void refusesAFileThatChangedAfterItWasOpened() throws IOException {
    Path file = write(utf8("a,label\n1,x\n"));
    Dataset dataset = CsvDataset.open(file, "label", Task.AUTO);

    Files.writeString(file, "a,label\n1,y\n");
    RowReader reader = dataset.open();
    assertThatThrownBy(reader::next)
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("column 'label' has 'y'");

    Files.writeString(file, "a,label\nz,x\n");
    RowReader numbers = dataset.open();
    assertThatThrownBy(numbers::next)
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("column 'a' has 'z', want a finite number");

    Files.writeString(file, "b,label\n1,x\n");
    assertThatThrownBy(dataset::open)
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("the header is not what it was");
  }

  @Test
  void refusesWhatExceedsALimit() throws IOException {
    String wide = "a,".repeat(Columns.MAX_COLUMNS) + "label\n";
    String manyClasses =
        column(
            IntStream.rangeClosed(0, LabelKind.Classes.MAX_CLASSES)
                .mapToObj(i -> "c" + i)
                .toArray(String[]::new));
    String longCell = "a,label\n1,2\n" + "0".repeat(CsvDataset.MAX_ROW_CHARS + 1) + ",2\n";
    String longRow =
        "a,b,label\n" + ("0".repeat(CsvDataset.MAX_ROW_CHARS / 2) + ",").repeat(2) + "21\n";
    String longLabel = column("x".repeat(257));

    for (String text : List.of(wide, manyClasses, longCell, longRow, longLabel)) {
      assertThatThrownBy(() -> open(text))
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining("line ")
          .message()
          .hasSizeLessThan(500);
    }
  }

  @Test
  void readsARowAsLongAsTheLimit() throws IOException {
    assertRows(open("a,label\n" + "0".repeat(CsvDataset.MAX_ROW_CHARS - 1) + ",2\n"), row(0, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void refusesTextThatIsNotUtf8RatherThanReplaceItAndSaysWhere(String lineEnd) throws IOException {
    String rows = ("a,label\n" + "0,1\n".repeat(5999) + "9,\u00e4\n0,x\n").replace("\n", lineEnd);
    byte[] latin1 = rows.getBytes(StandardCharsets.ISO_8859_1);

    for (byte[] bytes : List.of(latin1, gzip(latin1))) {
      assertThatThrownBy(() -> CsvDataset.open(write(bytes), "label", Task.AUTO))
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining(", line 6001: byte 0xe4 is not UTF-8");
    }
  }

  @Test
  void namesTheFileThatCannotBeRead() throws IOException {
    byte[] whole = gzip(utf8(wholeNumbers(1000)));
    byte[] half = Arrays.copyOf(whole, whole.length / 2);

    for (Path file : List.of(directory.resolve("absent"), directory)) {
      assertThatThrownBy(() -> CsvDataset.open(file, "label", Task.AUTO))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining(file + " cannot be read");
    }
    Path cutOff = write(half);
    assertThatThrownBy(() -> CsvDataset.open(cutOff, "label", Task.AUTO))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(cutOff + ": its gzip data are damaged or cut off");
  }

  private CsvDataset open(String text) throws IOException {
    return CsvDataset.open(write(utf8(text)), "label", Task.AUTO);
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(Files.createTempFile(directory, "rows", ".csv"), bytes);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }

  private static String column(String... labels) {
    return "a,label\n"
        + String.join("", List.of(labels).stream().map(l -> "0," + l + "\n").toList());
  }

  private static String wholeNumbers(int count) {
    return column(IntStream.range(0, count).mapToObj(Integer::toString).toArray(String[]::new));
  }

  private static List<String> classes(Dataset dataset) {
    return ((LabelKind.Classes) dataset.columns().kind()).names();
  }

  private static Row row(double label, double... features) {
    return new Row(features, label);
  }

  private static void assertRows(Dataset dataset, Row... expected) {
    for (int time = 0; time < 2; time++) {
      List<String> rows = new ArrayList<>();
      try (RowReader reader = dataset.open()) {
        for (Row row = reader.next(); row != null; row = reader.next()) {
          rows.add(text(row));
        }
      }
      assertThat(rows).isEqualTo(Arrays.stream(expected).map(CsvDatasetTest::text).toList());
      assertThat(dataset.size()).hasValue(rows.size());
    }
  }

  private static String text(Row row) {
    return Arrays.toString(row.features()) + " -> " + row.label();
  }
}
