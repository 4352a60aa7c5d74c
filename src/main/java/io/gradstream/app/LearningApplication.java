package io.gradstream.app;

import io.gradstream.client.StreamsClients;
import io.gradstream.client.StreamsSettings;
import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationException;
import io.gradstream.metrics.WorkMeters;
import io.gradstream.status.PartitionStatus;
import io.gradstream.status.StatusBoard;
import io.gradstream.topology.PartitionObservers;
import io.gradstream.wiring.LearningWiring;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Learns from a topic until it is closed or fails. */
public final class LearningApplication implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LearningApplication.class);
  private static final Duration START_PATIENCE = Duration.ofMinutes(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

  private final LearningWiring wiring;
  private final StatusBoard board = new StatusBoard();
  private final WorkMeters work = new WorkMeters(System::nanoTime, InstantSource.system());
  private final ClientHealth health;
  private final Topology topology;
  private final CompletableFuture<Void> closing = new CompletableFuture<>();
  private volatile Optional<KafkaStreams> streams = Optional.empty();
  private volatile Optional<InputWatch> inputWatch = Optional.empty();
  private volatile Optional<ClusterWatch> clusterWatch = Optional.empty();
  private volatile boolean stopping;
  private boolean streamsClosed;

  /**
   * Prepares a run. Starts nothing and contacts nothing but a schema registry.
   *
   * @throws ConfigurationException if the configuration cannot work
   */
  public LearningApplication(Configuration configuration) {
    this.wiring = LearningWiring.of(configuration);
    this.health = new ClientHealth(wiring.topics().input());
    this.topology = wiring.topology(PartitionObservers.all(board, work));
  }

  /**
   * Creates missing output topics and starts to learn.
   *
   * @throws ConfigurationException if a required client setting is missing or refused
   * @throws IllegalStateException if no broker answers
   */
  public void start() {
    start(() -> false);
  }

  /**
   * The same, given up if it is stopped while it waits for a broker.
   *
   * @return whether it was started
   */
  public boolean start(BooleanSupplier stopped) {
    Map<String, Object> streamsSettings = StreamsSettings.of(wiring.configuration().kafka());
    LocalState.of(streamsSettings).check();
    Map<String, Object> adminSettings =
        StreamsSettings.ofAdmin(streamsSettings, "gradstream-topics");
    ClusterTopics clusterTopics =
        new ClusterTopics(
            wiring.topics(),
            wiring.application(),
            wiring.configuration().output().replicationFactor());
    ClusterContact cluster = new ClusterContact(adminSettings, clusterTopics, START_PATIENCE);
    if (!cluster.await(stopped)) {
      return false;
    }
    wiring.settings().formats().checkOutputs();
    KafkaStreams started = newStreams(streamsSettings);
    ClusterWatch watching =
        new ClusterWatch(
            adminSettings, clusterTopics, new OrphanedTransactions(wiring.application()));
    clusterWatch = Optional.of(watching);
    started.setGlobalStateRestoreListener(
        new RestoreStarts(health.restoring(), watching::tookOver));
    Outages outages = new Outages(numberOfThreads(streamsSettings), System::nanoTime);
    started.setUncaughtExceptionHandler(failure -> answer(failure, outages, cluster));
    started.setStateListener(
        (now, before) -> {
          if (now.isShuttingDown() || now.hasCompletedShutdown()) {
            closing.complete(null);
          }
        });
    streams = Optional.of(started);
    health.watch(started);
    LOG.info(
        "learning input={} kernels={} parameters={}",
        wiring.topics().input(),
        wiring.models().kernels(),
        wiring.models().parameterCount());
    LOG.debug("specification {}", wiring.models().specification());
    started.start();
    InputWatch ends =
        InputWatch.start(
            StreamsSettings.ofAdmin(streamsSettings, "gradstream-watch"),
            new InputWatch.Watched(
                wiring.topics().input(),
                wiring.application(),
                this::openPartitions,
                health::kafkaMetrics));
    inputWatch = Optional.of(ends);
    health.watch(ends);
    watching.begin(this::fail);
    return true;
  }

  private KafkaStreams newStreams(Map<String, Object> streamsSettings) {
    Properties properties = new Properties();
    properties.putAll(streamsSettings);
    try {
      return new KafkaStreams(topology, properties, new StreamsClients());
    } catch (StreamsException e) {
      throw LocalState.of(streamsSettings).explain(e);
    }
  }

  private Set<Integer> openPartitions() {
    return board.open().stream().map(PartitionStatus::partition).collect(Collectors.toSet());
  }

  /** Of a stream thread that failed: another one in its place, or the end. */
  private StreamThreadExceptionResponse answer(
      Throwable failure, Outages outages, ClusterContact cluster) {
    boolean goesOn = false;
    try {
      if (outages.explain(failure, nextOffsets())) {
        LOG.warn("learning interrupted, going on from the last commit when a broker answers");
        LOG.debug("interrupted by", failure);
        goesOn = cluster.awaitReturn(() -> stopping, this::addThread);
      } else {
        fail(outages.conclude(failure));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ConfigurationException e) {
      fail(e);
    } catch (RuntimeException | Error e) {
      failure.addSuppressed(e);
      fail(failure);
    }
    if (!goesOn) {
      return shutdown();
    }
    Outages.refusal(failure)
        .ifPresent(
            refusal ->
                LOG.warn("restoring from the start of the changelog: {}", refusal.getMessage()));
    // The JVM would print its trace.
    Thread.currentThread().setUncaughtExceptionHandler((_, _) -> {});
    throw new StreamsException(failure);
  }

  /**
   * Adds a thread in place of one that failed, which then ends by itself. If Kafka Streams replaced
   * it, the old consumer would stay in the group and keep its partitions until its session ends.
   */
  private void addThread() {
    streams.ifPresent(KafkaStreams::addStreamThread);
  }

  private void fail(Throwable failure) {
    health.fail(failure);
    if (explained(failure, "").isEmpty() && !(failure instanceof ConfigurationException)) {
      LOG.error("learning failed", failure);
    }
  }

  /**
   * The end of all threads; told by Kafka Streams to end, their consumers would stay in the group.
   */
  private StreamThreadExceptionResponse shutdown() {
    Thread.startVirtualThread(this::stop);
    closing.join();
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private Map<Integer, Long> nextOffsets() {
    return board.partitions().stream()
        .collect(Collectors.toMap(PartitionStatus::partition, PartitionStatus::nextOffset));
  }

  private static int numberOfThreads(Map<String, Object> settings) {
    return new StreamsConfig(settings).getInt(StreamsConfig.NUM_STREAM_THREADS_CONFIG);
  }

  /** Its parts, as the configuration says. */
  public LearningWiring wiring() {
    return wiring;
  }

  /** The graph that it runs. */
  public TopologyDescription graph() {
    return topology.describe();
  }

  /** The status of its models. */
  public StatusBoard board() {
    return board;
  }

  /** Its work, counted and timed. */
  public WorkMeters work() {
    return work;
  }

  /** What its Kafka Streams client is doing. */
  public StreamsHealth health() {
    return health;
  }

  /** Waits for a failure; false if none came in time. */
  public boolean awaitFailure(Duration timeout) throws InterruptedException {
    return health.awaitFailure(timeout);
  }

  /**
   * Does nothing unless it failed.
   *
   * @param newModel where a user would train a new model, in words
   * @throws ConfigurationException if the stored model is of another configuration
   * @throws IllegalStateException with the failure as its cause, or a message that says all
   */
  public void checkFailure(String newModel) {
    health
        .failure()
        .ifPresent(
            failure -> {
              throw explained(failure, newModel)
                  .orElseGet(() -> new IllegalStateException("learning stopped", failure));
            });
  }

  /** The same, where that would be under another {@code application.id}. */
  public void checkFailure() {
    checkFailure("under another application.id");
  }

  private Optional<RuntimeException> explained(Throwable failure, String newModel) {
    Map<String, String> kafka = wiring.configuration().kafka();
    LocalState state = LocalState.of(StreamsSettings.overDefaults(kafka));
    return Outages.refusal(failure)
        .map(
            refusal ->
                new ModelRefusal(refusal, kafka, wiring.topics().input()).withAdvice(newModel))
        .or(() -> state.failure(failure));
  }

  @Override
  public void close() {
    stop();
    wiring.close();
  }

  /** Commits what is learned and stops; the board then shows how the models ended. */
  public synchronized void stop() {
    stopping = true;
    inputWatch.ifPresent(InputWatch::close);
    if (!streamsClosed) { // Waiting for what did not stop in time would not help twice.
      streams.ifPresent(this::stop);
    }
    clusterWatch.ifPresent(ClusterWatch::close);
  }

  private void stop(KafkaStreams running) {
    streamsClosed = true;
    if (!running.close(closeOptions())) {
      LOG.warn(
          "not stopped in time, what was not committed will be learned again seconds={}",
          CLOSE_TIMEOUT.toSeconds());
    }
  }

  /** A member that does not leave keeps its partitions until its session ends. */
  private CloseOptions closeOptions() {
    boolean staticMember =
        wiring.configuration().kafka().keySet().stream()
            .anyMatch(key -> key.endsWith(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
    return CloseOptions.timeout(CLOSE_TIMEOUT)
        .withGroupMembershipOperation(
            staticMember
                ? CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP
                : CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
  }
}
