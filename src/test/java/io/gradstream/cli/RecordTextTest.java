package io.gradstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.text.Shown;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Whoever writes a record does not write on the terminal of who looks at it. */
class RecordTextTest {
  private static final String NASTY = "\\u001b[31mred\\u009b2J\\u202eevil\\nt-0 offset 9: fine";

  @TempDir private Path directory;
  private Path config;
  private Path records;

  @BeforeEach
  void write() throws IOException {
    config =
        Files.writeString(
            directory.resolve("c.yaml"),
            """
            input: {topic: t, format: json}
            output: {format: json}
            mapping: {label: label, task: classification, id: id, features: [{path: n, kind: numeric}, "**"]}
            kafka: {bootstrap.servers: "localhost:1", application.id: a}
            """);
    records =
        Files.writeString(
            directory.resolve("r.json"),
            "{\"id\": \"N\", \"label\": \"N\", \"N\": \"N\", \"s\": 1}\n{\"label\": 1, \"n\": \"N\"}\n{\"N\": N}\n"
                .replace("N", NASTY));
  }

  private Executed check(String... more) {
    String[] arguments = new String[5 + more.length];
    System.arraycopy(
        new String[] {"check", "--config", config.toString(), "--file", records.toString()},
        0,
        arguments,
        0,
        5);
    System.arraycopy(more, 0, arguments, 5, more.length);
    return Executed.command(arguments);
  }

  @Test
  void checkShowsItAsItIsSpelled() {
    Executed check = check();

    assertThat(check.exitCode()).as(check.err()).isZero();
    assertThat(Shown.lines(check.out())).isEqualTo(check.out());
    assertThat(check.out())
        .contains("id \\u001b[31mred\\u009b2J\\u202eevil\\nt-0 off")
        .contains("rejected, WRONG_TYPE: field n: got \\u001b[31mred")
        .contains("rejected, UNDECODABLE: not JSON near byte")
        .doesNotContainPattern("(?m)^t-0 offset 9");
  }

  @Test
  void itsJsonHasTheTextItselfAndShowsNothingOfIt() throws Exception {
    Executed check = check("--json");

    assertThat(Shown.lines(check.out())).isEqualTo(check.out());
    JsonNode first = new ObjectMapper().readTree(check.out()).path("records").get(0);
    assertThat(first.path("id").asText())
        .isEqualTo(new ObjectMapper().readValue('"' + NASTY + '"', String.class));
  }

  @Test
  void anErrorThatQuotesItDoesNot() {
    Executed check = Executed.command("check", "--config", "\u001b[2J.yaml");

    assertThat(check.exitCode()).isEqualTo(2);
    assertThat(check.err()).contains("\\u001b[2J.yaml").doesNotContain("\u001b");
  }

  @Test
  void aLineOfTheLogIsOneLine() {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    PrintStream before = System.err;
    try {
      System.setErr(new PrintStream(written, true, UTF_8));
      LoggerFactory.getLogger(RecordTextTest.class).warn("got {}", "a\u001b[2J\nb\u202e");
    } finally {
      System.setErr(before);
    }

    assertThat(written.toString(UTF_8))
        .contains("got a [2J b " + System.lineSeparator())
        .doesNotContain("\u001b");
  }
}
