package io.gradstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.support.SeededCsv;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code evaluate} over files. */
class EvaluateTest {
  @TempDir private Path directory;

  @Test
  void eachEpochIsListedAndTheScoresAreOfTheFirst() throws Exception {
    Path csv = SeededCsv.write(directory.resolve("rows.csv"), 400, 1);
    JsonNode once = evaluate(csv, SeededCsv.LABEL);
    JsonNode thrice = evaluate(csv, SeededCsv.LABEL, "--epochs", "3");

    assertThat(once.has("epochs")).isFalse();
    assertThat(thrice.path("epochs").findValuesAsText("epoch")).containsExactly("1", "2", "3");
    assertThat(thrice.path("log_loss")).isEqualTo(once.path("log_loss"));
    assertThat(thrice.path("epochs").get(0).path("log_loss")).isEqualTo(once.path("log_loss"));
    assertThat(losses(thrice)).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(thrice.path("weights_crc32c")).isNotEqualTo(once.path("weights_crc32c"));
  }

  @Test
  void itNamesColumnsThatAreSuspicious() throws Exception {
    Random random = new Random(1);
    StringBuilder rows = new StringBuilder("same,odd,level\n");
    for (int n = 0; n < 2_000; n++) {
      double level = 0.5 + random.nextGaussian();
      double odd = random.nextInt(10) == 0 ? -999 : random.nextGaussian();
      rows.append("7,%s,%s%n".formatted(odd, level));
    }
    Path csv = Files.writeString(directory.resolve("odd.csv"), rows);
    Executed executed = Executed.command("evaluate", "--csv", csv.toString(), "--label", "level");

    assertThat(executed.out())
        .contains("note: same has always been the same: it tells nothing\n")
        .contains("note: odd -999 comes again and again, far from all other values")
        .doesNotContain("note: level");
    JsonNode json = evaluate(csv, "level");
    assertThat(json.path("doubts")).hasSize(2);
    assertThat(json.path("better_baseline").isNull()).isTrue();
  }

  @Test
  void passesEndWithTheFirstThatHardlyFalls() throws Exception {
    Path csv = SeededCsv.write(directory.resolve("rows.csv"), 400, 1);
    JsonNode report = evaluate(csv, SeededCsv.LABEL, "--until-converged");

    List<Double> losses = losses(report);
    assertThat(losses).hasSizeBetween(3, 999);
    for (int pass = 1; pass < losses.size(); pass++) {
      boolean falls = losses.get(pass) < losses.get(pass - 1) * 0.999;
      assertThat(falls).as("pass %d of %s", pass, losses).isEqualTo(pass < losses.size() - 1);
    }
    assertThat(report.path("converged").booleanValue()).isTrue();
    JsonNode cut = evaluate(csv, SeededCsv.LABEL, "--until-converged", "--epochs", "2");
    assertThat(losses(cut)).isEqualTo(losses.subList(0, 2));
    assertThat(cut.get("converged").booleanValue()).isFalse();
    assertThat(evaluate(csv, SeededCsv.LABEL).has("converged")).isFalse();
  }

  @Test
  void rowsThatAreNoExamplesAreCounted() throws Exception {
    Path csv = Files.writeString(directory.resolve("rows.csv"), "x,y\n1e300,a\n1e300,b\n1,\n");

    JsonNode report = evaluate(csv, "y");
    assertThat(report.path("examples").asInt()).isZero();
    assertThat(report.path("refused").asInt()).isEqualTo(2);
    assertThat(report.path("unlabelled").asInt()).isEqualTo(1);

    Executed text = Executed.command("evaluate", "--csv", csv.toString(), "--label", "y");
    assertThat(text.out()).contains("\n0 examples, 2 refused, 1 unlabelled, 0/s, ");
  }

  @Test
  void itSaysHowTheColumnsOfAFileWereUnderstood() throws Exception {
    String rows = "1,2,red,0\n".repeat(30) + "1,NA,blue,1\n1,n. a.,red,?\n";
    Path csv = Files.writeString(directory.resolve("rows.csv"), "a,b,c,y\n" + rows);
    String[] command = {"evaluate", "--csv", csv.toString(), "--label", "y"};

    assertThat(Executed.command(command).err().lines())
        .containsExactly(
            "rows.csv: 1 numeric and 2 text columns; label 'y': 2 classes ('0', '1'),"
                + " classification",
            "column 'b' is read as text, though 30 of its cells are numbers and 1 not: line 33 has"
                + " 'n. a.'; --types b=numeric takes it for missing");
    Executed real =
        Executed.command(
            "evaluate", "--csv", csv.toString(), "--label", "y", "--task", "regression");
    assertThat(real.err())
        .startsWith("rows.csv: ")
        .contains("; label 'y': real numbers, regression\n");
  }

  @Test
  void ofManyOddColumnsItNamesAFew() throws Exception {
    String header = "a,b,c,d,e,f,g,y\n";
    String rows = "1,1,1,1,1,1,1,0\n".repeat(30) + "x,x,x,x,x,x,x,1\n";
    Path csv = Files.writeString(directory.resolve("rows.csv"), header + rows);

    assertThat(Executed.command("evaluate", "--csv", csv.toString(), "--label", "y").err().lines())
        .hasSize(7)
        .last()
        .isEqualTo("and so are 2 more columns");
  }

  @Test
  void transformsChangeAFileAndAStreamInTheOrderGiven() throws Exception {
    Path csv = SeededCsv.write(directory.resolve("rows.csv"), 400, 1);
    JsonNode bare = evaluate(csv, SeededCsv.LABEL);
    String[] some = {"--with", "noise=0.5", "--with", "runs=0.5", "--with", "relabelled=1"};
    JsonNode transformed = evaluate(csv, SeededCsv.LABEL, some);
    JsonNode first = evaluate(csv, SeededCsv.LABEL, "--with", "take=100", "--with", "imbalance=3");
    JsonNode last = evaluate(csv, SeededCsv.LABEL, "--with", "imbalance=3", "--with", "take=100");

    assertThat(transformed.path("examples")).isEqualTo(bare.path("examples"));
    assertThat(transformed.path("unlabelled")).isEqualTo(bare.path("unlabelled"));
    assertThat(transformed.path("log_loss").asDouble())
        .isGreaterThan(bare.path("log_loss").asDouble() + 0.1);
    assertThat(rows(first)).isBetween(10, 99);
    assertThat(rows(last)).isEqualTo(100);
    Executed stream = Executed.command("evaluate", "--stream", "sea", "--with", "take=50");
    assertThat(stream.out()).as("an end, and so no --examples").contains("\n50 examples, ");
  }

  private static int rows(JsonNode report) {
    return report.path("examples").asInt() + report.path("unlabelled").asInt();
  }

  @Test
  void scoresOfProbabilitiesAndOfSingleClassesAreThere() throws Exception {
    Path csv = SeededCsv.write(directory.resolve("rows.csv"), 400, 1);

    JsonNode report = evaluate(csv, SeededCsv.LABEL);

    int classes = report.path("classes").size();
    for (JsonNode scores : List.of(report, report.path("faded"), report.path("windowed"))) {
      for (String score : List.of("brier", "f1", "calibration_error")) {
        assertThat(scores.path(score).asDouble(-1)).as(score).isBetween(0.0, 1.0);
      }
      assertThat(scores.path("recall_by_class")).hasSize(classes);
      assertThat(scores.path("f1_by_class")).hasSize(classes);
      assertThat(scores.path("reliability")).hasSize(10);
    }
    assertThat(classes).isGreaterThan(1);
    assertThat(report.path("auc")).isEqualTo(report.path("windowed").path("auc"));
    assertThat(report.path("auc").asDouble()).isBetween(0.5, 1.0);
    assertThat(report.path("faded").path("auc").isNull()).isTrue();
    assertThat(report.path("drifts").isIntegralNumber()).isTrue();
    assertThat(report.has("last_drift")).isTrue();
  }

  private static List<Double> losses(JsonNode report) {
    List<Double> losses = new ArrayList<>();
    report.path("epochs").forEach(epoch -> losses.add(epoch.path("log_loss").asDouble()));
    return losses;
  }

  private static JsonNode evaluate(Path csv, String label, String... more)
      throws JsonProcessingException {
    List<String> arguments =
        new ArrayList<>(List.of("evaluate", "--json", "--csv", csv.toString(), "--label", label));
    arguments.addAll(List.of(more));
    Executed executed = Executed.command(arguments.toArray(String[]::new));
    assertThat(executed.exitCode()).as(executed.err()).isZero();
    return new ObjectMapper().readTree(executed.out());
  }
}
