package io.gradstream.fire;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * Brokers that are controllers too, each a process. Every kind of client has a listener of its own
 * at every broker, so that a {@link Wire} can stand between any two of them.
 */
final class Quorum {
  private static final String PEERS = "peers";
  private static final String CONTROLLERS = "controllers";
  private static final String HARNESS = "harness";

  private final Path directory;
  private final String clusterId = Uuid.randomUuid().toString();
  private final List<String> brokers;
  private final List<String> listeners;
  private final List<Wire> wires = new ArrayList<>();

  /**
   * @param clients whose traffic goes through wires of their own
   */
  Quorum(Path directory, List<String> brokers, List<String> clients) throws IOException {
    this.directory = directory;
    this.brokers = brokers;
    this.listeners = new ArrayList<>(clients);
    listeners.addAll(List.of(PEERS, CONTROLLERS, HARNESS));
    Ports free = new Ports();
    for (String broker : brokers) {
      for (String listener : listeners) {
        wires.add(Wire.open(listener, broker, free.next()));
      }
    }
  }

  private Wire wire(String listener, String broker) {
    return wires.stream()
        .filter(wire -> wire.from().equals(listener) && wire.to().equals(broker))
        .findFirst()
        .orElseThrow();
  }

  /** All of them. */
  List<Wire> wires() {
    return List.copyOf(wires);
  }

  /** What a client gives as {@code bootstrap.servers}. */
  String servers(String client) {
    return brokers.stream().map(broker -> wire(client, broker).address()).collect(joining(","));
  }

  /** The same for the harness itself. */
  String servers() {
    return servers(HARNESS);
  }

  /** Whether somebody listens where a broker should; nothing is known of other hosts. */
  boolean answers(String host) {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), wire(HARNESS, host).brokerPort())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Writes a broker's settings, and formats its directory.
   *
   * @param data that directory, as the broker sees it
   * @param seen the same, as it is seen from here
   */
  Path prepare(String broker, Path data, Path seen) throws Exception {
    int node = 1 + brokers.indexOf(broker);
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setNodeId(node)
        .setClusterId(clusterId)
        .setControllerListenerName(name(CONTROLLERS))
        .addDirectory(seen.toString())
        .setMetadataLogDirectory(seen.toString())
        .run();
    return Files.write(directory.resolve(broker + ".properties"), settings(broker, node, data));
  }

  private List<String> settings(String broker, int node, Path data) {
    int replicas = brokers.size();
    int leastInSync = (replicas + 1) / 2;
    return List.of(
        "process.roles=broker,controller",
        "node.id=" + node,
        "log.dirs=" + data,
        "listeners=" + listeners.stream().map(l -> listening(l, broker)).collect(joining(",")),
        "advertised.listeners="
            + listeners.stream()
                .filter(listener -> !listener.equals(CONTROLLERS))
                .map(listener -> name(listener) + "://" + address(listener, broker))
                .collect(joining(",")),
        "listener.security.protocol.map="
            + listeners.stream().map(l -> name(l) + ":PLAINTEXT").collect(joining(",")),
        "inter.broker.listener.name=" + name(PEERS),
        "controller.listener.names=" + name(CONTROLLERS),
        "controller.quorum.voters="
            + brokers.stream()
                .map(b -> 1 + brokers.indexOf(b) + "@" + address(CONTROLLERS, b))
                .collect(joining(",")),
        "default.replication.factor=" + replicas,
        "min.insync.replicas=" + leastInSync,
        "offsets.topic.replication.factor=" + replicas,
        "offsets.topic.num.partitions=3",
        "transaction.state.log.replication.factor=" + replicas,
        "transaction.state.log.min.isr=" + leastInSync,
        "transaction.state.log.num.partitions=3",
        "transaction.abort.timed.out.transaction.cleanup.interval.ms=1000",
        "auto.create.topics.enable=false",
        "controller.quorum.fetch.timeout.ms=5000",
        "group.initial.rebalance.delay.ms=0",
        "group.min.session.timeout.ms=1000",
        "broker.session.timeout.ms=5000",
        "broker.heartbeat.interval.ms=500",
        "num.network.threads=1",
        "num.io.threads=4",
        "background.threads=2",
        "log.segment.bytes=16777216",
        "log.index.size.max.bytes=1048576",
        "log.cleaner.dedupe.buffer.size=4194304");
  }

  private String listening(String listener, String broker) {
    return "%s://127.0.0.1:%d".formatted(name(listener), wire(listener, broker).brokerPort());
  }

  private String address(String listener, String broker) {
    return wire(listener, broker).address();
  }

  private static String name(String listener) {
    return listener.replace("-", "").toUpperCase(Locale.ROOT);
  }
}
