package io.gradstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code describe} shows. */
class DescribeTest {
  private static final String LABELLED =
      """
      {"type": "record", "name": "Event", "fields": [
        {"name": "x", "type": "double"}, {"name": "label", "type": "double"}]}
      """;

  @TempDir private Path directory;

  @Test
  void itShowsGraphTopicsAndModel() throws IOException {
    Files.writeString(directory.resolve("event.avsc"), LABELLED);
    String config = "input: {topic: t, schema: event.avsc}\n";

    Executed executed = describe("a.yaml", config);

    assertThat(executed.exitCode()).as(executed.err()).isZero();
    assertThat(executed.out())
        .contains("Source: examples (topics: [t])")
        .contains("Processor: learn (stores: [parameters])")
        .contains("reads        t\nwrites       t-predictions\nwrites       t-losses\n")
        .contains("writes       t-evaluations\nwrites       t-drifts\nwrites       t-rejects\n")
        .contains("learner      a pool of 13 networks\nlabel        label, a real number\n")
        .contains(
            "features     **: by its type\ninputs       1,024 at most, by mapping.limits.feat")
        .contains("table        262,144 rows, by mapping.hash-bits\n")
        .containsPattern("parameters   [0-9,]{9,}, 49[.]9 MB, for each input partition")
        .contains("\non drift     raise-rates\nseed         ")
        .doesNotContain("Auto[", "Limits[");
    assertThat(describe("b.yaml", config + "network: {hidden: [8]}\n").out())
        .contains("1024 + table 262144 - 8 relu - 1, squared-error")
        .contains("parameters   2,105,361, 8.4 MB, for each input partition")
        .contains("\non drift     nothing is done\n");
  }

  @Test
  void itNamesFeaturesAndClasses() throws IOException {
    String named =
        """
        input: {topic: t, format: json}
        mapping:
          label: y
          classes: [a, b]
          weight: w
          hash-bits: 4
          features:
            - {path: a, kind: numeric, log: true, clip: [0, 5]}
            - {path: b, kind: embedding, bits: 4}
            - {path: c, kind: text, ngrams: 2}
            - {path: d, kind: vector, length: 3}
            - {path: e, kind: timestamp, parts: [hour, age]}
            - {cross: [f, g]}
            - {path: h, kind: boolean}
            - {path: i, kind: categorical}
        """;

    assertThat(describe("named.yaml", named).out())
        .contains(
            """
            label        y, a class
            weight       w
            features     a: numeric, log, clip 0.0 to 5.0
                         b: embedding, 16 rows of 8 numbers
                         c: text, ngrams 2
                         d: vector of 3 numbers
                         e: timestamp, hour, age
                         f x g: cross
                         h: boolean
                         i: categorical
            inputs       8
            classes      2: a, b
            table        16 rows, by mapping.hash-bits
            parameters\
            """);
    String open = "input: {topic: t, format: json}\nmapping: {task: classification}\n";
    assertThat(describe("open.yaml", open).out())
        .contains("\nclasses      1,000 at most, by mapping.limits.classes: mapping.classes names");
  }

  @Test
  void itShowsHowFullTheTablesAre() throws IOException {
    String config =
        """
        input: {topic: t, format: json}
        mapping:
          {label: y, task: regression, hash-bits: 1,
           features: [a, {path: b, kind: embedding, bits: 4}]}
        """;
    Path records =
        Files.writeString(
            directory.resolve("records.json"),
            "{\"a\": \"%s\", \"b\": \"x\"}\n".repeat(4).formatted("p", "q", "r", "s"));

    Executed executed = describe("tables.yaml", config, "--file", records + "");

    assertThat(executed.exitCode()).as(executed.err()).isZero();
    assertThat(executed.out())
        .contains("load       of 4 examples\n")
        .contains("table      2 of 2 rows in use, 4 different hashes, 50.0 % collide\n")
        .contains("embedding  b: 1 of 16 rows in use, 1 different hashes, 0.0 % collide\n");
  }

  @Test
  void aRegistryIsAskedOnceForRecordsToo() throws IOException {
    List<String> asked = new CopyOnWriteArrayList<>();
    HttpServer registry =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().getPath());
          String schema = LABELLED.replace("\n", "").replace("\"", "\\\"");
          byte[] answer =
              "{\"id\": 1, \"version\": 1, \"schema\": \"%s\"}"
                  .formatted(schema)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    registry.start();
    try {
      Files.writeString(directory.resolve("events.json"), "{\"x\": 1, \"label\": 2}\n");
      String url = "http://127.0.0.1:" + registry.getAddress().getPort();
      String config =
          "input: {topic: t, format: avro-registry}\nkafka: {schema.registry.url: '" + url + "'}\n";

      Executed executed = describe("registry.yaml", config, "--file", directory + "/events.json");

      assertThat(executed.exitCode()).as(executed.err()).isZero();
      assertThat(executed.out())
          .contains("label        label, a real number", "load       of 1 ex");
      assertThat(asked).containsExactly("/subjects/t-value/versions/latest");
    } finally {
      registry.stop(0);
    }
  }

  private Executed describe(String file, String configuration, String... more) throws IOException {
    Path config = Files.writeString(directory.resolve(file), configuration);
    String[] command =
        Stream.concat(Stream.of("describe", "--config", config + ""), Stream.of(more))
            .toArray(String[]::new);
    return Executed.command(command);
  }
}
