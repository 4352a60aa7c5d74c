package io.gradstream.serde;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Gives the answers it was told to, in order, the last one for ever; remembers what was asked. */
final class StubRegistry implements AutoCloseable {
  static final Answer OK = json(200, "{\"schema\": \"\\\"long\\\"\", \"id\": 7}");
  static final Answer UNKNOWN = json(404, "{\"error_code\": 40403, \"message\": \"none\"}");

  /** How to answer one question. */
  interface Answer {
    void give(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<String> questions = new CopyOnWriteArrayList<>();
  private volatile String authorization = "";

  private StubRegistry(HttpServer server, Answer... answers) {
    this.server = server;
    this.answers.addAll(List.of(answers));
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  static StubRegistry answering(Answer... answers) {
    try {
      return new StubRegistry(HttpServer.create(anyPort(), 0), answers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static StubRegistry overTls(SSLContext tls, Answer... answers) throws IOException {
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return new StubRegistry(server, answers);
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  static Answer json(int status, String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    };
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    questions.add(
        (exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body).strip());
    authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    next().give(exchange);
  }

  private synchronized Answer next() {
    @Nullable Answer answer = answers.size() > 1 ? answers.poll() : answers.peek();
    return answer == null ? UNKNOWN : answer;
  }

  String authority() {
    return "localhost:" + server.getAddress().getPort();
  }

  String url() {
    return "http://" + authority();
  }

  List<String> questions() {
    return questions;
  }

  String authorization() {
    return authorization;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
