package io.gradstream.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.FaultHandlerFactory;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapDirectory;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble.VerificationFlag;
import org.apache.kafka.server.util.FileLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A broker and its controller in this JVM.
 *
 * <p>It is put together from the parts {@link KafkaRaftServer} is made of, because that class
 * offers no choice of two of them: its fault handlers halt the JVM, and its sockets are bound by
 * number.
 */
final class InProcessBroker implements Broker {

  private static final Logger LOG = LoggerFactory.getLogger(InProcessBroker.class);
  private static final Duration LOCK_PATIENCE = Duration.ofSeconds(30);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

  private final StateDirectory directory;
  private final Deque<Step> undo = new ArrayDeque<>();
  private int port;

  private InProcessBroker(StateDirectory directory) {
    this.directory = directory;
  }

  static InProcessBroker start(
      StateDirectory directory, Map<String, String> overrides, FaultHandlerFactory faults) {
    long begun = System.nanoTime();
    var broker = new InProcessBroker(directory);
    try {
      broker.startup(overrides, faults);
    } catch (Throwable e) {
      broker.close();
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new IllegalStateException(
          "The broker in " + directory.path() + " did not start: " + e.getMessage(), e);
    }
    LOG.info(
        "broker started bootstrapServers={} directory={} tookMillis={}",
        broker.bootstrapServers(),
        directory.path(),
        Duration.ofNanos(System.nanoTime() - begun).toMillis());
    return broker;
  }

  private synchronized void startup(Map<String, String> overrides, FaultHandlerFactory faults)
      throws Exception {
    undo.push(directory::removeIfTemporary);
    FileLock lock = directory.lock(LOCK_PATIENCE);
    undo.push(lock::destroy);
    directory.format();
    Listeners listeners = Listeners.bind(directory.port());
    undo.push(listeners::close);
    port = listeners.clientPort();
    directory.rememberPort(port);

    SharedServer shared =
        shared(
            new KafkaConfig(
                BrokerProperties.of(directory.data(), port, listeners.controllerPort(), overrides)),
            faults,
            listeners);
    var controller =
        new ControllerServer(
            shared,
            KafkaRaftServer.configSchema(),
            new BootstrapDirectory(directory.data().toString()).read());
    undo.push(controller::shutdown);
    controller.startup();
    var broker = new BrokerServer(shared);
    undo.push(() -> broker.shutdown(STOP_PATIENCE));
    broker.startup();
  }

  private SharedServer shared(KafkaConfig config, FaultHandlerFactory faults, Listeners listeners)
      throws Exception {
    MetaPropertiesEnsemble identity =
        new MetaPropertiesEnsemble.Loader()
            .addMetadataLogDir(config.metadataLogDir())
            .addLogDirs(config.logDirs())
            .load();
    identity.verify(
        Optional.empty(),
        OptionalInt.of(BrokerProperties.NODE_ID),
        EnumSet.of(
            VerificationFlag.REQUIRE_AT_LEAST_ONE_VALID,
            VerificationFlag.REQUIRE_METADATA_LOG_DIR));
    return new SharedServer(
        config,
        identity,
        Time.SYSTEM,
        new Metrics(),
        CompletableFuture.completedFuture(
            Map.of(BrokerProperties.NODE_ID, listeners.controllerAddress())),
        List.of(),
        faults,
        listeners);
  }

  int port() {
    return port;
  }

  @Override
  public String bootstrapServers() {
    return Listeners.HOST + ":" + port;
  }

  @Override
  public Path directory() {
    return directory.path();
  }

  @Override
  public synchronized void close() {
    while (!undo.isEmpty()) {
      try {
        undo.pop().run();
      } catch (Exception e) {
        LOG.warn("broker did not stop cleanly directory={}", directory.path(), e);
      }
    }
  }

  private interface Step {
    void run() throws Exception;
  }
}
