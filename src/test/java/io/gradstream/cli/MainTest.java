package io.gradstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.dataset.generator.Generators;
import io.gradstream.dataset.transform.Transforms;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of exit codes: 0 done, 1 failed while running, 2 wrong usage or configuration. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MainTest {
  private static final int WRONG = 2;
  private static final int FAILED = 1;

  private Path directory = Path.of("");

  @BeforeAll
  void write(@TempDir Path files) throws IOException {
    directory = files;
    write("good.csv", "x,label\n1,a\n2,b\n");
    write("bad.csv", "x,label\n1,a\ninf,b\n");
    write("one.csv", "x,label\n1,a\n2,a\n");
    write(
        "event.avsc",
        """
        {"type": "record", "name": "Event", "fields": [
          {"name": "x", "type": "double"}, {"name": "label", "type": "double"}]}
        """);
    write("unknown.yaml", "optimiser: {rate: 1}\n");
    write("no-topic.yaml", "input: {schema: event.avsc}\n");
    write("no-schema.yaml", "input: {topic: t}\n");
    write("lost-schema.yaml", "input: {topic: t, schema: lost.avsc}\n");
    write("no-registry.yaml", "input: {topic: t, format: avro-registry}\n");
    write("no-output-registry.yaml", "output: {format: avro-registry}\n" + started("retries: 1"));
    write("unnamed-host.yaml", run("bootstrap.servers: no.invalid:9092\n  application.id: a"));
    write("no-broker.yaml", run("application.id: a"));
    write("no-id.yaml", run("bootstrap.servers: localhost:9092"));
    write("word.yaml", started("commit.interval.ms: abc"));
    write("consumer-word.yaml", started("consumer.max.poll.records: many"));
    write("producer-word.yaml", started("producer.acks: 7"));
    write("no-port.yaml", run("bootstrap.servers: localhost\n  application.id: a"));
    write("guarantee.yaml", started("processing.guarantee: at_least_once"));
    for (String handler : List.of("processing", "production", "default.production")) {
      write(handler + ".yaml", started(handler + ".exception.handler: org.example.GoOn"));
    }
    write("zero-replicas.yaml", "output: {replication-factor: 0}\n");
    write("wide.yaml", "network: {hidden: [100000, 100000]}\n");
    write("bad-prefix.yaml", "output: {prefix: 'a b'}\n" + started("retries: 1"));
    write("bad-topic.yaml", started("retries: 1").replace("topic: t", "topic: 'a/b'"));
    write("bad-address.yaml", started("retries: 1").replace("port: null", "address: no.invalid"));
    write("empty-id.yaml", run("bootstrap.servers: localhost:9092\n  application.id: ''"));
    write("bad-id.yaml", run("bootstrap.servers: localhost:9092\n  application.id: 'a b'"));
    write("state.yaml", started("state.dir: " + directory.resolve("good.csv")));
    Files.write(directory.resolve("latin.yaml"), new byte[] {'#', (byte) 0xe4});
    begin("begun", List.of("stream: rbf", "seed: 1"));
    begin("begun-csv", List.of("csv: good.csv", "label: label", "header: 00000097", "rows: 3"));
  }

  private void begin(String name, List<String> dataset) throws IOException {
    try (DemoDirectory begun = new DemoDirectory(directory.resolve(name))) {
      begun.begin(dataset);
    }
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private static String started(String setting) {
    return run("bootstrap.servers: localhost:9092\n  application.id: a\n  " + setting);
  }

  private static String run(String kafka) {
    return "input: {topic: t, schema: event.avsc}\nhttp: {port: null}\nkafka:\n  " + kafka + "\n";
  }

  /** In the arguments {@code @} is the directory of the files. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                      | Usage: gradstream [-hV] COMMAND
          help lern                               | Unknown subcommand 'lern'
          learn                                   | Unmatched argument at index 0: 'learn'
          evaluate                                | wants --csv FILE --label COLUMN or --stream NAME
          evaluate --csv @/good.csv               | --csv wants --label COLUMN
          evaluate --label x                      | --label wants --csv FILE
          evaluate --csv @/a.csv --label a --stream sea | --csv and --stream exclude each other
          evaluate --csv @/none.csv --label a     | none.csv, wants a regular file that can
          evaluate --csv @ --label a              | wants a regular file that can be read
          evaluate --csv @/good.csv --label lable | no column 'lable'. did you mean 'label'?
          evaluate --csv @/bad.csv --label label  | line 3: column 'x' has 'inf'
          evaluate --csv @/one.csv --label label  | all labels of column 'label' are [a], want two
          evaluate --csv @/good.csv --label label --task guess | --task
          evaluate --csv @/good.csv --label label --types x | --types: got 'x', wants COLUMN=KIND
          evaluate --csv @/good.csv --label label --types x=numerical | --types: got kind 'numerical' for column 'x', wants numeric or categorical; did you mean numeric?
          evaluate --csv @/good.csv --label label --types lable=numeric | --types: no column 'lable'. did you mean 'label'?
          evaluate --csv @/good.csv --label label --types x=numeric,x=categorical | --types: got two kinds for column 'x'
          evaluate --csv @/good.csv --label label --types label=numeric --task classification | --task and --types exclude each other
          evaluate --stream sea --examples 1 --types x1=numeric | --types wants --csv FILE
          demo --csv @/good.csv --label label --types y=numeric | --types: no column 'y'
          quality --stream sea --csv @/good.csv --types y=numeric | --types: no column 'y'
          produce --config @/no-id.yaml --csv @/good.csv --label label --types y=numeric | --types: no column 'y'
          evaluate --csv @/good.csv --label label --epochs 0   | --examples and --epochs want at least 1
          evaluate --stream sea                   | --stream does not end: wants --examples N
          evaluate --stream sea --examples 0      | want at least 1
          evaluate --stream see --examples 1      | did you mean 'sea'?
          evaluate --stream sea --with nose=1     | --with: no transform 'nose'. did you mean 'noise'?
          evaluate --stream sea --with take=9 --with noise=2 | --with: noise is 2.0, want 0.0 to 1.0
          evaluate --csv @/good.csv --label label --with scaled=z:2 | --with: no column of numbers 'z'. did you mean 'x'
          evaluate --stream sea --examples 1 --config @/none.yaml    | none.yaml
          evaluate --stream sea --examples 1 --config @/unknown.yaml | optimiser: is no key
          evaluate --stream sea --examples 1 --compare default       | --compare
          evaluate --stream sea --examples 1 --compare default @/none.yaml | none.yaml
          evaluate --stream sea --examples 1 --compare default default --config @/no-id.yaml | --compare excludes --config
          evaluate --stream sea --examples 1 --compare default default --epochs 2 | --compare excludes --config, and is of one pass
          evaluate --stream sea --examples 1 --compare a b c d e f g h i | --compare: got 9 configurations, wants 8 at most
          evaluate --stream sea --examples 1 --plot @/loss.pdf | --plot: got
          evaluate --stream sea --examples 1 --plot @/loss.pdf | wants a name that ends in .svg or .png
          evaluate --stream sea --examples 1 --plot @/none/loss.svg | wants a directory that exists
          quality --examples 0                    | --examples wants at least 1
          quality --stream see                    | did you mean 'sea'?
          quality --csv @/none.csv                | wants a regular file that can be read
          quality --stream sea --out @/none/q.md  | --out: got
          demo --examples 0                       | --examples wants at least 1
          demo --rate -1                          | --rate at least 0
          demo --rate x                           | got 'x', wants a whole number
          demo --examples 1,000                   | got '1,000', wants a whole number
          top --url 127.0.0.1:8080                | --url wants http://HOST:PORT or
          demo --port 70000                       | --port wants 0 to 65535
          demo --port -1                          | --port wants 0 to 65535
          demo --csv @/none.csv --label a         | wants a regular file that can be read
          demo --csv @/one.csv --label label      | all labels of column 'label' are [a], want two
          demo --stream see                       | did you mean 'sea'?
          demo --state-dir @/begun --stream-seed 2 | got [seed: 2], but
          demo --state-dir @/begun --stream sea   | holds what was learned from [stream: rbf]; go on
          demo --state-dir @/begun --with take=9  | got [with: take=9], but
          demo --state-dir @/begun-csv --csv @/good.csv --label label | learned from [rows: 3]; go on
          evaluate --stream sea --examples 1 --config @/none.yaml | none.yaml: got no file, wants a text
          evaluate --stream sea --examples 1 --config @/latin.yaml | latin.yaml: got bytes that are not UTF-8
          evaluate --stream sea --examples 1 --config @/wide.yaml | network.hidden: got 3 - 100000 relu
          evaluate --stream sea --examples 1 --config @/zero-replicas.yaml | output.replication-factor: got 0, wants
          evaluate --csv /dev/null --label a      | --csv: got /dev/null, wants a regular file
          demo --state-dir @/good.csv             | --state-dir: got
          bench --features -1                     | --features wants 2 to
          bench --hidden 0                        | --hidden 1 to
          run --config @/bad-prefix.yaml          | output.prefix: got 'a b', wants 1 to 249 of
          run --config @/bad-topic.yaml           | input.topic: got 'a/b', wants 1 to 249 of
          run --config @/bad-address.yaml         | http.address: got no.invalid, wants an address
          run --config @/empty-id.yaml            | kafka.application.id: got '', wants a name
          run --config @/bad-id.yaml              | kafka.application.id: got 'a b', wants 1 to 249 of
          run --config @/state.yaml               | good.csv, wants a directory that can be created
          bench --records 0                       | --records and --runs want at least 1
          run                                     | wants --config FILE
          run --config @/none.yaml                | none.yaml
          run --config @/no-topic.yaml            | input.topic: got nothing, wants the name of a topic
          run --config @/no-schema.yaml           | input.schema: got none, wants a file or folder of Avro schemas
          run --config @/lost-schema.yaml         | input.schema: @/lost.avsc: cannot be read (no file), wants an
          run --config @/no-registry.yaml         | kafka.schema.registry.url: got none, wants http://host:port
          run --config @/no-output-registry.yaml  | kafka.schema.registry.url: got none, wants http://host:port
          run --config @/unnamed-host.yaml        | kafka.bootstrap.servers: got no.invalid:9092: No resolvable
          run --config @/no-broker.yaml           | kafka.bootstrap.servers: got nothing, wants host:port
          run --config @/no-id.yaml               | kafka.application.id: got nothing, wants a name
          run --config @/word.yaml                | kafka.commit.interval.ms: Invalid value abc
          run --config @/consumer-word.yaml       | kafka.consumer.max.poll.records: Invalid value many
          run --config @/producer-word.yaml       | kafka.producer.acks: Invalid value 7
          run --config @/no-port.yaml             | kafka.bootstrap.servers: got localhost: Invalid url in bootstrap.servers
          run --config @/guarantee.yaml           | kafka.processing.guarantee: got at_least_once, wants exactly_once_v2
          run --config @/processing.yaml          | kafka.processing.exception.handler: got org.example.GoOn, wants nothing
          run --config @/production.yaml          | kafka.production.exception.handler: got org.example.GoOn, wants nothing
          run --config @/default.production.yaml  | kafka.default.production.exception.handler: got org.example
          describe                                | wants --config FILE
          init                                    | wants --bootstrap-servers H:P --topic T, or --schema FILE
          init --topic t                          | --topic wants --bootstrap-servers H:P
          init --schema @/none.avsc               | /none.avsc: cannot be read (no file), wants an
          init --schema @/event.avsc --label z    | --label: got z, wants a path to a field, as one of [x, label]
          init --schema @/event.avsc --output @/good.csv | good.csv, wants a file that does not exist yet
          check                                   | wants --config FILE
          check --config @/no-id.yaml             | kafka.application.id: got nothing, wants a name
          check --config @/no-id.yaml --records 0 | --records wants 1 to 100,000
          check --config @/no-id.yaml --file @/none.json | /none.json cannot be read (no file), wants JSON lines
          check --config @/no-id.yaml --file @           | cannot be read (Is a directory), wants JSON lines
          describe --config @/no-id.yaml --file @/none.json | /none.json cannot be read (no file), wants JSON lines
          """)
  void whatCannotWorkIsWrongUsage(String arguments, String message) {
    Executed executed = execute(arguments);

    assertThat(executed.err()).contains(message.replace("@", directory + ""));
    assertThat(executed.exitCode()).as(executed.err()).isEqualTo(WRONG);
    assertThat(executed.out()).isEmpty();
  }

  @Test
  void aUsageErrorIsFollowedByAHintAndNotByTheWholeHelp() {
    assertThat(execute("evaluate --stream sea").err())
        .isEqualToNormalizingNewlines(
            """
            gradstream: --stream does not end: wants --examples N
            Try 'gradstream evaluate --help'
            """);
    assertThat(execute("evaluate --exampels 1").err())
        .contains("Unknown option")
        .endsWith("Try 'gradstream evaluate --help'" + System.lineSeparator());
  }

  @Test
  void outputThatCannotBeWrittenIsAFailure() {
    PrintStream before = System.out;
    try {
      System.setOut(new PrintStream(new Full()));
      assertThat(Main.execute("evaluate", "--stream", "sea", "--examples", "10")).isEqualTo(FAILED);
    } finally {
      System.setOut(before);
    }
  }

  /** As {@code /dev/full}. */
  private static final class Full extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("No space left on device");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run --config @/away.yaml",
        "check --config @/away.yaml",
        "describe --config @/away.yaml --records 1",
        "produce --config @/away.yaml --csv @/real.csv --label label",
        "init --bootstrap-servers 127.0.0.1:$ --topic t --kafka admin.default.api.timeout.ms=400"
            + " --kafka admin.request.timeout.ms=300"
      })
  void aBrokerThatIsAwayIsAFailureThatSaysWhereAndForHowLong(String arguments) throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    write("real.csv", "x,label\n1,0.5\n");
    write(
        "away.yaml",
        run(
            """
            bootstrap.servers: 127.0.0.1:%d
              application.id: a
              admin: {default.api.timeout.ms: 400, request.timeout.ms: 300}
            """
                .formatted(free)));

    Executed executed = execute(arguments.replace("$", free + ""));

    assertThat(executed.err())
        .contains(
            "kafka.bootstrap.servers: nobody answers at 127.0.0.1:%d, asked for 0.4 s; wants a"
                .formatted(free));
    assertThat(executed.exitCode()).as(executed.err()).isEqualTo(FAILED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "--version",
        "demo --help",
        "run --help",
        "help",
        "help run",
        "evaluate --help",
        "quality --help",
        "bench --help",
        "init --help",
        "check --help",
        "describe --help"
      })
  void helpIsPrintedAndNothingElse(String arguments) {
    Executed executed = execute(arguments);

    assertThat(executed.exitCode()).isZero();
    assertThat(executed.out()).isNotBlank().doesNotContain("%n", "%%", "${");
    assertThat(executed.err()).isEmpty();
  }

  @Test
  void helpOfACommandIsItsHelp() {
    assertThat(execute("help run").out()).isEqualTo(execute("run --help").out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "evaluate"})
  void helpListsTheStreamsAndTheTransforms(String command) {
    List<String> listed = new ArrayList<>(Generators.summaries().keySet());
    listed.addAll(Transforms.summaries().keySet());

    assertThat(
            execute(command + " --help")
                .out()
                .lines()
                .map(line -> line.strip().replaceAll(" .*", "")))
        .containsSubsequence(listed);
  }

  @Test
  void initPrintsAConfigurationThatCheckReads() throws IOException {
    Executed proposed = execute("init --schema @/event.avsc");
    assertThat(proposed.exitCode()).as(proposed.err()).isZero();
    write("proposed.yaml", proposed.out());
    write("events.json", "{\"x\": 1.5, \"label\": 2}\n{\"x\": \"many\"}\n");

    Executed checked = execute("check --config @/proposed.yaml --file @/events.json");

    assertThat(checked.exitCode()).as(checked.err()).isZero();
    assertThat(checked.out())
        .contains("events.json offset 0: id none, label 2.0, weight 1.0\n  x ")
        .contains("events.json offset 1: rejected, WRONG_TYPE: field x: got many, wants a number")
        .contains("records    2: 1 would be learned, 0 predicted only, 1 rejected {WRONG_TYPE=1}");
  }

  @Test
  void checkNamesWhatAllRecordsAreWithout() throws IOException {
    write(
        "misspelt.yaml",
        """
        input: {topic: t, format: json}
        mapping: {label: lable, features: [x, y], task: classification}
        kafka: {bootstrap.servers: "localhost:9092", application.id: a}
        """);
    write("labelled.json", "{\"x\": 1, \"label\": \"a\"}\n{\"x\": null, \"label\": \"b\"}\n");

    Executed checked = execute("check --config @/misspelt.yaml --file @/labelled.json");

    assertThat(checked.out())
        .contains("label      no record has one: is mapping.label right?\n")
        .containsPattern("\nmissing    in all records: y\\R?$");
  }

  private Executed execute(String arguments) {
    String[] split =
        arguments.isEmpty() ? new String[0] : arguments.replace("@", directory + "").split(" ");
    return Executed.command(split);
  }
}
