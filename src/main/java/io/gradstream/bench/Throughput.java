package io.gradstream.bench;

import io.gradstream.app.ClusterTopics;
import io.gradstream.client.StreamsSettings;
import io.gradstream.config.Configuration;
import io.gradstream.dataset.Dataset;
import io.gradstream.source.DatasetFeed;
import io.gradstream.source.DatasetTopic;
import io.gradstream.source.RowTopic;
import io.gradstream.wiring.LearningWiring;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Measures what learning costs: the learning topology beside others that do less, over the same
 * records. The topologies take turns, so that whatever else the machine does falls on all of them.
 */
public final class Throughput {
  private static final String INPUT = "examples";

  /** One record in {@value} goes through each topology first, while its code is compiled. */
  private static final int WARM_UP_PART = 2;

  private static final long FEED_POLL_NANOS = 20_000_000;

  private final Configuration configuration;
  private final DatasetTopic format;
  private final long records;
  private final Consumer<String> progress;

  private Throughput(
      Configuration configuration, DatasetTopic format, long records, Consumer<String> progress) {
    this.configuration = configuration;
    this.format = format;
    this.records = records;
    this.progress = progress;
  }

  /**
   * Writes the records to a topic of a broker that is there for this alone, then runs.
   *
   * @param configuration with the broker and where to keep local state
   * @param schemaDirectory where the records' schema is written to
   * @param progress is told what is done
   */
  public static ThroughputResult measure(
      Configuration configuration,
      Dataset dataset,
      Path schemaDirectory,
      long records,
      int runs,
      Consumer<String> progress) {
    DatasetTopic format = new DatasetTopic(dataset, configuration.mapping());
    Throughput throughput =
        new Throughput(
            configuration.with(
                format.input(INPUT, schemaDirectory),
                configuration.output(),
                format.mapping(),
                configuration.kafka()),
            format,
            records,
            progress);
    Map<String, Object> adminSettings =
        Map.of(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, throughput.bootstrapServers());
    try (Admin admin = Admin.create(adminSettings)) {
      throughput.write(dataset);
      return throughput.run(admin, runs);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the run failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private String bootstrapServers() {
    return configuration.kafka().getOrDefault(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "");
  }

  private void write(Dataset dataset) throws InterruptedException {
    RowTopic.create(bootstrapServers(), INPUT);
    DatasetFeed.FeedSettings settings =
        new DatasetFeed.FeedSettings(bootstrapServers(), INPUT, 0, records, 0);
    try (DatasetFeed feed = DatasetFeed.start(settings, dataset, format, () -> records)) {
      while (feed.written().isEmpty()) {
        LockSupport.parkNanos(FEED_POLL_NANOS);
      }
    }
    progress.accept("%,d records written".formatted(records));
  }

  private ThroughputResult run(Admin admin, int runs)
      throws ExecutionException, InterruptedException {
    for (ThroughputVariant variant : ThroughputVariant.values()) {
      run(admin, variant, "bench-0-" + variant, Math.ceilDiv(records, WARM_UP_PART));
    }
    progress.accept("warmed up");
    Map<ThroughputVariant, List<Double>> rates = new EnumMap<>(ThroughputVariant.class);
    for (int run = 1; run <= runs; run++) {
      for (ThroughputVariant variant : ThroughputVariant.values()) {
        double rate = run(admin, variant, "bench-%d-%s".formatted(run, variant), records);
        rates.computeIfAbsent(variant, v -> new ArrayList<>()).add(rate);
        progress.accept(
            String.format(Locale.ROOT, "run %d  %-12s %,9.0f records/s", run, variant, rate));
      }
    }
    return new ThroughputResult(rates);
  }

  private double run(Admin admin, ThroughputVariant variant, String applicationId, long limit)
      throws ExecutionException, InterruptedException {
    Map<String, String> kafka = new HashMap<>(configuration.kafka());
    kafka.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    Configuration own = configuration.with(configuration.output().withPrefix(applicationId));
    ThroughputRun run =
        new ThroughputRun(admin, StreamsSettings.of(kafka), new TopicPartition(INPUT, 0), limit);
    double rate;
    try (LearningWiring wiring = LearningWiring.of(own);
        Scraper scraper = new Scraper(INPUT)) {
      new ClusterTopics(wiring.topics(), applicationId, (short) 1).fit(admin);
      rate =
          run.recordsPerSecond(
              variant.topology(wiring.settings(), scraper.observers()),
              variant == ThroughputVariant.METERS ? scraper::scrape : streams -> {});
    }
    List<String> written =
        admin.listTopics().names().get().stream()
            .filter(topic -> topic.startsWith(applicationId + "-"))
            .toList();
    admin.deleteTopics(written).all().get();
    return rate;
  }
}
