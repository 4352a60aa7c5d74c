package io.gradstream.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.util.FileLock;
import org.jspecify.annotations.Nullable;

/**
 * What a broker has on disk: {@code data/} for Kafka, {@code broker.log} of a child process, and
 * {@code broker.lock}. Kafka's own lock is taken only after the metadata log was opened, too late
 * to keep two brokers apart.
 */
record StateDirectory(Path path, boolean temporary) {

  private static final Duration LOCK_POLL = Duration.ofMillis(50);

  static StateDirectory of(@Nullable Path directory) {
    try {
      return directory == null
          ? new StateDirectory(Files.createTempDirectory("gradstream-broker-"), true)
          : new StateDirectory(Files.createDirectories(directory).toAbsolutePath(), false);
    } catch (IOException e) {
      throw new UncheckedIOException("No directory for the broker at " + directory, e);
    }
  }

  Path data() {
    return path.resolve("data");
  }

  Path log() {
    return path.resolve("broker.log");
  }

  /**
   * The port clients used last here; 0 if there was none. Taking it again is more than a courtesy:
   * a broker killed between a commit and its markers sends them after the restart, at first to the
   * address it had. If nobody is there, Kafka 4.3.1 tries again while the partition has no leader,
   * takes it for deleted (KAFKA-20734) and may complete the transaction without a marker; readers
   * of committed records then wait before it for ever. Killed right after a commit: 4 of 12
   * restarts on another port ended so and all 12 skipped the marker, none of 7 on the same port
   * did.
   */
  int port() throws IOException {
    String port = Files.exists(portFile()) ? Files.readString(portFile()) : "";
    // A kill may have left the file empty.
    return port.isEmpty() ? 0 : Integer.parseInt(port);
  }

  void rememberPort(int port) throws IOException {
    Files.writeString(portFile(), Integer.toString(port));
  }

  private Path portFile() {
    return path.resolve("port");
  }

  /** Waits as long as {@code patience} for another broker to let go of this directory. */
  FileLock lock(Duration patience) throws IOException, InterruptedException {
    Path file = path.resolve("broker.lock");
    var lock = new FileLock(file.toFile());
    long deadline = System.nanoTime() + patience.toNanos();
    while (!lock.tryLock()) {
      if (System.nanoTime() - deadline > 0) {
        lock.destroy();
        throw new IllegalStateException(
            ("Another broker is using %s: waited %d s for the lock on %s;"
                    + " stop that broker or choose another directory")
                .formatted(path, patience.toSeconds(), file));
      }
      LockSupport.parkNanos(LOCK_POLL.toNanos());
      if (Thread.interrupted()) {
        lock.destroy();
        throw new InterruptedException("while waiting for the lock on " + file);
      }
    }
    return lock;
  }

  /** Makes the data directory Kafka's; one that is already so stays as it is. */
  void format() throws Exception {
    if (Files.exists(data().resolve("meta.properties"))) {
      return;
    }
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setNodeId(BrokerProperties.NODE_ID)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
        .addDirectory(data().toString())
        .setMetadataLogDirectory(data().toString())
        .run();
  }

  void removeIfTemporary() throws IOException {
    if (temporary) {
      Utils.delete(path.toFile());
    }
  }
}
