package io.gradstream.app;

import io.gradstream.config.ConfigurationException;
import io.gradstream.topology.LearningTopology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;

/** The directory in which the instances of an application on this machine keep their stores. */
record LocalState(String directory, String application) {
  private static final String KEY = "kafka." + StreamsConfig.STATE_DIR_CONFIG;

  /** One block: an empty file fits on a full disk. */
  private static final int TRIED_BYTES = 4096;

  /** Locks it; fails if another process holds the lock. */
  private static final String OWNER = "org.apache.kafka.streams.processor.internals.StateDirectory";

  private static final String ROCKS_DB = "org.rocksdb.";

  /** The one that settings of Kafka Streams name. */
  static LocalState of(Map<String, Object> settings) {
    StreamsConfig streams = new StreamsConfig(settings);
    return new LocalState(
        streams.getString(StreamsConfig.STATE_DIR_CONFIG),
        streams.getString(StreamsConfig.APPLICATION_ID_CONFIG));
  }

  /**
   * Kafka Streams makes it, but only says that it cannot after topics were created.
   *
   * @throws ConfigurationException if nothing may be written to it
   * @throws IllegalStateException if nothing can be, as its disk is full
   */
  void check() {
    try {
      Path own = Path.of(directory, application);
      if (Files.exists(own) && !Files.isDirectory(own)) {
        throw new ConfigurationException(KEY, own, "a directory, or nothing yet");
      }
      Path tried = Files.createTempFile(Files.createDirectories(Path.of(directory)), "try", "");
      try {
        Files.write(tried, new byte[TRIED_BYTES]);
      } finally {
        Files.delete(tried);
      }
    } catch (IOException | InvalidPathException e) {
      if (e instanceof IOException && isWritableDirectory()) {
        throw unusable(e);
      }
      throw new ConfigurationException(
          KEY, directory, "a directory that can be created and written to");
    }
  }

  private boolean isWritableDirectory() {
    Path path = Path.of(directory);
    return Files.isDirectory(path) && Files.isWritable(path);
  }

  /** What a failure to make a client of Kafka Streams says of it, or else the failure itself. */
  RuntimeException explain(StreamsException failure) {
    return failure(failure).orElseGet(() -> Outages.isThrownBy(OWNER, failure) ? taken() : failure);
  }

  private ConfigurationException taken() {
    return new ConfigurationException(
        KEY,
        directory,
        "a directory that no other running instance of %s uses, each needs its own"
            .formatted(application));
  }

  /** That a store could not be read or written, if that is behind a failure. */
  Optional<RuntimeException> failure(Throwable failure) {
    return Outages.causes(failure)
        .filter(ProcessorStateException.class::isInstance)
        .findFirst()
        .flatMap(store -> Outages.causes(store).reduce((_, cause) -> cause))
        .filter(LocalState::isOfADisk)
        .map(this::unusable);
  }

  private static boolean isOfADisk(Throwable cause) {
    return cause instanceof IOException || cause.getClass().getName().startsWith(ROCKS_DB);
  }

  private IllegalStateException unusable(Throwable cause) {
    return new IllegalStateException(
        ("%s: %s cannot be used: %s. Make room there if its disk is full, else delete it; then"
                + " start again. Nothing is lost: models are restored from topic %s")
            .formatted(
                KEY,
                Path.of(directory, application),
                cause.getMessage(),
                LearningTopology.changelog(application)));
  }
}
