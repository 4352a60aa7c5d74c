package io.gradstream.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A reverse proxy that serves another server's {@code /} as {@code /gs} and {@code /gs/}, as those
 * do that many services share. It holds an answer back until it is full, unless that says not to.
 */
public final class SubpathProxy implements AutoCloseable {
  private static final String PREFIX = "/gs";
  private static final Set<String> ONE_HOP =
      Set.of("transfer-encoding", "connection", "content-length", "date");
  private static final int BUFFER_BYTES = 1 << 16;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final URI behind;

  /** Of the server at an address, at any free port of this machine alone. */
  public SubpathProxy(URI behind) throws IOException {
    this.behind = behind;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    server.createContext("/", this::handle);
    server.start();
  }

  /** The address of a path on the proxy. */
  public URI at(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath();
      if (!path.equals(PREFIX) && !path.startsWith(PREFIX + "/")) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      pass(exchange, path.substring(PREFIX.length()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pass(HttpExchange exchange, String path) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(behind.resolve(path.isEmpty() ? "/" : path))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.noBody());
    for (String name : Set.of("Accept", "Authorization")) {
      exchange
          .getRequestHeaders()
          .getOrDefault(name, List.of())
          .forEach(value -> request.header(name, value));
    }
    HttpResponse<InputStream> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!ONE_HOP.contains(name)) {
                values.forEach(value -> exchange.getResponseHeaders().add(name, value));
              }
            });
    exchange.sendResponseHeaders(answer.statusCode(), 0);
    boolean held =
        !answer.headers().firstValue("X-Accel-Buffering").map("no"::equals).orElse(false);
    try (InputStream in = answer.body();
        OutputStream out = exchange.getResponseBody()) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int length = read(in, buffer, held); length > 0; length = read(in, buffer, held)) {
        out.write(buffer, 0, length);
        out.flush();
      }
    }
  }

  private static int read(InputStream in, byte[] buffer, boolean held) throws IOException {
    return held ? in.readNBytes(buffer, 0, buffer.length) : in.read(buffer);
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
    client.shutdownNow();
  }
}
