package io.gradstream.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** A real Prometheus in a process of its own. It scrapes each second. */
public final class PrometheusServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int ATTEMPTS = 3;
  private static final int OK = 200;

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final Process process;
  private final URI uri;
  private final Path log;

  private PrometheusServer(Path program, Path directory, int port) throws IOException {
    this.uri = URI.create("http://127.0.0.1:" + port + "/");
    this.log = directory.resolve("prometheus.log");
    this.process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + directory.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + directory.resolve("prometheus"),
                "--web.listen-address=" + uri.getAuthority())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
  }

  /**
   * Starts one on a free port and waits until it is ready.
   *
   * @param program where it is installed
   * @param directory for its files
   * @param targets host and port of what it scrapes, as one job
   */
  public static PrometheusServer start(
      Path program, Path directory, String job, List<String> targets) throws IOException {
    Files.writeString(
        directory.resolve("prometheus.yml"),
        """
        global: {scrape_interval: 1s, scrape_timeout: 1s}
        scrape_configs:
          - job_name: %s
            static_configs: [{targets: [%s]}]
        """
            .formatted(job, String.join(", ", targets)));
    for (int attempt = 1; ; attempt++) {
      PrometheusServer server = new PrometheusServer(program, directory, freePort());
      if (server.awaitReady()) {
        return server;
      }
      server.close();
      if (attempt == ATTEMPTS) {
        throw new AssertionError("Prometheus ended:\n" + Files.readString(server.log));
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** False if it ended: its port may be taken since it was found free. */
  private boolean awaitReady() {
    Awaitility.await("Prometheus is ready")
        .atMost(PATIENCE)
        .until(() -> !process.isAlive() || isReady());
    return process.isAlive();
  }

  private boolean isReady() throws InterruptedException {
    try {
      return get("-/ready").statusCode() == OK;
    } catch (IOException e) {
      return false;
    }
  }

  /** The series an expression has given at any second of the last minutes, but for NaN. */
  public List<JsonNode> series(String expression, Duration last) {
    long now = System.currentTimeMillis() / 1000;
    String query =
        "api/v1/query_range?query=%s&start=%d&end=%d&step=1"
            .formatted(
                URLEncoder.encode(expression, StandardCharsets.UTF_8), now - last.toSeconds(), now);
    try {
      JsonNode answer = json.readTree(get(query).body());
      if (!answer.path("status").asText().equals("success")) {
        throw new AssertionError(expression + ": " + answer);
      }
      List<JsonNode> series = new ArrayList<>();
      answer.at("/data/result").forEach(series::add);
      series.removeIf(one -> !hasNumber(one.path("values")));
      return series;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static boolean hasNumber(JsonNode values) {
    for (JsonNode value : values) {
      if (!value.path(1).asText().equals("NaN")) {
        return true;
      }
    }
    return false;
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(uri.resolve(path)).build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    client.close();
  }
}
