package io.gradstream.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** Serves the live page and what it shows, from a made-up run that the test moves along. */
public final class LiveStub implements AutoCloseable {
  private static final String POLICY =
      "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String END = "";

  private final ObjectMapper json = new ObjectMapper();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<BlockingQueue<String>> clients = new ConcurrentLinkedQueue<>();
  private final HttpServer server;
  private final LiveRun run;

  private LiveStub(HttpServer server, LiveRun run) {
    this.server = server;
    this.run = run;
  }

  /** Listens on this machine alone; port 0 takes any free one. */
  public static LiveStub start(int port, String page, LiveRun run) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    LiveStub stub = new LiveStub(server, run);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
          stub.answer(exchange, "text/html; charset=utf-8", page);
        });
    for (String name : List.of("model", "topology", "evaluation", "history", "recent")) {
      server.createContext(
          "/api/" + name,
          exchange -> stub.answer(exchange, "application/json", stub.text(run.answer(name))));
    }
    server.createContext("/api/events", stub::tell);
    server.setExecutor(stub.threads);
    server.start();
    return stub;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + port() + '/');
  }

  /** How many listen to the events; one that has gone is noticed when it is told something. */
  public int listeners() {
    return clients.size();
  }

  /** The run goes on for so many seconds, and all who listen are told. */
  public void learn(int seconds) {
    for (int i = 0; i < seconds; i++) {
      run.learn();
      tell("point", run.point());
      tell("prediction", run.prediction());
    }
    tell("evaluation", run.answer("evaluation"));
  }

  /** The loss rises, and a drift is found. */
  public void drift() {
    tell("drift", run.drift());
    learn(1);
  }

  /** A record is rejected. */
  public void reject(String reason, String detail) {
    tell("reject", run.reject(reason, detail));
  }

  private void tell(String event, Object data) {
    String text = "event: %s\ndata: %s\n\n".formatted(event, text(data));
    clients.forEach(client -> client.add(text));
  }

  private String text(Object data) {
    try {
      return json.writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpExchange exchange, String type, String text) throws IOException {
    try (exchange) {
      byte[] body = text.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private void tell(HttpExchange exchange) throws IOException {
    BlockingQueue<String> client = new LinkedBlockingQueue<>();
    client.add("retry: 500\n\n");
    clients.add(client);
    try (exchange;
        OutputStream body = exchange.getResponseBody()) {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      for (String event = client.take(); !event.equals(END); event = client.take()) {
        body.write(event.getBytes(UTF_8));
        body.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      clients.remove(client);
    }
  }

  /** As when the process ends. */
  @Override
  public void close() {
    clients.forEach(client -> client.add(END));
    server.stop(0);
    threads.shutdownNow();
  }
}
