package io.gradstream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gradstream.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStateTest {
  @TempDir private Path directory;

  @Test
  void aDirectoryIsMadeAndLeftEmpty() {
    Path made = directory.resolve("made/of/many");
    of(made).check();
    assertThat(made).isEmptyDirectory();
  }

  @Test
  void aFileInItsPlaceIsRefused() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> of(file).check())
        .withMessageContainingAll(
            "kafka.state.dir", file.toString(), "can be created and written to");
  }

  @Test
  void aFullDiskIsToldWithAWayOutAndWithoutKafkasWords() {
    Throwable failure =
        new StreamsException(
            "failed to flush cache of store parameters",
            new ProcessorStateException(
                "Error while putting key/value into store parameters",
                new IOException("No space left on device")));

    assertThat(of(directory).failure(failure).orElseThrow())
        .hasMessage(
            "kafka.state.dir: %s cannot be used: No space left on device. Make room there if its"
                    .formatted(directory.resolve("pay"))
                + " disk is full, else delete it; then start again. Nothing is lost: models are"
                + " restored from topic pay-parameters-changelog")
        .hasNoCause();
    assertThat(of(directory).failure(new StreamsException("late"))).isEmpty();
    assertThat(of(directory).failure(new ProcessorStateException(new IllegalStateException("bug"))))
        .isEmpty();
  }

  private static LocalState of(Path directory) {
    return LocalState.of(
        Map.of(
            "bootstrap.servers", "broker:9092",
            "application.id", "pay",
            "state.dir", directory.toString()));
  }
}
