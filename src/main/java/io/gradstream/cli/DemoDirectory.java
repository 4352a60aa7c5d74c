package io.gradstream.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  Path schema() {
    return path.resolve("schema");
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
