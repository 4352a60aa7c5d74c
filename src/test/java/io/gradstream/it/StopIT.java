package io.gradstream.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.support.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is stopped while it waits for what it cannot begin without. */
class StopIT {
  private static final String NOBODY = "127.0.0.1:9";

  @TempDir private Path directory;

  @Test
  void aStopEndsTheWaitForABroker() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String broker = "127.0.0.1:" + silent.getLocalPort();
      try (Program program = run("json", "classification", broker)) {
        program.awaitStderr(Pattern.compile("waiting for the broker bootstrapServers=" + broker));
        assertThat(program.terminate()).isEqualTo(Program.TERMINATED);
        assertThat(program.stderr()).doesNotContain("nobody answers");
      }
    }
  }

  @Test
  void aStopEndsTheWaitForARegistry() throws Exception {
    try (Program program = run("avro-registry", "auto", NOBODY)) {
      program.awaitStderr(Pattern.compile("registry fails, asking again"));
      assertThat(program.terminate()).isEqualTo(Program.TERMINATED);
      assertThat(program.stderr()).doesNotContain("giving up", "gradstream: ", "\tat ");
    }
  }

  private Program run(String format, String task, String broker) throws IOException {
    Path config =
        Files.writeString(
            directory.resolve("run.yaml"),
            """
            input: {topic: t, format: %s}
            output: {format: json}
            mapping: {label: y, task: %s, features: [x]}
            network: {hidden: [4]}
            kafka:
              bootstrap.servers: %s
              application.id: stopped
              schema.registry.url: http://%s
            """
                .formatted(format, task, broker, NOBODY));
    return Program.start(directory, "run", "--config", config);
  }
}
