package io.gradstream.fire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A process that is to run, and is started again when it ends by itself, as a supervisor would.
 * Standard error and output of all its lives are in {@code NAME.log} and {@code NAME.out}.
 */
final class Host implements AutoCloseable {
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(90);
  private static final long RESTART_DELAY_NANOS = 1_000_000_000;

  private final String name;
  private final Path directory;
  private final IntFunction<List<String>> command;
  private final Map<String, String> environment;
  private final Chronicle chronicle;
  private final List<String> exits = new ArrayList<>();
  private @Nullable Process process;
  private @Nullable Process stopper;
  private boolean wanted;
  private int lives;
  private long endedNanos;
  private int linesBefore;

  /**
   * @param directory of its logs
   * @param command what is started, by the number of the life, from 1
   */
  Host(
      String name,
      Path directory,
      IntFunction<List<String>> command,
      Map<String, String> environment,
      Chronicle chronicle) {
    this.name = name;
    this.directory = directory;
    this.command = command;
    this.environment = environment;
    this.chronicle = chronicle;
  }

  String name() {
    return name;
  }

  /** Starts it if it is not there, and from now on whenever it ends. */
  synchronized void up() {
    wanted = true;
    if (!isAlive()) {
      start();
    }
  }

  private void start() {
    linesBefore = lives == 0 ? 0 : lines().size();
    lives++;
    ProcessBuilder builder = new ProcessBuilder(command.apply(lives));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().putAll(environment);
    try {
      process =
          builder
              .redirectOutput(Redirect.appendTo(directory.resolve(name + ".out").toFile()))
              .redirectError(Redirect.appendTo(log().toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
    chronicle.tell("%s starts, life %d, pid %d".formatted(name, lives, process.pid()));
  }

  /** Starts it again some time after it ended by itself. To be called again and again. */
  synchronized void tend() {
    if (!wanted || process == null || process.isAlive()) {
      return;
    }
    if (endedNanos == 0) {
      endedNanos = System.nanoTime();
      exits.add("%s: exit %d, %s".formatted(name, process.exitValue(), lastLine()));
      chronicle.tell("ended by itself: " + exits.getLast());
    } else if (System.nanoTime() - endedNanos > RESTART_DELAY_NANOS) {
      endedNanos = 0;
      start();
    }
  }

  private String lastLine() {
    return lines().stream().skip(linesBefore).toList().reversed().stream()
        .filter(line -> line.startsWith("gradstream: "))
        .findFirst()
        .orElse("without a message");
  }

  /** All that its lives have written to standard error. */
  List<String> lines() {
    try {
      return Files.readString(log()).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** All that its lives have written to standard output. */
  List<String> output() throws IOException {
    return Files.readAllLines(directory.resolve(name + ".out"));
  }

  private Path log() {
    return directory.resolve(name + ".log");
  }

  /** SIGKILL; it stays down until {@link #up}. */
  synchronized void kill() {
    wanted = false;
    endedNanos = 0;
    if (isAlive()) {
      process().destroyForcibly().onExit().join();
      chronicle.tell(name + " was killed");
    }
  }

  /** SIGTERM; it stays down until {@link #up}, and ends soon, which {@link #awaitEnd} waits for. */
  synchronized void stop() {
    wanted = false;
    endedNanos = 0;
    if (isAlive()) {
      // Of a process itself it would close the standard input too: the leash.
      process().toHandle().destroy();
    }
  }

  /** Waits until it has ended. */
  void awaitEnd() throws InterruptedException {
    Process ending = process();
    if (!ending.waitFor(STOP_PATIENCE)) {
      chronicle.complain(
          "%s still ran %d s after SIGTERM".formatted(name, STOP_PATIENCE.toSeconds()));
      ending.destroyForcibly().onExit().join();
    }
    chronicle.tell("%s has ended, exit %d".formatted(name, ending.exitValue()));
  }

  /** SIGSTOP, for so long at most. */
  synchronized void freeze(long seconds) throws IOException {
    if (isAlive()) {
      stopper = Signals.stop(process().pid(), seconds);
    }
  }

  /** SIGSTOP and SIGCONT again and again: for the others nearly what a slow disk makes of it. */
  synchronized void stutter(long seconds) throws IOException {
    if (isAlive()) {
      stopper = Signals.stutter(process().pid(), 3 * seconds);
    }
  }

  /** SIGCONT. */
  synchronized void thaw() throws IOException, InterruptedException {
    if (stopper != null) {
      stopper.destroyForcibly().onExit().join();
      stopper = null;
    }
    if (isAlive()) {
      Signals.resume(process().pid());
    }
  }

  synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  private synchronized Process process() {
    if (process == null) {
      throw new IllegalStateException(name + " was never started");
    }
    return process;
  }

  /** How it ended when nobody ended it. */
  synchronized List<String> exits() {
    return List.copyOf(exits);
  }

  @Override
  public synchronized void close() {
    kill();
    if (stopper != null) {
      stopper.destroyForcibly();
    }
  }
}
