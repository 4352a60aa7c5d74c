package io.gradstream.cli;

import io.gradstream.config.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a demo keeps what it writes: a directory that stays, or a temporary one. */
final class DemoDirectory implements AutoCloseable {
  private static final int FAILED = 1;

  private final Path path;
  private final boolean temporary;
  private final Lock lock;

  /** The directory at {@code path}, or a temporary one if that is null. */
  DemoDirectory(@Nullable Path path) {
    this.temporary = path == null;
    try {
      this.path =
          path == null
              ? Files.createTempDirectory("gradstream-demo")
              : Files.createDirectories(path);
    } catch (IOException e) {
      throw unusable(path, e);
    }
    this.lock = Lock.of(this.path);
  }

  private static ConfigurationException unusable(@Nullable Path path, IOException e) {
    return new ConfigurationException(
        "--state-dir",
        path == null ? e.getMessage() : path,
        "a directory that can be created and written to");
  }

  /**
   * What keeps a second demo out, and ends with the process however that ends. The broker's own
   * lock is waited for: a killed demo's broker needs a moment to stop.
   */
  private record Lock(FileChannel channel) {
    static Lock of(Path directory) {
      try {
        FileChannel channel =
            FileChannel.open(
                directory.resolve("demo.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        if (channel.tryLock() != null) {
          return new Lock(channel);
        }
        channel.close();
      } catch (IOException e) {
        throw unusable(directory, e);
      }
      throw new ConfigurationException(
          "--state-dir: another demo is running in %s; stop it, or choose another directory"
              .formatted(directory));
    }

    void close() {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  Path broker() {
    return path.resolve("broker");
  }

  Path learner() {
    return path.resolve("learner");
  }

  Path schema() {
    return path.resolve("schema");
  }

  /**
   * Checks that the directory goes on with the data set it began with.
   *
   * @param dataset what tells it from others
   * @throws ConfigurationException if it began with another
   */
  void checkBegunWith(List<String> dataset) {
    if (!Files.exists(begun())) {
      return;
    }
    try {
      List<String> before = Files.readAllLines(begun());
      if (!before.equals(dataset)) {
        throw new ConfigurationException(
            ("--state-dir: got %s, but %s holds what was learned from %s; go on with that data set,"
                    + " or choose another directory")
                .formatted(without(dataset, before), path, without(before, dataset)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("--state-dir: cannot be read", e);
    }
  }

  /** Remembers the data set that the directory begins with, in one piece or not at all. */
  void begin(List<String> dataset) {
    try {
      Path file = Files.write(path.resolve("dataset.new"), dataset);
      Files.move(file, begun(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("--state-dir: cannot be written", e);
    }
  }

  private Path begun() {
    return path.resolve("dataset");
  }

  private static List<String> without(List<String> lines, List<String> others) {
    return lines.stream().filter(line -> !others.contains(line)).toList();
  }

  /**
   * Ends the program, whatever it waits for: without the broker nothing can be closed in good
   * order, and clients would try to for minutes.
   */
  void endWithoutBroker(String message) {
    System.err.println("gradstream: " + message);
    close();
    Runtime.getRuntime().halt(FAILED);
  }

  /** Removes a temporary directory. */
  @Override
  public void close() {
    lock.close();
    if (temporary) {
      try (Stream<Path> files = Files.walk(path)) {
        List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        for (Path file : deepestFirst) {
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        System.err.println("gradstream: " + path + " is left over: " + e);
      }
    }
  }
}
