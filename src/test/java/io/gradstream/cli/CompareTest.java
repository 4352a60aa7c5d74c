package io.gradstream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.support.SeededCsv;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code evaluate --compare} and {@code --plot}. */
class CompareTest {
  @TempDir private Path directory;
  private Path csv = Path.of("");
  private String slow = "";
  private String fast = "";

  @BeforeEach
  void write() throws Exception {
    csv = SeededCsv.write(directory.resolve("rows.csv"), 1500, 1);
    slow = sgd("slow.yaml", 0.0001);
    fast = sgd("fast.yaml", 0.1);
  }

  private String sgd(String name, double rate) throws Exception {
    String yaml = "optimizer: {kind: sgd, rate: %s}".formatted(rate);
    return Files.writeString(directory.resolve(name), yaml).toString();
  }

  @Test
  void eachIsWhatItIsAlone() throws Exception {
    JsonNode all = compare("--compare", slow, "default", fast);
    JsonNode alone = json(evaluate("--json", "--config", fast));

    JsonNode last = all.path(2);
    assertThat(all.findValuesAsText("name")).containsExactly(slow, "default", fast);
    for (String key : List.of("examples", "unlabelled", "accuracy", "log_loss", "parameters")) {
      assertThat(last.path(key)).as(key).isEqualTo(alone.path(key));
    }
    assertThat(last.path("weights_crc32c")).isEqualTo(alone.path("weights_crc32c"));
    assertThat(last.path("examples_per_second").asLong()).isPositive();
  }

  @Test
  void theDifferenceIsFromTheFirstAndSaysHowSureItIs() throws Exception {
    JsonNode all = compare("--compare", slow, fast, slow);

    assertThat(all.path(0).path("difference").isNull()).isTrue();
    JsonNode better = all.path(1).path("difference");
    double losses =
        all.path(1).path("log_loss").asDouble() - all.path(0).path("log_loss").asDouble();
    assertThat(better.path("of").asText()).isEqualTo("log_loss");
    assertThat(better.path("mean").asDouble()).isEqualTo(losses, within(1e-9));
    assertThat(better.path("mean").asDouble()).isLessThan(-better.path("half_width").asDouble());
    assertThat(better.path("batches").asInt()).isBetween(32, 63);
    assertThat(better.path("examples")).isEqualTo(all.path(0).path("examples"));
    JsonNode same = all.path(2).path("difference");
    assertThat(same.path("mean").asDouble(1)).isZero();
    assertThat(same.path("half_width").asDouble(1)).isZero();
  }

  @Test
  void peopleGetATable() {
    Executed executed = evaluate("--compare", slow, slow, fast);

    List<String> lines = executed.out().lines().toList();
    assertThat(lines).hasSize(5);
    assertThat(lines.getFirst())
        .matches(" +accuracy +log_loss +examples/s +parameters +weights_crc32c +log_loss − first");
    assertThat(lines.get(1)).startsWith(slow).endsWith(" –");
    assertThat(lines.get(2)).startsWith(slow).endsWith(" 0");
    assertThat(lines.get(3)).startsWith(fast).matches(".* -0\\.\\d{5} ± 0\\.\\d{5}");
    assertThat(lines.get(4))
        .matches(
            "1,\\d+ examples, \\d+ unlabelled; ± is half the width of the 95 % interval, from \\d+"
                + " batches of 32");
  }

  @Test
  void itSaysOfWhichRunsAWarningIs() throws Exception {
    String rows = "1e60,7,0.5\n" + "1,7,0.5\n2,7,0.6\n4,7,0.4\n".repeat(100);
    Files.writeString(csv, "a,b,%s\n%s".formatted(SeededCsv.LABEL, rows));
    String wild = sgd("wild.yaml", 3);

    List<String> lines = evaluate("--compare", slow, "default").out().lines().toList();
    assertThat(lines)
        .contains(
            "warning: the first refusal is of data row 1: field a: got 1.0E60, wants a number in"
                + " the range of a float",
            "note: b has always been the same: it tells nothing");
    assertThat(evaluate("--compare", "default", wild).out())
        .contains(wild + ": warning: over the window, predicting the mean would have been better");
  }

  @Test
  void realLabelsAreComparedByTheAbsoluteError() {
    Executed executed =
        Executed.command(
            "evaluate", "--stream", "friedman", "--examples", "500", "--compare", slow, fast);

    assertThat(executed.exitCode()).as(executed.err()).isZero();
    assertThat(executed.out()).containsPattern(" rmse +mae ").contains("mae − first");
    assertThat(executed.out()).containsPattern("fast.yaml .* [+-]\\d\\.\\d{5} ± \\d\\.\\d{5}\n");
  }

  @Test
  void thePlotHasALineForEachAndTheBestBaseline() throws Exception {
    Path svg = directory.resolve("loss.svg");
    Executed compared = evaluate("--compare", "default", fast, "--plot", svg.toString());

    assertThat(compared.exitCode()).as(compared.err()).isZero();
    assertThat(texts(svg))
        .contains("default", "fast.yaml", "class frequencies", "faded mean of the log loss");
  }

  @Test
  void thePlotTellsFilesOfOneNameApart() throws Exception {
    Path svg = directory.resolve("loss.svg");
    Path other = Files.createDirectory(directory.resolve("other")).resolve("fast.yaml");
    Files.copy(Path.of(fast), other);
    Executed compared = evaluate("--compare", fast, other + "", slow, "--plot", svg.toString());

    assertThat(compared.exitCode()).as(compared.err()).isZero();
    assertThat(texts(svg))
        .contains("slow.yaml")
        .doesNotContain("fast.yaml")
        .anyMatch(text -> text.endsWith("/other/fast.yaml"));
  }

  @Test
  void oneConfigurationCanBePlotted() throws Exception {
    Path png = directory.resolve("loss.png");
    Path svg = directory.resolve("loss.svg");
    Executed first = evaluate("--config", fast, "--epochs", "2", "--plot", png.toString());
    Executed second =
        Executed.command(
            "evaluate --config %s --stream sine --with take=4000 --with drift=2000:noise=0.5 --plot %s"
                .formatted(fast, svg)
                .split(" "));

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(Files.size(png)).isGreaterThan(1000);
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(texts(svg))
        .contains("stream sine with take=4000, drift=2000:noise=0.5", "drift signalled");
  }

  @Test
  void realLabelsArePlottedByTheAbsoluteError() throws Exception {
    Path svg = directory.resolve("loss.svg");
    Executed executed =
        Executed.command(
            "evaluate --config %s --stream friedman --examples 300 --plot %s"
                .formatted(fast, svg)
                .split(" "));

    assertThat(executed.exitCode()).as(executed.err()).isZero();
    assertThat(texts(svg)).contains("mean", "faded mean of the absolute error", "300");
  }

  private static List<String> texts(Path svg) throws Exception {
    return Pattern.compile(">([^<>\n]+)<")
        .matcher(Files.readString(svg))
        .results()
        .map(text -> text.group(1))
        .toList();
  }

  private JsonNode compare(String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of("--json"));
    all.addAll(List.of(options));
    return json(evaluate(all.toArray(String[]::new))).path("configurations");
  }

  private static JsonNode json(Executed executed) throws Exception {
    assertThat(executed.exitCode()).as(executed.err()).isZero();
    return new ObjectMapper().readTree(executed.out());
  }

  private Executed evaluate(String... options) {
    List<String> all =
        new ArrayList<>(List.of("evaluate", "--csv", csv + "", "--label", SeededCsv.LABEL));
    all.addAll(List.of(options));
    return Executed.command(all.toArray(String[]::new));
  }
}
