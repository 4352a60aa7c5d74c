package io.gradstream.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

  /** Waits as long as {@code patience} for another broker to let go of this directory. */
  FileLock lock(Duration patience) throws IOException, InterruptedException {
    Path file = path.resolve("broker.lock");
    var lock = new FileLock(file.toFile());
    long deadline = System.nanoTime() + patience.toNanos();
    while (!lock.tryLock()) {
      if (System.nanoTime() - deadline > 0) {
        lock.destroy();
        throw new IllegalStateException(
            "Another broker is using %s: waited %d s for the lock on %s; stop that broker or choose another directory"
                .formatted(path, patience.toSeconds(), file));
      }
      Thread.sleep(LOCK_POLL);
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
