package io.gradstream.support;

import io.gradstream.cli.Main;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** The program in a JVM of its own, with the module flags of this one. Its output is in files. */
public final class Program implements AutoCloseable {
  /** The exit code of a JVM that was ended by SIGTERM, cleanly or not. */
  public static final int TERMINATED = 128 + 15;

  private static final long PATIENCE_SECONDS = 180;

  private final Process process;
  private final Path out;
  private final Path err;

  private Program(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts a command; {@code directory} receives the output. */
  public static Program start(Path directory, Object... arguments) throws IOException {
    return start(directory, command(arguments));
  }

  /**
   * The same in a terminal, whose screen and so all output is its standard output. Without a
   * program that has terminals the test is skipped.
   */
  public static Program startInTerminal(Path directory, Object... arguments) throws IOException {
    String line =
        command(arguments).stream()
            .map(word -> "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    String script = InstalledProgram.orSkip("script").toString();
    return start(directory, List.of(script, "--quiet", "--command", "exec " + line, "/dev/null"));
  }

  private static List<String> command(Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--"))
        .forEach(command::add);
    command.add("-Xmx512m");
    command.add(Main.class.getName());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return command;
  }

  private static Program start(Path directory, List<String> command) throws IOException {
    Path out = Files.createTempFile(directory, "program", ".out");
    Path err = Files.createTempFile(directory, "program", ".err");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return new Program(
        builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start(), out, err);
  }

  /** Fails if it has ended. */
  public void assertRunning() {
    if (hasEnded()) {
      throw new AssertionError("ended with " + process.exitValue() + ":\n" + stderr());
    }
  }

  /** SIGKILL to what it started, as its broker. */
  public void killChildren() {
    process.children().forEach(ProcessHandle::destroyForcibly);
  }

  /** SIGKILL. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** SIGTERM; returns the exit code. */
  public int terminate() throws InterruptedException {
    process.destroy();
    return awaitExit();
  }

  /** Waits for its end and returns the exit code. */
  public int awaitExit() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still running after " + PATIENCE_SECONDS + " s:\n" + stderr());
    }
    return process.exitValue();
  }

  /** Waits until it has written something to standard error, or has ended; returns the first. */
  public MatchResult awaitStderr(Pattern pattern) {
    return await(pattern, this::stderr);
  }

  /** The same of standard output. */
  public MatchResult awaitStdout(Pattern pattern) {
    return await(pattern, this::stdout);
  }

  private MatchResult await(Pattern pattern, Supplier<String> written) {
    Awaitility.await(pattern.pattern())
        .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> pattern.matcher(written.get()).find() || hasEnded());
    return pattern
        .matcher(written.get())
        .results()
        .findFirst()
        .orElseThrow(() -> new AssertionError(pattern + " is not in\n" + written.get()));
  }

  private boolean hasEnded() {
    return !process.isAlive();
  }

  /** What it has written to standard output so far. */
  public String stdout() {
    return read(out);
  }

  /** What it has written to standard error so far. */
  public String stderr() {
    return read(err);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Kills it if it is still running, and what it started: that would go on writing files. */
  @Override
  public void close() {
    List<ProcessHandle> children = process.children().toList();
    kill();
    for (ProcessHandle child : children) {
      child.destroyForcibly();
      child.onExit().join();
    }
  }
}
