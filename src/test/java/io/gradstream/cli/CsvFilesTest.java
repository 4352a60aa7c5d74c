package io.gradstream.cli;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user sees of files as other programs write them. */
class CsvFilesTest {
  private static final Path FILES = Path.of("src/test/resources/csv");
  private static final String TWO = "2 numeric and 0 text columns; label 'label': 2 classes ";

  @TempDir private Path directory;

  @Test
  void theIndexOfAPandasFileIsNamedAndNotLearned() throws IOException {
    Executed seen = evaluate(FILES.resolve("pandas-index.csv"));

    assertThat(seen.err())
        .isEqualTo(
            "pandas-index.csv: "
                + TWO
                + "('0', '1'), classification; column 1 has no name and is left out as an index"
                + " ('0', '1', '2', …)\n");
    assertSameWeights(
        seen, Files.readString(FILES.resolve("pandas-index.csv")).replaceAll("(?m)^\\d*,", ""));
  }

  @Test
  void semicolonsAndDecimalCommasAreRead() throws IOException {
    Executed seen = evaluate(FILES.resolve("semicolon.csv"));

    assertThat(seen.err())
        .isEqualTo(
            "semicolon.csv: "
                + TWO
                + "('0', '1'), classification; separated by ';'; decimal commas\n");
    assertSameWeights(
        seen, Files.readString(FILES.resolve("semicolon.csv")).replace(',', '.').replace(';', ','));
  }

  @ParameterizedTest
  @ValueSource(strings = {"label", "1", "0.213"})
  void aFileWithoutAHeaderIsRefusedUnderAnyLabel(String label) {
    Executed seen =
        Executed.command(
            "evaluate", "--csv", FILES.resolve("no-header.csv").toString(), "--label", label);

    assertThat(seen.exitCode()).isEqualTo(2);
    assertThat(seen.err())
        .endsWith(
            "no-header.csv, line 1: '0.213', '1.851', '1' is a row rather than a header, want a"
                + " line of column names before it\n");
  }

  @Test
  void codesThatWouldBeInfiniteAreCategories() throws IOException {
    Path file = FILES.resolve("code-feature.csv");
    Executed seen = evaluate(file);

    assertThat(seen.err().lines())
        .containsExactly(
            "code-feature.csv: 1 numeric and 1 text columns; label 'label': 2 classes ('0', '1'),"
                + " classification",
            "column 'code' is read as text, because 100 of its 300 cells are too large for"
                + " numbers: line 4 has '8e8813'");
    assertThat(accuracy(seen)).isGreaterThan(0.95);
    Executed told = evaluate(file, "--types", "code=categorical");
    assertThat(told.err().lines()).hasSize(1);
    assertThat(weights(told)).isEqualTo(weights(seen));
    Path mapping =
        Files.writeString(
            directory.resolve("kind.yaml"),
            "mapping: {features: [{path: code, kind: categorical}, a]}\n");
    Executed mapped = evaluate(file, "--config", mapping.toString());
    assertThat(mapped.err().lines()).hasSize(1);
    assertThat(accuracy(mapped)).isGreaterThan(0.95);
  }

  @Test
  void ofAFewCodesThatWouldBeInfiniteTheWayOutIsTold() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("rows.csv"), "code,label\n8e8813,x\n" + "12e3,y\n".repeat(40));

    assertThat(evaluate(file).err().lines())
        .last()
        .isEqualTo(
            "column 'code' is read as numbers, but 1 of its 41 cells is too large, and so missing:"
                + " line 2 has '8e8813'; --types code=categorical is for codes");
  }

  @Test
  void classesThatMayBeMisspeltAreNamed() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("rows.csv"), "a,label\n1,yes\n2,Yes\n3,no\n4,n o\n5,-1\n6,1\n");

    assertThat(evaluate(file).err().lines())
        .endsWith(
            "classes 'n o', 'no' differ only by case or spaces: are they the same class?",
            "classes 'Yes', 'yes' differ only by case or spaces: are they the same class?");
  }

  @Test
  void whyARowIsRefusedIsTold() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("rows.csv"), "a,label\n1,0.5\n1e60,1.5\n1,1e60\n2,2.5\n");

    Executed text = Executed.command("evaluate", "--csv", file.toString(), "--label", "label");
    assertThat(text.out())
        .contains("2 examples, 2 refused")
        .contains(
            "warning: the first refusal is of data row 2: field a: got 1.0E60, wants a number in"
                + " the range of a float");
    Files.writeString(file, "a,label\n1,0.5\n1,1e60\n2,2.5\n");
    assertThat(report(evaluate(file)).path("first_refusal").asText())
        .isEqualTo("data row 2: a feature or the label is infinite, or too large for a float");
  }

  @Test
  void pairsThatAreReadAsNumbersAreNamed() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("rows.csv"), "pair,label\n" + "\"1,2\",x\n\"1,3\",y\n".repeat(20));

    assertThat(evaluate(file).err().lines())
        .last()
        .isEqualTo(
            "column 'pair' is read as numbers, and commas in 40 of its 40 cells stand before"
                + " decimals: line 2 has '1,2'; --types pair=categorical keeps them as texts");
  }

  @Test
  void whereLabelsAreToldToBeNumbersARowWithoutOneIsUnlabelledAndCounted() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("rows.csv"), "a,label\n" + "1,1.5\n2,2.5\n3,x\n".repeat(20));

    Executed seen = evaluate(file, "--types", "label=numeric");
    assertThat(seen.err().lines())
        .last()
        .isEqualTo(
            "column 'label' is read as numbers as told, but 20 of its 60 cells are none, and so"
                + " missing: line 4 has 'x'");
    assertThat(report(seen).path("unlabelled").asInt()).isEqualTo(20);
    assertThat(report(seen).path("examples").asInt()).isEqualTo(40);
  }

  @Test
  void codesThatAreLabelsAreClassesByTheirText() throws IOException {
    Executed seen = evaluate(FILES.resolve("code-labels.csv"));

    assertThat(seen.err())
        .isEqualTo(
            "code-labels.csv: 1 numeric and 0 text columns; label 'label': 4 classes ('01', '1',"
                + " '1e0', '2'), classification\n");
    assertThat(report(seen).path("classes").size()).isEqualTo(4);
    assertThat(accuracy(seen)).isGreaterThan(0.9);
  }

  @Test
  void thousandsSeparatorsAreReadAndNamedWithAnExample() throws IOException {
    Executed seen = evaluate(FILES.resolve("thousands.csv"));

    assertThat(seen.err().lines())
        .containsExactly(
            "thousands.csv: "
                + TWO
                + "('big', 'small'), classification; thousands separators in 1 column",
            "column 'amount' is read as numbers, and marks in 838 of its 2,000 cells stand between"
                + " thousands: line 3 has '3,349.16'");
    assertThat(accuracy(seen)).isGreaterThan(0.95);
    assertSameWeights(
        seen,
        Files.readString(FILES.resolve("thousands.csv")).replaceAll("\"(\\d+),(.*?)\"", "$1$2"));
  }

  @Test
  void utf16IsReadAndNamed() throws IOException {
    Executed seen = evaluate(FILES.resolve("utf16.csv"));

    assertThat(seen.err())
        .isEqualTo("utf16.csv: " + TWO + "('größer', 'kleiner'), classification; UTF-16LE\n");
    byte[] bytes = Files.readAllBytes(FILES.resolve("utf16.csv"));
    assertSameWeights(seen, new String(bytes, 2, bytes.length - 2, UTF_16LE));
  }

  @Test
  void typesOverruleTheLooksOfFeaturesAndOfTheLabel() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("rows.csv"),
            "hour,amount,label\n" + "5,1,1\n05,2,1.0\n7,n. a.,2\n".repeat(20));

    assertThat(evaluate(file, "--types", "hour=categorical,label=categorical").err())
        .startsWith(
            "rows.csv: 0 numeric and 2 text columns; label 'label': 3 classes ('1', '1.0',");
    assertThat(
            evaluate(file, "--types", "amount=numeric", "--types", "label=numeric").err().lines())
        .containsExactly(
            "rows.csv: 2 numeric and 0 text columns; label 'label': real numbers, regression",
            "column 'amount' is read as numbers as told, but 20 of its 60 cells are none, and so"
                + " missing: line 4 has 'n. a.'",
            "column 'hour' is read as numbers, though 20 of its 60 cells begin with a zero: line 3"
                + " has '05'; --types hour=categorical is for codes");
    Path task = Files.writeString(directory.resolve("task.yaml"), "mapping: {task: regression}\n");
    assertThat(evaluate(file, "--config", task.toString()).err())
        .contains("label 'label': real numbers, regression");
  }

  @Test
  void comparedConfigurationsThatDifferInAKindReadTheFileAsItLooks() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("rows.csv"), "hour,label\n" + "5,1\n6,2\n7,2\n".repeat(20));
    Path codes =
        Files.writeString(
            directory.resolve("codes.yaml"),
            "mapping: {features: [{path: hour, kind: categorical}]}\n");

    Executed seen =
        Executed.command(
            "evaluate",
            "--csv",
            file.toString(),
            "--label",
            "label",
            "--compare",
            "default",
            codes.toString());

    assertThat(seen.err().lines())
        .containsExactly(
            "rows.csv: 1 numeric and 0 text columns; label 'label': 2 classes ('1', '2'),"
                + " classification",
            "column 'hour' is read as it looks, as the configurations differ in its kind; --types"
                + " says what it is");
  }

  private void assertSameWeights(Executed seen, String plain) throws IOException {
    Path file = Files.write(directory.resolve("plain.csv"), plain.getBytes(UTF_8));

    Executed usual = evaluate(file);
    assertThat(usual.err().lines()).hasSize(1);
    assertThat(usual.err()).doesNotContain("classification;");
    assertThat(weights(seen)).isEqualTo(weights(usual));
  }

  private static String weights(Executed seen) throws JsonProcessingException {
    return report(seen).path("weights_crc32c").asText();
  }

  private static double accuracy(Executed seen) throws JsonProcessingException {
    return report(seen).path("accuracy").asDouble();
  }

  private static JsonNode report(Executed seen) throws JsonProcessingException {
    return new ObjectMapper().readTree(seen.out());
  }

  private static Executed evaluate(Path csv, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("evaluate", "--json", "--csv", csv.toString(), "--label", "label"));
    arguments.addAll(List.of(more));
    Executed executed = Executed.command(arguments.toArray(String[]::new));
    assertThat(executed.exitCode()).as(executed.err()).isZero();
    return executed;
  }
}
