package io.gradstream.state;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A real broker, its own controller, in this JVM. */
final class OneBroker implements AutoCloseable {
  private final String bootstrapServers;
  private final KafkaRaftServer server;

  private OneBroker(String bootstrapServers, KafkaRaftServer server) {
    this.bootstrapServers = bootstrapServers;
    this.server = server;
  }

  static OneBroker start(Path directory) throws Exception {
    String client = "127.0.0.1:" + freePort();
    String controller = "127.0.0.1:" + freePort();
    Map<String, String> config = new HashMap<>();
    config.put("process.roles", "broker,controller");
    config.put("node.id", "1");
    config.put("listeners", "PLAINTEXT://%s,CONTROLLER://%s".formatted(client, controller));
    config.put("advertised.listeners", "PLAINTEXT://" + client);
    config.put("controller.listener.names", "CONTROLLER");
    config.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    config.put("controller.quorum.voters", "1@" + controller);
    config.put("log.dirs", directory.toString());
    config.put("default.replication.factor", "1");
    config.put("group.initial.rebalance.delay.ms", "0");
    config.put("log.cleaner.dedupe.buffer.size", "4194304");
    for (String topic : List.of("offsets.topic", "transaction.state.log")) {
      config.put(topic + ".replication.factor", "1");
      config.put(topic + ".num.partitions", "1");
    }
    config.put("transaction.state.log.min.isr", "1");
    new Formatter()
        .setNodeId(1)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName("CONTROLLER")
        .addDirectory(directory.toString())
        .setMetadataLogDirectory(directory.toString())
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .run();
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(config), Time.SYSTEM);
    server.startup();
    return new OneBroker(client, server);
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public void close() {
    server.shutdown();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
