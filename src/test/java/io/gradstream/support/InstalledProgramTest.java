package io.gradstream.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** A test that wants a program. */
class InstalledProgramTest {
  private static final List<String> NAMES = List.of("chromium", "google-chrome");

  @TempDir private Path empty;
  @TempDir private Path folder;

  @Test
  void getsItByAnyOfItsNames() throws Exception {
    Path installed = Files.createFile(folder.resolve("google-chrome"));
    assertThat(installed.toFile().setExecutable(true)).isTrue();

    assertThat(InstalledProgram.orSkip(empty + File.pathSeparator + folder, true, NAMES))
        .isEqualTo(installed);
  }

  @Test
  void isSkippedWithoutItAndFailsWhereItIsRequired() {
    String path = empty.toString();

    assertThatExceptionOfType(TestAbortedException.class)
        .isThrownBy(() -> InstalledProgram.orSkip(path, false, NAMES))
        .withMessageContaining("SKIPPED: no chromium or google-chrome on the path");
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> InstalledProgram.orSkip(path, true, NAMES))
        .withMessageContaining("no chromium or google-chrome on the path");
  }
}
