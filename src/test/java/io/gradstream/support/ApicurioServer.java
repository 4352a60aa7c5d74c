package io.gradstream.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A real schema registry, Apicurio's, in a JVM of its own. Its schemas are in a file, written
 * before an answer is given: ids are the same after a kill.
 */
public final class ApicurioServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern READY = Pattern.compile("Listening on: http://[^:]*:(\\d+)");
  private static final String ANY_PORT = "0";

  private final Path directory;
  private Process process;
  private String port;

  private ApicurioServer(Path directory) throws IOException {
    this.directory = directory;
    this.process = launch(ANY_PORT);
    this.port = awaitPort();
  }

  /** Starts one on a free port and waits until it answers; its files are in the directory. */
  public static ApicurioServer start(Path directory) throws IOException {
    return new ApicurioServer(directory);
  }

  /** What {@code schema.registry.url} wants: Apicurio's double of Confluent's API. */
  public String url() {
    return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
  }

  /** SIGKILL. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Starts it again after a kill, at the same URL and with all it knew. */
  public void restart() throws IOException {
    process = launch(port);
    port = awaitPort();
  }

  private Process launch(String wantedPort) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=" + wantedPort,
            "-jar",
            jar().toString());
    builder
        .environment()
        .put(
            "REGISTRY_DATASOURCE_URL",
            "jdbc:h2:file:%s;WRITE_DELAY=0".formatted(directory.resolve("registry")));
    return builder.redirectErrorStream(true).redirectOutput(log().toFile()).start();
  }

  /** Where the build has unpacked it. */
  private static Path jar() throws IOException {
    Path unpacked = Path.of(System.getProperty("apicurio.directory", "target/apicurio"));
    try (Stream<Path> files = Files.list(unpacked)) {
      return files
          .filter(file -> file.toString().endsWith("-runner.jar"))
          .findAny()
          .orElseThrow(() -> new AssertionError("no registry in " + unpacked))
          .toAbsolutePath();
    }
  }

  private Path log() {
    return directory.resolve("registry.log");
  }

  private String awaitPort() {
    Awaitility.await("the registry listens")
        .atMost(PATIENCE)
        .pollInterval(20, TimeUnit.MILLISECONDS)
        .until(() -> READY.matcher(logged()).find() || !process.isAlive());
    Matcher ready = READY.matcher(logged());
    if (!ready.find()) {
      throw new AssertionError("the registry ended:\n" + logged());
    }
    return ready.group(1);
  }

  private String logged() {
    try {
      return Files.readString(log());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
