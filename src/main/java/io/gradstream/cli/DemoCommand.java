package io.gradstream.cli;

import io.gradstream.app.LearningApplication;
import io.gradstream.cli.console.StopSignal;
import io.gradstream.cli.console.Watch;
import io.gradstream.config.Configuration;
import io.gradstream.dataset.Dataset;
import io.gradstream.embedded.Broker;
import io.gradstream.embedded.BrokerSettings;
import io.gradstream.embedded.EmbeddedBroker;
import io.gradstream.live.Monitor;
import io.gradstream.source.DatasetFeed;
import io.gradstream.source.DatasetTopic;
import io.gradstream.source.RowTopic;
import io.gradstream.status.PartitionStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Everything at once: a broker, a stream, the topology. */
@Command(
    name = "demo",
    description = {
      "Starts a Kafka broker of its own, writes a stream that drifts to a topic, and learns from it"
          + " while you watch.",
      "",
      "With --state-dir you may kill it at any moment: the next demo continues as if nothing had"
          + " happened."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class DemoCommand implements Callable<Integer> {
  private static final String DEFAULT_STREAM = "rbf";
  private static final String TOPIC = "examples";
  private static final String NEW_MODEL = "in another --state-dir";
  private static final int MAX_PORT = 65535;
  private static final Duration POLL = Duration.ofMillis(50);

  /** An endless demo must not fill the disk; offsets go on counting where old records are gone. */
  private static final String MAX_TOPIC_BYTES = Integer.toString(1 << 30);

  @Spec private CommandSpec spec;
  @Mixin private DatasetOptions datasets;
  @Mixin private FeedOptions feed = new FeedOptions(5_000);
  @Mixin private ConfigOption options = new ConfigOption();

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description = {
        "Where broker and learner keep their state, so that the next demo can continue. By default"
            + " a temporary directory that is removed at the end."
      })
  private @Nullable Path stateDirectory;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port of the live page, instead of the configured one; 0 takes any free port.")
  private @Nullable Integer port;

  @Option(names = "--json", description = "Print the summary as one JSON object.")
  private boolean json;

  @SuppressWarnings("NullAway.Init") // picocli injects what is annotated.
  DemoCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    feed.check();
    if (port != null && (port < 0 || port > MAX_PORT)) {
      throw new ParameterException(spec.commandLine(), "--port wants 0 to " + MAX_PORT);
    }
    Configuration base = options.read();
    Dataset dataset = datasets.open(DEFAULT_STREAM, List.of(base));
    DatasetTopic records = new DatasetTopic(dataset, base.mapping());
    List<String> identity = datasets.identity(dataset, DEFAULT_STREAM);
    try (StopSignal stop = StopSignal.install();
        DemoDirectory directory = new DemoDirectory(stateDirectory);
        Broker broker = broker(directory, identity)) {
      long written = RowTopic.create(broker.bootstrapServers(), TOPIC);
      Configuration configuration = configuration(base, broker, directory, records);
      System.err.printf(
          "learning %s from topic %s of %s%s%n",
          datasets.describe(DEFAULT_STREAM),
          TOPIC,
          broker.bootstrapServers(),
          written == 0 ? "" : ", which has %,d examples already".formatted(written));
      DatasetFeed.FeedSettings feedSettings =
          new DatasetFeed.FeedSettings(
              broker.bootstrapServers(),
              TOPIC,
              written,
              feed.examples().orElse(Long.MAX_VALUE),
              feed.ratePerSecond());
      try (LearningApplication application = new LearningApplication(configuration);
          Monitor monitor = Monitor.start(configuration.http(), application)) {
        application.start();
        monitor.announcement().ifPresent(System.err::println);
        Watch watch = new Watch(application);
        awaitModel(application, stop, watch);
        directory.begin(identity);
        try (DatasetFeed feeding =
            DatasetFeed.start(feedSettings, dataset, records, () -> nextOffset(application))) {
          while (!stop.requested()
              && !finished(application, feeding, written)
              && !application.awaitFailure(POLL)) {
            watch.look();
          }
        }
        watch.end();
        application.stop();
        application.checkFailure(NEW_MODEL);
        watch.reports().forEach(r -> System.out.println(json ? r.json() : r.text()));
        return 0;
      }
    }
  }

  private static Broker broker(DemoDirectory directory, List<String> identity) {
    directory.checkBegunWith(identity);
    System.err.println("starting a Kafka broker…");
    return EmbeddedBroker.childProcess(
        BrokerSettings.keptIn(directory.broker()).with("log.retention.bytes", MAX_TOPIC_BYTES),
        directory::endWithoutBroker);
  }

  /** Before anything is written: a stored model that is refused is to find its topic as it was. */
  private static void awaitModel(LearningApplication application, StopSignal stop, Watch watch)
      throws InterruptedException {
    while (application.board().partitions().isEmpty()
        && !stop.requested()
        && application.health().failure().isEmpty()) {
      application.awaitFailure(POLL);
      watch.look();
    }
    application.checkFailure(NEW_MODEL);
  }

  private static boolean finished(
      LearningApplication application, DatasetFeed feed, long writtenBefore) {
    return feed.written()
        .map(count -> nextOffset(application) >= writtenBefore + count)
        .orElse(false);
  }

  private static long nextOffset(LearningApplication application) {
    return application.board().partitions().stream()
        .mapToLong(PartitionStatus::nextOffset)
        .max()
        .orElse(-1);
  }

  private Configuration configuration(
      Configuration base, Broker broker, DemoDirectory directory, DatasetTopic records) {
    Map<String, String> kafka = new HashMap<>(base.kafka());
    kafka.put("bootstrap.servers", broker.bootstrapServers());
    kafka.putIfAbsent("application.id", "gradstream-demo");
    kafka.put("state.dir", directory.learner().toString());
    kafka.put("group.instance.id", "demo");
    kafka.put("session.timeout.ms", "6000");
    Configuration configuration =
        base.with(
            records.input(TOPIC, directory.schema()),
            base.output(),
            records.mapping(),
            Map.copyOf(kafka));
    return port == null ? configuration : configuration.with(base.http().withPort(port));
  }
}
