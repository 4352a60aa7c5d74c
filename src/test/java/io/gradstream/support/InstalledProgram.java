package io.gradstream.support;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A program that a test starts, and that may not be there. */
public final class InstalledProgram {
  /** Set in continuous integration, where a test must not be skipped because one is missing. */
  private static final String REQUIRED = "programs.required";

  private InstalledProgram() {}

  /**
   * Where one is. If it is not there, the test is skipped and says so, or, with {@code
   * -Dprograms.required=true}, fails.
   *
   * @param names by any of which it goes
   */
  public static Path orSkip(String... names) {
    return orSkip(
        System.getenv().getOrDefault("PATH", ""), Boolean.getBoolean(REQUIRED), List.of(names));
  }

  static Path orSkip(String path, boolean required, List<String> names) {
    return names.stream()
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(dir -> Path.of(dir, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(() -> missing(required, String.join(" or ", names)));
  }

  private static Path missing(boolean required, String name) {
    String message = "no %s on the path; .ci/run installs Debian's package".formatted(name);
    return required ? fail(message) : abort("SKIPPED: " + message);
  }
}
