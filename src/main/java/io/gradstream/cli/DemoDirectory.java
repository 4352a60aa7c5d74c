package io.gradstream.cli;

import io.gradstream.config.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a demo keeps what it writes: a directory that stays, or a temporary one. */
final class DemoDirectory implements AutoCloseable {
  private final Path path;
  private final boolean temporary;

  /** The directory at {@code path}, or a temporary one if that is null. */
  DemoDirectory(@Nullable Path path) {
    this.temporary = path == null;
    try {
      this.path =
          path == null
              ? Files.createTempDirectory("gradstream-demo")
              : Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException("--state-dir: cannot be created", e);
    }
  }

  Path broker() {
    return path.resolve("broker");
  }

  Path learner() {
    return path.resolve("learner");
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

  /** Removes a temporary directory. */
  @Override
  public void close() {
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
