package io.gradstream.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gradstream.app.LearningApplication;
import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationReader;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.generator.Generators;
import io.gradstream.embedded.Broker;
import io.gradstream.embedded.BrokerSettings;
import io.gradstream.embedded.EmbeddedBroker;
import io.gradstream.live.Monitor;
import io.gradstream.source.DatasetFeed;
import io.gradstream.source.DatasetTopic;
import io.gradstream.status.PartitionStatus;
import io.gradstream.support.Cluster;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the live page costs a learner that has much to do: with many who read its events, and some
 * who never do.
 */
class EventClientsIT {
  private static final int RECORDS_PER_SECOND = 50_000;
  private static final int IDLE = 200;
  private static final int SLOW = 20;

  private static final Duration SPAN = Duration.ofSeconds(8);

  /**
   * Of the time of one processor. Rates themselves would tell more of what else the machine does.
   */
  private static final double MOST_PROCESSOR = 0.05;

  private static final long MOST_BYTES = 64L << 20;

  /** The threads that virtual ones run on, and the one that looks at the application. */
  private static final Pattern SERVING =
      Pattern.compile("ForkJoinPool-\\d+-worker|gradstream-live");

  private static final String REQUEST = "GET /api/events HTTP/1.1\r\nHost: here\r\n\r\n";

  @TempDir private Path directory;

  @Test
  void manyListenersCostLittleTimeAndMemory() throws Exception {
    Dataset dataset = Generators.named("rbf", 1);
    try (Broker broker = EmbeddedBroker.inProcess(BrokerSettings.temporary());
        Cluster cluster = new Cluster(broker.bootstrapServers())) {
      cluster.createTopic("examples", 1);
      Configuration configuration = configuration(broker, dataset);
      try (LearningApplication application = new LearningApplication(configuration);
          Monitor monitor = Monitor.start(configuration.http(), application)) {
        application.start();
        try (DatasetFeed feed = feed(broker, dataset, configuration, application)) {
          await("records flow")
              .atMost(Duration.ofMinutes(1))
              .until(() -> application.board().predictions() > RECORDS_PER_SECOND);
          long bytesBefore = usedBytes();
          try (Clients clients = Clients.of(monitor.uri().orElseThrow())) {
            awaitReading(clients);
            long recordsBefore = application.board().predictions();
            double servingBefore = servingSeconds();
            long start = System.nanoTime();
            await().pollDelay(SPAN).atMost(SPAN.multipliedBy(2)).until(() -> true);
            double seconds = (System.nanoTime() - start) / 1e9;
            double serving = (servingSeconds() - servingBefore) / seconds;
            double rate = (application.board().predictions() - recordsBefore) / seconds;

            assertThat(feed.written()).isEmpty();
            assertThat(rate).isPositive();
            assertThat(serving).isBetween(0.0001, MOST_PROCESSOR);
            assertThat(usedBytes() - bytesBefore).isLessThan(MOST_BYTES);
          }
        }
      }
    }
  }

  private static void awaitReading(Clients clients) {
    await("all are told")
        .atMost(Duration.ofMinutes(1))
        .until(() -> clients.bytes() > IDLE * 2_000L);
  }

  private Configuration configuration(Broker broker, Dataset dataset) {
    Configuration base =
        new ConfigurationReader().parse("{network: {hidden: [64]}, http: {port: 0}}", directory);
    DatasetTopic records = new DatasetTopic(dataset, base.mapping());
    Map<String, String> kafka = new HashMap<>(base.kafka());
    kafka.put("bootstrap.servers", broker.bootstrapServers());
    kafka.put("application.id", "watched");
    kafka.put("state.dir", directory.resolve("state").toString());
    return base.with(
        records.input("examples", directory.resolve("schema")),
        base.output(),
        records.mapping(),
        Map.copyOf(kafka));
  }

  private static DatasetFeed feed(
      Broker broker,
      Dataset dataset,
      Configuration configuration,
      LearningApplication application) {
    return DatasetFeed.start(
        new DatasetFeed.FeedSettings(
            broker.bootstrapServers(), "examples", 0, Long.MAX_VALUE, RECORDS_PER_SECOND),
        dataset,
        new DatasetTopic(dataset, configuration.mapping()),
        () -> nextOffset(application));
  }

  private static long nextOffset(LearningApplication application) {
    return application.board().partitions().stream()
        .mapToLong(PartitionStatus::nextOffset)
        .max()
        .orElse(0);
  }

  private static double servingSeconds() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
            .filter(Objects::nonNull)
            .filter(thread -> SERVING.matcher(thread.getThreadName()).find())
            .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
            .sum()
        / 1e9;
  }

  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Those who read what comes, on one thread, and those who read nothing. */
  private record Clients(Selector selector, List<SocketChannel> slow, AtomicLong read)
      implements AutoCloseable {
    static Clients of(URI page) throws IOException {
      Selector selector = Selector.open();
      List<SocketChannel> slow = new ArrayList<>();
      for (int client = 0; client < IDLE + SLOW; client++) {
        SocketChannel channel =
            SocketChannel.open(new InetSocketAddress(page.getHost(), page.getPort()));
        channel.write(ByteBuffer.wrap(REQUEST.getBytes(StandardCharsets.US_ASCII)));
        if (client < IDLE) {
          channel.configureBlocking(false);
          channel.register(selector, SelectionKey.OP_READ);
        } else {
          slow.add(channel);
        }
      }
      AtomicLong read = new AtomicLong();
      Thread.ofPlatform().daemon().name("clients").start(() -> readAll(selector, read));
      return new Clients(selector, slow, read);
    }

    private static void readAll(Selector selector, AtomicLong read) {
      ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
      try {
        while (selector.isOpen()) {
          selector.select(
              key -> {
                try {
                  read.addAndGet(((SocketChannel) key.channel()).read(buffer.clear()));
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
        }
      } catch (IOException e) {
        throw new AssertionError(e);
      } catch (ClosedSelectorException e) {
        // The end.
      }
    }

    long bytes() {
      return read.get();
    }

    @Override
    public void close() throws IOException {
      List<SelectionKey> keys = List.copyOf(selector.keys());
      selector.close();
      for (SelectionKey key : keys) {
        key.channel().close();
      }
      for (SocketChannel channel : slow) {
        channel.close();
      }
    }
  }
}
