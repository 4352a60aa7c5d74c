package io.gradstream.fire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The time of day as one host sees it, which can be stepped. That takes libfaketime, of Debian's
 * package of that name.
 */
final class Clock {
  private static final Path LIBRARIES = Path.of("/usr/lib");
  private static final String LIBRARY = "faketime/libfaketimeMT.so.1";

  private final Path library;
  private final Path file;
  private final int stepSeconds;

  private Clock(Path library, Path file, int stepSeconds) {
    this.library = library;
    this.file = file;
    this.stepSeconds = stepSeconds;
  }

  /** A right one, whose step is kept in a file; empty where there is no libfaketime. */
  static Optional<Clock> of(Path file, int stepSeconds) throws IOException {
    Optional<Path> library = library();
    if (library.isEmpty()) {
      return Optional.empty();
    }
    Clock clock = new Clock(library.get(), file, stepSeconds);
    clock.setRight();
    return Optional.of(clock);
  }

  private static Optional<Path> library() throws IOException {
    if (!Files.isDirectory(LIBRARIES)) {
      return Optional.empty();
    }
    try (Stream<Path> directories = Files.list(LIBRARIES)) {
      return directories.map(each -> each.resolve(LIBRARY)).filter(Files::exists).findFirst();
    }
  }

  /**
   * What a process needs to go by it. The monotonic clock stays right. Without the last variable
   * libfaketime corrects timed waits by a clock that is not faked, so they end at once and spin.
   */
  Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD",
        library.toString(),
        "FAKETIME_TIMESTAMP_FILE",
        file.toString(),
        "FAKETIME_CACHE_DURATION",
        "1",
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1",
        "NO_FAKE_STAT",
        "1",
        "FAKETIME_FORCE_MONOTONIC_FIX",
        "0");
  }

  /** Puts it a step ahead of the right time. */
  void setAhead() throws IOException {
    set(stepSeconds);
  }

  /** Puts it a step behind the right time. */
  void setBack() throws IOException {
    set(-stepSeconds);
  }

  void setRight() throws IOException {
    set(0);
  }

  private void set(int seconds) throws IOException {
    Files.writeString(file, "%+d".formatted(seconds));
  }
}
