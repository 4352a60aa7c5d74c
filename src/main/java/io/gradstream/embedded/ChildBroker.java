package io.gradstream.embedded;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parent's side of a broker in a JVM of its own. */
final class ChildBroker implements Broker {

  private static final Logger LOG = LoggerFactory.getLogger(ChildBroker.class);

  /** The wait for the directory and Kafka's limit for a start, and a little. */
  private static final Duration START_PATIENCE = Duration.ofSeconds(100);

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(45);
  private static final int LOG_TAIL_BYTES = 4096;

  private final StateDirectory directory;
  private final Process process;
  private final String bootstrapServers;
  private volatile boolean closed;

  private ChildBroker(StateDirectory directory, Process process, String port) {
    this.directory = directory;
    this.process = process;
    this.bootstrapServers = Listeners.HOST + ":" + port;
  }

  static ChildBroker start(BrokerSettings settings, Consumer<String> onLoss) {
    long begun = System.nanoTime();
    StateDirectory directory = StateDirectory.of(settings.directory());
    long loggedBytes = directory.log().toFile().length();
    Process process;
    try {
      process = launch(directory, settings);
    } catch (IOException e) {
      remove(directory);
      throw new IllegalStateException("No process for the broker in " + directory.path(), e);
    }
    String line = firstLine(process);
    if (!line.startsWith(BrokerProcess.READY)) {
      stop(process, Duration.ZERO);
      String log = tail(directory.log(), loggedBytes);
      remove(directory);
      throw new IllegalStateException(
          "The broker process in %s did not start (exit code %d); the end of its log:%n%s"
              .formatted(directory.path(), process.exitValue(), log));
    }
    var broker = new ChildBroker(directory, process, line.substring(BrokerProcess.READY.length()));
    var _ =
        process
            .onExit()
            .thenAccept(ended -> broker.reportUnexpectedEnd(ended, onLoss, loggedBytes));
    LOG.info(
        "broker process started bootstrapServers={} directory={} pid={} tookMillis={}",
        broker.bootstrapServers,
        directory.path(),
        process.pid(),
        Duration.ofNanos(System.nanoTime() - begun).toMillis());
    return broker;
  }

  private static Process launch(StateDirectory directory, BrokerSettings settings)
      throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + settings.heapMebibytes() + "m",
                "-XX:+DisplayVMOutputToStderr",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Dlog4j2.configurationFile=io/gradstream/embedded/log4j2-broker.xml",
                "-Dgradstream.broker.log=" + directory.log(),
                BrokerProcess.class.getName()));
    command.addAll(BrokerProcess.arguments(directory, settings.overrides()));
    var builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder
        .redirectError(ProcessBuilder.Redirect.appendTo(directory.log().toFile()))
        .start();
  }

  /** Empty if the process ends, or {@link #START_PATIENCE} does, without a line. */
  private static String firstLine(Process process) {
    var line = new CompletableFuture<String>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                line.complete(Objects.requireNonNullElse(process.inputReader().readLine(), ""));
              } catch (IOException e) {
                line.complete("");
              }
            });
    try {
      return line.completeOnTimeout("", START_PATIENCE.toSeconds(), TimeUnit.SECONDS).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private void reportUnexpectedEnd(Process ended, Consumer<String> onLoss, long loggedBytes) {
    if (!closed) {
      LOG.error("broker process ended exitCode={} log={}", ended.exitValue(), directory.log());
      onLoss.accept(
          "the broker process in %s ended by itself (exit code %d); the end of its log:%n%s"
              .formatted(directory.path(), ended.exitValue(), tail(directory.log(), loggedBytes)));
    }
  }

  @Override
  public String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public Path directory() {
    return directory.path();
  }

  @Override
  public void close() {
    closed = true;
    stop(process, STOP_PATIENCE);
    remove(directory);
  }

  /** Ends the input of the process, which asks it to stop, and kills it if it does not in time. */
  private static void stop(Process process, Duration patience) {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(patience)) {
        LOG.warn(
            "broker process killed pid={} waitedSeconds={}", process.pid(), patience.toSeconds());
      }
    } catch (IOException e) {
      LOG.warn("broker process killed pid={}", process.pid(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly().onExit().join();
  }

  private static String tail(Path log, long fromByte) {
    try (var channel = Files.newByteChannel(log)) {
      channel.position(Math.max(fromByte, channel.size() - LOG_TAIL_BYTES));
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8)
          .strip();
    } catch (IOException e) {
      return "(no log: " + e + ")";
    }
  }

  private static void remove(StateDirectory directory) {
    try {
      directory.removeIfTemporary();
    } catch (IOException e) {
      LOG.warn("temporary directory left behind directory={}", directory.path(), e);
    }
  }
}
