package io.gradstream.app;

import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationException;
import io.gradstream.feature.Mapping;
import io.gradstream.metrics.WorkMeters;
import io.gradstream.serde.Formats;
import io.gradstream.status.PartitionStatus;
import io.gradstream.status.StatusBoard;
import io.gradstream.topology.LearningSettings;
import io.gradstream.topology.LearningTopology;
import io.gradstream.topology.PartitionObservers;
import io.gradstream.topology.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Learns from a topic until it is closed or fails. */
public final class LearningApplication implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LearningApplication.class);
  private static final Duration START_PATIENCE = Duration.ofMinutes(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

  private final Configuration configuration;
  private final LearningSettings settings;
  private final InputFormat input;
  private final ModelFactory models;
  private final Formats formats = new Formats();
  private final StatusBoard board = new StatusBoard();
  private final WorkMeters work = new WorkMeters(System::nanoTime, InstantSource.system());
  private final RestoreProgress restoring = new RestoreProgress(System::nanoTime);
  private final Topology topology;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final CompletableFuture<Void> closing = new CompletableFuture<>();
  private volatile Optional<KafkaStreams> streams = Optional.empty();
  private volatile Optional<InputWatch> inputWatch = Optional.empty();
  private volatile Optional<ClusterWatch> clusterWatch = Optional.empty();
  private volatile boolean stopping;
  private boolean streamsClosed;

  /**
   * Prepares a run; nothing is started yet, and nobody contacted but a schema registry.
   *
   * @throws ConfigurationException if the configuration cannot work
   */
  public LearningApplication(Configuration configuration) {
    this.configuration = configuration;
    LearningWiring wiring = LearningWiring.of(configuration, formats);
    this.settings = wiring.settings();
    this.input = wiring.input();
    this.models = wiring.models();
    this.topology = LearningTopology.build(settings, PartitionObservers.all(board, work));
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
    Map<String, Object> streamsSettings = StreamsSettings.of(configuration.kafka());
    LocalState.of(streamsSettings).check();
    Map<String, Object> adminSettings =
        StreamsSettings.ofAdmin(streamsSettings, "gradstream-topics");
    ClusterTopics clusterTopics =
        new ClusterTopics(topics(), name(), configuration.output().replicationFactor());
    ClusterContact cluster = new ClusterContact(adminSettings, clusterTopics, START_PATIENCE);
    if (!cluster.await(stopped)) {
      return false;
    }
    settings.formats().checkOutputs();
    KafkaStreams started = newStreams(streamsSettings);
    ClusterWatch watching =
        new ClusterWatch(adminSettings, clusterTopics, new OrphanedTransactions(name()));
    clusterWatch = Optional.of(watching);
    started.setGlobalStateRestoreListener(new RestoreStarts(restoring, watching::tookOver));
    Outages outages = new Outages(numberOfThreads(streamsSettings), System::nanoTime);
    started.setUncaughtExceptionHandler(failure -> answer(failure, outages, cluster));
    started.setStateListener(
        (now, before) -> {
          if (now.isShuttingDown() || now.hasCompletedShutdown()) {
            closing.complete(null);
          }
        });
    streams = Optional.of(started);
    LOG.info(
        "learning input={} kernels={} parameters={}",
        topics().input(),
        models.kernels(),
        models.parameterCount());
    LOG.debug("specification {}", models.specification());
    started.start();
    inputWatch =
        Optional.of(
            InputWatch.start(
                StreamsSettings.ofAdmin(streamsSettings, "gradstream-watch"),
                new InputWatch.Watched(
                    topics().input(), name(), this::openPartitions, this::kafkaMetrics)));
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
    return LiveModels.open(this).stream()
        .map(PartitionStatus::partition)
        .collect(Collectors.toSet());
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
    ended.completeExceptionally(failure);
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

  /** The graph, drawn as a text. */
  public String graph() {
    return topology.describe().toString();
  }

  Topology topology() {
    return topology;
  }

  /** Its name in the cluster, empty if it was given none. */
  public String name() {
    return configuration.kafka().getOrDefault(StreamsConfig.APPLICATION_ID_CONFIG, "");
  }

  /** The topics read and written. */
  public Topics topics() {
    return settings.topics();
  }

  /** How its input is written. */
  InputFormat input() {
    return input;
  }

  /** What a record's fields are to it. */
  Mapping mapping() {
    return settings.mapping();
  }

  /** What makes its learners. */
  public ModelFactory models() {
    return models;
  }

  /** How its models do. */
  public StatusBoard board() {
    return board;
  }

  /** What it does, counted and timed. */
  WorkMeters work() {
    return work;
  }

  /** What it was made of. */
  Configuration configuration() {
    return configuration;
  }

  /** The numbers that Kafka's clients keep; none before it is started. */
  Collection<? extends Metric> kafkaMetrics() {
    return streams.<Collection<? extends Metric>>map(LiveMetrics::of).orElse(List.of());
  }

  /** What the client is doing: {@code RUNNING} once every model is restored. */
  public KafkaStreams.State state() {
    return streams.map(KafkaStreams::state).orElse(KafkaStreams.State.CREATED);
  }

  /** Whether it waits for its group to assign partitions. */
  public boolean joining() {
    return state() == KafkaStreams.State.REBALANCING && restoring.partitions().isEmpty();
  }

  /** How long its group keeps the partitions of a member that is silent. */
  public Duration sessionTimeout() {
    return StreamsSettings.sessionTimeout(configuration.kafka());
  }

  /** How far its models are with being restored. */
  RestoreProgress restoring() {
    return restoring;
  }

  /** Its partitions whose models are being restored, in order. */
  public List<RestoringPartition> restoringPartitions() {
    return restoring.each();
  }

  /** How far behind its partitions are, as far as that was seen. */
  Map<Integer, InputLag> lags() {
    return lags(kafkaMetrics());
  }

  /**
   * The same.
   *
   * @param metrics that Kafka's clients keep
   */
  Map<Integer, InputLag> lags(Collection<? extends Metric> metrics) {
    return InputLag.of(
        ConsumerLag.of(metrics, topics().input()),
        inputWatch.map(InputWatch::ends).orElse(Map.of()),
        System.nanoTime());
  }

  /** For how long no broker has answered; zero while one does. */
  Duration silence() {
    return inputWatch.map(InputWatch::silence).orElse(Duration.ZERO);
  }

  /** Waits for a failure; false if none came in time. */
  public boolean awaitFailure(Duration timeout) throws InterruptedException {
    try {
      ended.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return false;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    }
  }

  /** What it failed with, empty while it has not. */
  public Optional<Throwable> failure() {
    return ended.isCompletedExceptionally() ? Optional.of(ended.exceptionNow()) : Optional.empty();
  }

  /**
   * Does nothing unless it failed.
   *
   * @param newModel where a user would train a new model, in words
   * @throws ConfigurationException if the stored model is of another configuration
   * @throws IllegalStateException with the failure as its cause, or a message that says all
   */
  public void checkFailure(String newModel) {
    failure()
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
    LocalState state = LocalState.of(StreamsSettings.overDefaults(configuration.kafka()));
    return Outages.refusal(failure)
        .map(
            refusal ->
                new ModelRefusal(refusal, configuration.kafka(), topics().input())
                    .withAdvice(newModel))
        .or(() -> state.failure(failure));
  }

  @Override
  public void close() {
    stop();
    formats.close();
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
        configuration.kafka().keySet().stream()
            .anyMatch(key -> key.endsWith(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
    return CloseOptions.timeout(CLOSE_TIMEOUT)
        .withGroupMembershipOperation(
            staticMember
                ? CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP
                : CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
  }
}
