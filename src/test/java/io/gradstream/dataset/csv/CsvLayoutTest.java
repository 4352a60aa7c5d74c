package io.gradstream.dataset.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.dataset.DatasetException;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.Row;
import io.gradstream.dataset.RowReader;
import io.gradstream.dataset.Rows;
import io.gradstream.dataset.Task;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a look at the first bytes and lines of a file tells: encoding, separator, quotes, header.
 */
class CsvLayoutTest {
  private static final String PLAIN = "a,b,label\n1.5,2,größer\n3.5,4,y\n";

  @TempDir private Path directory;

  @Test
  void theSeparatorIsTheOneByWhichTheHeaderHasTheLabel() throws IOException {
    Map<String, String> remarks =
        Map.of(";", "separated by ';'", "|", "separated by '|'", "\t", "separated by tabs");
    for (Map.Entry<String, String> separator : remarks.entrySet()) {
      String text = PLAIN.replace(",", separator.getKey());

      assertReads(text, separator.getValue());
      assertReads("sep=" + separator.getKey() + "\r\n" + text, separator.getValue());
      assertThatThrownBy(() -> layout(text.replace("label", "Lable")))
          .hasMessageContaining("no column 'label'. did you mean 'Lable'? There are 'a', 'b', 'L");
    }
  }

  @Test
  void aSeparatorThatIsNotKnownIsNamedAsTheCause() {
    for (String separator : List.of(" ", ":", "^", "~")) {
      assertThatThrownBy(() -> layout(PLAIN.replace(",", separator)))
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining("line 1: no column 'label'. 'a" + separator + "b")
          .hasMessageContaining("has none of the separators: comma, semicolon, tab, |");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void wideEncodingsAreReadAndNamed(String encoding) throws IOException {
    Charset charset = Charset.forName(encoding);

    assertReads(("\uFEFF" + PLAIN).getBytes(charset), encoding);
    assertReads(
        ("\uFEFFsep=;\r\n" + PLAIN.replace(',', ';')).getBytes(charset),
        "separated by ';'",
        encoding);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
  void utf16IsKnownWithoutAMarkByItsZeros(String encoding) throws IOException {
    assertReads(PLAIN.getBytes(Charset.forName(encoding)), encoding);
  }

  @Test
  void anotherEncodingIsNamedWithAWordOfTheFile() throws IOException {
    assertThatThrownBy(() -> layout(PLAIN.getBytes(ISO_8859_1)))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(
            "line 2: byte 0xf6 is not UTF-8; in Windows-1252 (Latin-1) it would be in 'größer'")
        .hasMessageContaining("iconv -f WINDOWS-1252 -t UTF-8");
    byte[] mixed = (PLAIN + "1,2,#\n").getBytes(UTF_8);
    mixed[mixed.length - 2] = (byte) 0xe4;
    assertThatThrownBy(() -> layout(mixed))
        .hasMessageContaining("line 4: byte 0xe4 is not UTF-8, though the text before it is");
  }

  @Test
  void whatIsNoTextIsNamed() {
    Map<String, String> messages =
        Map.of(
            "PK\u0003\u0004", "is a ZIP archive, as .xlsx files are, want CSV text, plain or gzip",
            "PAR1\u0015", "is Parquet",
            "BZh91AY&SY", "is packed with bzip2",
            "a,\0,label", "line 1: a name has a NUL byte");
    messages.forEach(
        (start, message) ->
            assertThatThrownBy(() -> layout(start + "\n1,2,3\n"))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(message));
  }

  @Test
  void aHeaderMayBeginLikeABinaryFormat() throws IOException {
    assertThat(layout("PAR1,PAR2,label\n1,2,x\n").featureNames()).containsExactly("PAR1", "PAR2");
    assertThat(layout("BZh,b,label\n1,2,x\n").featureNames()).containsExactly("BZh", "b");
  }

  @Test
  void singleQuotesAreRecognisedWhereNoOthersAre() throws IOException {
    assertReads("'a','b','label'\n'1.5','2','größer'\n'3.5','4','y'\n", "quoted by '");
    assertReads("a;b;label\n1.5;2;'größer'\n3.5;4;'y'\n", "separated by ';'", "quoted by '");
    assertThat(rows(layout("a,label\n1,'x, y'\n2,'z'\n")).getFirst()).endsWith("x, y");
    assertThat(rows(layout("a,label\n1,'tis\n2,'twas\n3,it\n")).getFirst()).endsWith("'tis");
    assertThat(rows(layout("a, \"b\" ,label\n1, \"x, y\" ,z\n")).getFirst())
        .isEqualTo("1.0 x, y z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.213,1.851,1\n0.897,-0.644,1\n1.557,2.033,0\n",
        "0,213;1,851;1\n0,897;-0,644;1\n",
        "5.1,3.5,setosa\n4.9,3.0,setosa\n7.0,3.2,virginica\n",
        "?,1.5,x\n2,3,y\n1,2,x\n",
        "x,s,n,p\nx,y,w,e\nb,s,w,p\n",
        "1,0,1\n0,1,1\n"
      })
  void aFirstLineThatIsARowIsNoHeaderWhateverTheLabelIsCalled(String text) {
    for (String label : List.of("label", "1", "setosa", "x", "p")) {
      assertThatThrownBy(() -> layout(text, label))
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining("line 1: '")
          .hasMessageContaining("is a row rather than a header, want a line of column names");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,1,2,3|3",
        "country,2019,2020,2021|2021",
        "country,2020|2020",
        "400.5,410.2,425.7,431.1,440.0,label|label"
      })
  void namesThatAreNumbersAreToldFromARow(String header, String label) throws IOException {
    int width = header.split(",").length;
    String text =
        header
            + IntStream.range(0, 9)
                .mapToObj(row -> "\n" + (header.startsWith("c") ? "c" + row : row % 2))
                .map(start -> start + ",0.5".repeat(width - 1))
                .collect(Collectors.joining());

    CsvLayout layout = layout(text, label);
    assertThat(layout.label()).isEqualTo(label);
    assertThat(layout.featureNames()).hasSize(width - 1);
    assertThat(layout.remarks())
        .filteredOn(remark -> remark.startsWith("line 1 taken for column names ('"))
        .hasSize(label.equals("label") ? 0 : 1);
  }

  /** Lines that would be rows but for the label's name, which no value is. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spam,text;spam,free money;ham,see you;spam,a prize | text",
        "red,green,blue;red,red,x;blue,green,y              | blue",
        "3,17,42,species;5.1,3.5,1.4,setosa;4.9,3,1.5,setosa | species",
        "1.5,2.5,kind;7,8,a;8,9,b                           | kind"
      })
  void theNameThatIsAskedForTellsAHeaderFromARow(String lines, String label) throws IOException {
    assertThat(layout(lines.replace(';', '\n') + "\n", label).label()).isEqualTo(label);
  }

  @Test
  void aHeaderBelowOtherLinesIsPointedOut() {
    for (String before : List.of("# made by hand\n", "Report\nof May\n\n", "Report,,\n")) {
      assertThatThrownBy(() -> layout(before + PLAIN))
          .hasMessageContaining(
              "line 1: no column 'label'. Is the header further below, 'a', 'b', 'label'?");
    }
    assertThatThrownBy(() -> CsvDataset.open(layout(PLAIN + PLAIN), Task.AUTO, Map.of()))
        .hasMessageContaining("line 4: the header once more");
  }

  @Test
  void anIndexIsLeftOutAndNamed() throws IOException {
    String rows = "0,1.5,2,größer\n1,3.5,4,y\n";
    String index = "left out as an index ('0', '1')";

    assertReads(",a,b,label\n" + rows, "column 1 has no name and is " + index);
    assertReads("\"\",a,b,label\n" + rows, "column 1 has no name and is " + index);
    assertReads("a,b,label\n" + rows, "column 1 has no name and is " + index);
    assertReads("Unnamed: 0,a,b,label\n" + rows, "column 'Unnamed: 0' is " + index);
    Path file = write(("Unnamed: 0,a,b,label\n" + rows).getBytes(UTF_8));
    assertThat(CsvLayout.of(file, "label", Set.of("Unnamed: 0")).featureNames())
        .containsExactly("Unnamed: 0", "a", "b");
    assertThat(CsvLayout.of(file, "Unnamed: 0", Set.of()).featureNames())
        .containsExactly("a", "b", "label");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",Unnamed: 0,a,b,label",
        "Unnamed: 0.1,Unnamed: 0,a,b,label",
        "Unnamed: 0,Unnamed: 0.1,a,b,label"
      })
  void aFileThatPandasHasSavedTwiceHasTwoIndicesThatAreLeftOut(String header) throws IOException {
    CsvLayout layout = layout(header + "\n0,0,1.5,2,x\n1,1,3.5,4,y\n");

    assertThat(layout.featureNames()).containsExactly("a", "b");
    assertThat(layout.remarks())
        .hasSize(2)
        .allMatch(remark -> remark.endsWith("left out as an index ('0', '1')"));
  }

  @Test
  void rowNamesWithoutANameAreRefusedWithTheReason() throws IOException {
    CsvLayout layout = layout("a,b,label\nMazda,1,2,x\nFiat,3,4,y\n");

    assertThatThrownBy(() -> rows(layout))
        .hasMessageContaining("line 2: 4 cells, want 3 as in the header; if the first is a name");
    CsvLayout commas = layout("a,b,label\n0,5,1,5,x\n0,7,2,5,y\n");
    assertThatThrownBy(() -> rows(commas))
        .hasMessageContaining(
            "line 2: 5 cells, want 3 as in the header; a cell with ',' in it wants");
  }

  @Test
  void separatorsAtTheEndMakeNoColumn() throws IOException {
    String leftOut = "column 4 has no name and no values and is left out";

    assertReads("a,b,label,\n1.5,2,größer,\n3.5,4,y,\n", leftOut);
    assertReads("a,b,label\n1.5,2,größer,\n3.5,4,y,\n", leftOut);
    assertReads("a,b,label,,\n1.5,2,größer,,\n3.5,4,y,,\n", leftOut + ", as are 1 more");
    assertReads(
        "|a|b|label|\n|1.5|2|größer|\n|3.5|4|y|\n",
        "separated by '|'",
        "column 1 has no name and no values and is left out, as are 1 more");
    CsvLayout late = layout("a,b,label,\n1.5,2,x,\n3.5,4,y,5\n");
    assertThatThrownBy(() -> rows(late))
        .hasMessageContaining("line 3: column 4 has '5' but no name, want it named in the header");
  }

  private void assertReads(String text, String... remarks) throws IOException {
    assertReads(text.getBytes(UTF_8), remarks);
  }

  /** The rows of {@link #PLAIN}, with these remarks. */
  private void assertReads(byte[] bytes, String... remarks) throws IOException {
    CsvLayout layout = CsvLayout.of(write(bytes), "label", Set.of());

    assertThat(layout.remarks()).containsExactly(remarks);
    assertThat(layout.featureNames()).containsExactly("a", "b");
    assertThat(rows(layout)).containsExactly("1.5 2.0 größer", "3.5 4.0 y");
  }

  private static List<String> rows(CsvLayout layout) {
    CsvDataset dataset = CsvDataset.open(layout, Task.CLASSIFICATION, Map.of());
    List<String> classes = ((LabelKind.Classes) dataset.columns().kind()).names();
    try (RowReader reader = dataset.open()) {
      return Rows.rows(reader, 1000).stream()
          .map(row -> features(row) + " " + classes.get((int) row.label()))
          .toList();
    }
  }

  private static String features(Row row) {
    return IntStream.range(0, row.features().length)
        .mapToObj(i -> row.text(i) == null ? String.valueOf(row.features()[i]) : row.text(i))
        .collect(Collectors.joining(" "));
  }

  private CsvLayout layout(String text) throws IOException {
    return layout(text, "label");
  }

  private CsvLayout layout(String text, String label) throws IOException {
    return CsvLayout.of(write(text.getBytes(UTF_8)), label, Set.of());
  }

  private CsvLayout layout(byte[] bytes) throws IOException {
    return CsvLayout.of(write(bytes), "label", Set.of());
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(directory.resolve("rows.csv"), bytes);
  }
}
