package io.gradstream.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** {@code docker compose} of this project, under a name of the tests' own. */
public final class DockerCompose {
  private DockerCompose() {}

  /** What a command ended with, and all that it wrote. */
  public record Ended(int exitCode, String output) {}

  /** Whether there is a {@code docker compose}; a daemon is not asked for. */
  public static boolean isThere() throws InterruptedException {
    return succeeds("docker", "compose", "version");
  }

  /** Whether a daemon answers too. */
  public static boolean canRun() throws InterruptedException {
    return isThere() && succeeds("docker", "info");
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      return run(List.of(command)).exitCode() == 0;
    } catch (IOException e) {
      return false; // no such program
    }
  }

  /** Runs a command of it to its end. */
  public static Ended run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker", "compose", "-p", "gradstream-it"));
    command.addAll(List.of(arguments));
    return run(command);
  }

  private static Ended run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }
}
