package io.gradstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code top} and {@code health} beside an instance that says what it is told to. */
class TopTest {
  private static final String TOKEN = "a-token-of-some-length";

  private final Map<String, String> answers = new HashMap<>();
  private HttpServer server;
  private int healthStatus = 200;
  private boolean closed;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    answers.put("/health/ready", "restoring: partition 1");
    answers.put("/health/live", "up");
    answers.put(
        "/api/model",
        """
        {"application":"payments-learner","version":"1.2","task":"classification",
         "input_topic":"payments","classes":["no","yes"],"parameters":31094,"specification":[],
         "kernels":"vector 512","started_ms":1000,"learner":"a pool of 13","partitions":[0,1]}\
        """);
    answers.put(
        "/api/evaluation",
        """
        {"now_ms":3601000,"state":"running","partitions":[
          {"partition":0,"examples":12345,"version":12345,"drifts":2,"last_drift":900,"lag":17,
           "faded":{"loss":0.25,"accuracy":0.91,"majority_accuracy":0.57,"last_label_accuracy":0.85},
           "members":[{"name":"64 constant 0.01","share":0.75},{"name":"linear","share":0.25}]},
          {"partition":1,"examples":0,"version":0,"drifts":0,"last_drift":null,"lag":null,
           "faded":{"loss":null,"accuracy":null,"majority_accuracy":null,"last_label_accuracy":null},
           "members":[{"name":"64 constant 0.01","share":0.25},{"name":"linear","share":0.75}]}]}\
        """);
    answers.put(
        "/api/history",
        """
        {"interval_ms":2000,"points":[
          {"t":1000,"examples":0,"partitions":[]},
          {"t":3000,"examples":10000,"partitions":[{"partition":0,"examples":10000,"loss":0.75}]},
          {"t":5000,"examples":12345,"partitions":[{"partition":0,"examples":12346,"loss":0.25}]}]}\
        """);
    answers.put(
        "/api/recent",
        """
        {"predictions":[],"drifts":[],"rejects":[
          {"topic":"payments","partition":0,"offset":77,"reason":"wrong_type","detail":"got\\u001b[2J a text"},
          {"topic":"payments","partition":0,"offset":12,"reason":"wrong_type","detail":"older"}]}\
        """);
  }

  @AfterEach
  void stop() {
    if (!closed) {
      server.stop(0);
    }
  }

  @Test
  void showsEachPartitionBesideItsBaselines() {
    Executed top = run("top", "--once");

    assertThat(top.err()).isEmpty();
    assertThat(top.exitCode()).isZero();
    List<String> lines = top.out().lines().toList();
    assertThat(lines.getFirst())
        .isEqualTo("payments-learner 1.2   classification from payments   running   up 1:00 h");
    assertThat(lines.get(1)).isEqualTo("31,094 parameters   vector 512   a pool of 13");
    assertThat(words(lines.get(4)))
        .containsExactly(
            "0", "12,345", "1,173", "17", "0.2500", "0.9100", "0.5700", "0.8500", "2", "█▁");
    assertThat(words(lines.get(5))).containsExactly("1", "0", "–", "–", "–", "–", "–", "–", "0");
    assertThat(top.out())
        .contains(" 50 % " + "█".repeat(15), "wrong_type=2", "payments-0 offset 77");
  }

  @Test
  void letsNoRecordMoveTheCursor() {
    assertThat(run("top", "--once").out()).contains("got\\u001b[2J a text").doesNotContain("\033");
  }

  @Test
  void showsAbsoluteErrorsOfValues() {
    answers.compute("/api/model", (path, text) -> text.replace("classification", "regression"));
    answers.compute(
        "/api/evaluation",
        (path, text) ->
            text.replace("\"accuracy\":0.91", "\"mae\":2.5,\"mean_mae\":9,\"last_value_mae\":4"));

    assertThat(words(run("top", "--once").out().lines().toList().get(4)))
        .contains("2.500", "9.000", "4.000");
  }

  @Test
  void givesAllThatTheInstanceSaidAsOneObject() throws IOException {
    JsonNode printed = new ObjectMapper().readTree(run("top", "--json").out());

    for (String part : List.of("model", "evaluation", "history", "recent")) {
      assertThat(printed.path(part))
          .isEqualTo(new ObjectMapper().readTree(answers.get("/api/" + part)));
    }
  }

  @Test
  void showsTheTokenOfAFile(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("token"), TOKEN + "\n");
    answers.put("token", TOKEN);

    assertThat(run("top", "--once", "--token-file", file.toString()).exitCode()).isZero();
    Executed refused = run("top", "--once");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("wants a token: --token-file FILE");
  }

  @Test
  void saysThatNothingAnswers() {
    server.stop(0);
    closed = true;

    for (String command : List.of("top", "health")) {
      Executed executed = run(command);
      assertThat(executed.exitCode()).isEqualTo(1);
      assertThat(executed.out()).isEmpty();
      assertThat(executed.err().lines())
          .singleElement()
          .asString()
          .startsWith("gradstream: nothing answers at " + url() + " (no connection): wants a run");
    }
  }

  @Test
  void saysThatAnotherServiceIsNoInstance() {
    answers.put("/api/model", "<html>");

    Executed executed = run("top", "--once");

    assertThat(executed.exitCode()).isEqualTo(1);
    assertThat(executed.err()).contains("is no running gradstream", "/api/model");
  }

  @Test
  void refusesAnAddressThatIsNone() {
    for (String wrong : List.of("127.0.0.1:8080", "ftp://here", "http:///x")) {
      assertThat(Executed.command("top", "--url", wrong).exitCode()).as(wrong).isEqualTo(2);
    }
  }

  @Test
  void healthIsAnExitCode() {
    assertThat(run("health").exitCode()).isZero();
    healthStatus = 503;

    Executed unwell = run("health");

    assertThat(unwell.exitCode()).isEqualTo(1);
    assertThat(unwell.err()).isEqualTo("restoring: partition 1" + System.lineSeparator());
    assertThat(run("health", "--live").exitCode()).isEqualTo(1);
  }

  @Test
  void averagesALongHistoryIntoBars() {
    assertThat(VitalSigns.spark(List.of())).isEmpty();
    assertThat(VitalSigns.spark(List.of(1.0, 1.0))).isEqualTo("▁▁");
    List<Double> falling = IntStream.range(0, 600).mapToObj(i -> 600.0 - i).toList();
    assertThat(VitalSigns.spark(falling)).hasSize(30).startsWith("█").endsWith("▁");
  }

  private static List<String> words(String line) {
    return List.of(line.strip().split("\\s+"));
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private Executed run(String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command, "--url", url()));
    arguments.addAll(List.of(more));
    return Executed.command(arguments.toArray(String[]::new));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String text = answers.getOrDefault(path, "nothing here");
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status(exchange, path), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private int status(HttpExchange exchange, String path) {
    String token = answers.get("token");
    String shown = exchange.getRequestHeaders().getFirst("Authorization");
    if (token != null && !("Bearer " + token).equals(shown)) {
      return 401;
    }
    return path.startsWith("/health") ? healthStatus : answers.containsKey(path) ? 200 : 404;
  }
}
