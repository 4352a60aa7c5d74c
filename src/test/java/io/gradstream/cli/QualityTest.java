package io.gradstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.cli.report.Report;
import io.gradstream.support.SeededCsv;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code quality}. */
class QualityTest {
  @TempDir private Path directory;

  @Test
  void theTablesHoldWhatEvaluateSays() throws Exception {
    Path csv = SeededCsv.write(directory.resolve("rows.csv"), 300, 1);
    Path out = directory.resolve("quality.md");
    Executed executed =
        Executed.command(
            "quality --stream sea friedman --hard sentinels trend --examples 6000 --label level --csv %s --out %s"
                .formatted(csv, out)
                .split(" "));

    assertThat(executed.exitCode()).as(executed.err()).isZero();
    assertThat(executed.out()).isEmpty();
    List<String> lines = Files.readAllLines(out);
    assertThat(lines)
        .contains(
            "    gradstream quality --stream sea friedman --hard sentinels trend --csv rows.csv"
                + " --label level --examples 6000",
            "| stream | examples | pool | best member | SGD 0.01 | SGD 0.03 | SGD 0.1 | class"
                + " frequencies | last label |");
    assertThat(lines)
        .filteredOn(line -> line.matches("\\| (sentinels|trend): .*\\| \\*\\*\\d.*"))
        .as("the pool is the best of four")
        .hasSize(2);
    JsonNode sea = evaluate("sea");
    JsonNode friedman = evaluate("friedman");
    assertThat(rows(lines, "sea")).hasSize(3);
    assertThat(rows(lines, "rows.csv")).hasSize(3);
    assertThat(rows(lines, "friedman")).hasSize(2);
    assertThat(pool(lines, "sea", 0)).isEqualTo(number(sea, "log_loss"));
    assertThat(pool(lines, "sea", 1)).isEqualTo(number(sea, "accuracy"));
    assertThat(pool(lines, "friedman", 0)).isEqualTo(number(friedman, "rmse"));
    assertThat(rows(lines, "sea").get(2)).matches(".*(linear|64|128).* \\| [+-]\\d+\\.\\d % \\|");
    assertThat(rows(lines, "rows.csv").get(2)).as("no example after 5,000").endsWith("| – |");
  }

  @Test
  void theAblationHasAColumnForEachMechanism() throws Exception {
    Executed executed =
        Executed.command(
            "quality",
            "--stream",
            "agrawal",
            "--hard",
            "clock",
            "--examples",
            "2000",
            "--without",
            "signals",
            "expansion");

    assertThat(executed.exitCode()).as(executed.err()).isZero();
    List<String> lines = executed.out().lines().toList();
    assertThat(lines)
        .contains(
            "    gradstream quality --stream agrawal --hard clock --without signals expansion"
                + " --examples 2000",
            "| stream | loss | expansion | signals |");
    String agrawal = rows(lines, "agrawal").getFirst();
    String clock = rows(lines, "clock").getFirst();
    assertThat(agrawal)
        .as("rules need steps")
        .matches(".* \\| \\+\\d\\d\\.\\d \\| \\([+-]0\\.\\d\\) \\|");
    assertThat(clock).as("seconds within a trend").matches(".* \\| \\+\\d\\d\\.\\d \\|");
  }

  @Test
  void aMechanismThatIsNotThereIsNamedWithTheNearest() {
    Executed executed = Executed.command("quality", "--without", "screning");

    assertThat(executed.exitCode()).isEqualTo(2);
    assertThat(executed.err()).contains("--without: no mechanism 'screning'", "'screening'?");
  }

  /** It passes 5,000, so that a member that is better or worse would show. */
  private static JsonNode evaluate(String stream) throws Exception {
    Executed executed =
        Executed.command("evaluate", "--json", "--stream", stream, "--examples", "6000");
    return new ObjectMapper().readTree(executed.out());
  }

  private static String number(JsonNode report, String score) {
    return Report.number(report.path(score).asDouble());
  }

  private static List<String> rows(List<String> lines, String stream) {
    return lines.stream().filter(line -> line.startsWith("| " + stream + " |")).toList();
  }

  private static String pool(List<String> lines, String stream, int table) {
    return rows(lines, stream).get(table).split(" \\| ", -1)[2].replace("*", "");
  }
}
