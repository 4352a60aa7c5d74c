package io.gradstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.app.LearningApplication;
import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationReader;
import io.gradstream.embedded.Broker;
import io.gradstream.embedded.BrokerSettings;
import io.gradstream.embedded.EmbeddedBroker;
import io.gradstream.learning.pool.DefaultPool;
import io.gradstream.learning.pool.MemberSpec;
import io.gradstream.live.Monitor;
import io.gradstream.status.PartitionStatus;
import io.gradstream.support.Cluster;
import io.gradstream.support.InstalledProgram;
import io.gradstream.support.PrometheusServer;
import io.gradstream.topology.RejectReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A real Prometheus scrapes a network of classes, whose labels mean nothing now and then and whose
 * records are bad now and then, and a pool of values. Both learn from a real broker. The network is
 * started again without its state.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrometheusIT {
  private static final String JOB = "gradstream";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration RUN = Duration.ofMinutes(10);

  /** The topic of classes; consumers spell a name with dots in two ways. */
  private static final String DOTTED = "events.classes";

  private static final int PARTITIONS = 2;
  private static final int NETWORK_LAYERS = 3;
  private static final int DRIFTS = 4;
  private static final int RECORDS_AT_ONCE = 3_000;

  /** One record in this number is garbage, one has no label, and one no value. */
  private static final int BAD = 10;

  /**
   * What this run causes, so that these alerts must show. Others are told by their series alone.
   */
  private static final Set<String> CAUSED = Set.of("GradstreamDriftBurst", "GradstreamRejectBurst");

  private Path directory;
  private Path promtool;
  private final Random random = new Random(8);
  private Broker broker;
  private Cluster cluster;
  private PrometheusServer prometheus;
  private LearningApplication classes;
  private Monitor classesMonitor;
  private LearningApplication values;
  private Monitor valuesMonitor;
  private int sent;

  @SuppressWarnings("NullAway.Init") // Made before the first test, if there is a Prometheus.
  PrometheusIT() {}

  static List<String> queries() {
    return Dashboard.all().stream().flatMap(d -> d.queries().stream()).distinct().toList();
  }

  static List<AlertRule> rules() {
    return AlertRule.all();
  }

  @BeforeAll
  void runWithIncidents(@TempDir Path temporary) throws Exception {
    directory = temporary;
    Path server = InstalledProgram.orSkip("prometheus");
    promtool = InstalledProgram.orSkip("promtool");
    broker = EmbeddedBroker.inProcess(BrokerSettings.temporary());
    cluster = new Cluster(broker.bootstrapServers());
    cluster.createTopic(DOTTED, PARTITIONS);
    cluster.createTopic("values", 1);
    startClasses(0);
    Configuration valuesConfiguration =
        new ConfigurationReader().read(configure("values", VALUES, 0));
    values = new LearningApplication(valuesConfiguration);
    valuesMonitor = Monitor.start(valuesConfiguration.http(), values);
    values.start();
    prometheus =
        PrometheusServer.start(
            server, directory, JOB, List.of(authority(classesMonitor), authority(valuesMonitor)));
    awaitSeries("gradstream_records_total{outcome=\"learned\"}", PARTITIONS + 1);
    System.gc(); // A pause is a meter once there was one.
    for (int drift = 0; drift < DRIFTS; drift++) {
      send(false);
      send(true);
    }
    restartWithoutState();
    send(false);
    awaitSeries("gradstream_gradient_norm > 0", PARTITIONS * NETWORK_LAYERS + poolLayers());
    awaitSeries("gradstream_restored_records_total > 0", 1);
    awaitSeries("rate(gradstream_flush_seconds_count[10s]) > 0", 1);
  }

  private static final String CLASSES =
      """
      mapping: {features: [{path: x, kind: numeric}, {path: y, kind: numeric}], label: label, classes: [a, b]}
      network: {hidden: [16, 8]}
      """;

  private static final String VALUES =
      """
      mapping: {features: [{path: x, kind: numeric}, {path: y, kind: numeric}], label: value, task: regression}
      """;

  private Path configure(String topic, String learner, int port) throws IOException {
    return Files.writeString(
        directory.resolve(topic + ".yaml"),
        learner
            + """
            input: {topic: %1$s, format: json}
            http: {port: %2$d}
            kafka:
              bootstrap.servers: %3$s
              application.id: %1$s
              state.dir: %4$s
            """
                .formatted(topic, port, broker.bootstrapServers(), directory.resolve(topic)));
  }

  private void startClasses(int port) throws IOException {
    Configuration classesConfiguration =
        new ConfigurationReader().read(configure(DOTTED, CLASSES, port));
    classes = new LearningApplication(classesConfiguration);
    classesMonitor = Monitor.start(classesConfiguration.http(), classes);
    classes.start();
    Awaitility.await("all partitions are there")
        .atMost(PATIENCE)
        .failFast(() -> assertThat(classes.health().failure()).isEmpty())
        .until(() -> classes.board().partitions().size() == PARTITIONS);
  }

  /** At the same port, so that Prometheus finds it again. */
  private void restartWithoutState() throws IOException {
    int port = classesMonitor.uri().orElseThrow().getPort();
    classesMonitor.close();
    classes.close();
    try (Stream<Path> files = Files.walk(directory.resolve(DOTTED))) {
      files.sorted(Comparator.reverseOrder()).forEach(PrometheusIT::delete);
    }
    startClasses(port);
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends examples whose labels are as they are or drawn, and waits until all are read. */
  private void send(boolean drawn) throws Exception {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < RECORDS_AT_ONCE; i++) {
      double x = random.nextGaussian();
      double y = random.nextGaussian();
      String label = (drawn ? random.nextBoolean() : x + y > 0) ? "a" : "b";
      @Nullable String record =
          switch (random.nextInt(BAD)) {
            case 0 -> "{";
            case 1 -> "{\"x\":%s}".formatted(x);
            case 2 -> null;
            default ->
                "{\"x\":%s,\"y\":%s,\"label\":\"%s\",\"value\":%s}"
                    .formatted(x, y, label, 3 * x - y);
          };
      byte[] bytes = record == null ? null : record.getBytes(StandardCharsets.UTF_8);
      records.add(new ProducerRecord<>(DOTTED, i % PARTITIONS, null, bytes));
      if (i % BAD == 0) {
        records.add(new ProducerRecord<>("values", bytes));
      }
    }
    cluster.send(records);
    sent += RECORDS_AT_ONCE;
    Awaitility.await("all records are read")
        .atMost(PATIENCE)
        .failFast(() -> assertThat(classes.health().failure()).isEmpty())
        .until(() -> nextOffsets() == sent);
  }

  private long nextOffsets() {
    return classes.board().partitions().stream().mapToLong(PartitionStatus::nextOffset).sum();
  }

  private void awaitSeries(String query, int wanted) {
    Awaitility.await(query)
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(prometheus.series(query, RUN)).hasSizeGreaterThanOrEqualTo(wanted));
  }

  private static String authority(Monitor monitor) {
    return monitor.uri().orElseThrow().getAuthority();
  }

  @AfterAll
  void stop() {
    Stream.of(prometheus, classesMonitor, classes, valuesMonitor, values, cluster, broker)
        .filter(Objects::nonNull)
        .forEach(PrometheusIT::close);
  }

  private static void close(AutoCloseable one) {
    try {
      one.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @MethodSource("queries")
  void everyQueryOfADashboardReturnsASeries(String query) {
    String filled =
        query
            .replace("$job", JOB)
            .replace("$instance", ".*")
            .replace("$partition", ".*")
            .replace("$__rate_interval", "10s");

    assertThat(prometheus.series(filled, RUN)).as(filled).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everySeriesOfAnAlertIsThereAndWhatWasCausedIsFound(AlertRule rule) {
    for (String series : new Expression(rule.expression()).series()) {
      assertThat(prometheus.series(series, RUN)).as(series).isNotEmpty();
    }
    if (CAUSED.contains(rule.name())) {
      assertThat(prometheus.series(rule.expression(), RUN)).isNotEmpty();
    }
  }

  @Test
  void whatBecameOfTheRecordsAddsUp() {
    long rejected = RejectReason.all().stream().mapToLong(classes.board()::rejects).sum();
    assertThat(rejected).isPositive();
    String sinceTheRestart =
        "sum(gradstream_records_total{instance=\"%s\"}) == %d"
            .formatted(authority(classesMonitor), RECORDS_AT_ONCE);
    awaitSeries(sinceTheRestart, 1); // The last records may not be scraped yet.
    awaitSeries("gradstream_records_total{outcome=\"tombstone\"} > 0", PARTITIONS);
  }

  @Test
  void theLagOfATopicWithDotsIsThereForEachPartition() {
    String lag = "kafka_consumer_lag_records{instance=\"%s\"}".formatted(authority(classesMonitor));
    assertThat(prometheus.series(lag, RUN)).hasSize(PARTITIONS);
  }

  @Test
  void theInsideOfEachMemberIsThere() {
    List<MemberSpec> members = DefaultPool.members();
    for (String norm : List.of("gradstream_weight_norm", "gradstream_gradient_norm")) {
      assertThat(ofOne(norm, valuesMonitor)).hasSize(poolLayers());
      assertThat(ofOne(norm, classesMonitor))
          .hasSize(PARTITIONS * NETWORK_LAYERS)
          .allMatch(one -> one.at("/metric/member").asText().equals("network"));
    }
    assertThat(ofOne("gradstream_learning_rate", valuesMonitor))
        .extracting(one -> one.at("/metric/member").asText())
        .containsExactlyInAnyOrderElementsOf(members.stream().map(MemberSpec::toString).toList());
  }

  private static int poolLayers() {
    return DefaultPool.members().stream().mapToInt(member -> member.hidden().size() + 1).sum();
  }

  private List<JsonNode> ofOne(String meter, Monitor monitor) {
    return prometheus.series("%s{instance=\"%s\"} > 0".formatted(meter, authority(monitor)), RUN);
  }

  @Test
  void theSharesOfAPoolAddUpToOne() {
    assertThat(prometheus.series("abs(sum(gradstream_member_share) - 1) < 1e-9", RUN)).isNotEmpty();
    assertThat(prometheus.series("abs(sum(gradstream_member_share) - 1) > 1e-9", RUN)).isEmpty();
  }

  @Test
  void promtoolFindsNoFaultWithTheScrapeAndTheRules() throws Exception {
    Path scrape = directory.resolve("scrape.txt");
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = classesMonitor.uri().orElseThrow().resolve("/metrics");
      client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofFile(scrape));
    }
    assertThat(promtool(scrape, "check", "metrics")).isEmpty();
    assertThat(promtool(null, "check", "rules", "grafana/alerts/gradstream.yml"))
        .contains("SUCCESS: %d rules found".formatted(rules().size()));
    assertThat(promtool(null, "test", "rules", "grafana/alerts/gradstream_test.yml"))
        .contains("SUCCESS");
    assertThat(
            promtool(null, "check", "config", "--syntax-only", "grafana/prometheus.yml")
                .toLowerCase(Locale.ROOT))
        .contains("success");
  }

  private String promtool(@Nullable Path input, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(promtool.toString()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(directory, "promtool", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    if (input != null) {
      builder.redirectInput(input.toFile());
    }
    int exit = builder.start().waitFor();
    assertThat(exit).as(String.join(" ", command) + "\n" + Files.readString(output)).isZero();
    return Files.readString(output);
  }
}
