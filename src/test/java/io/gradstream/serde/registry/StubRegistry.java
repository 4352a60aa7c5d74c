package io.gradstream.serde.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** Gives the answers it was told to; remembers what was asked. */
public final class StubRegistry implements AutoCloseable {
  public static final Answer OK = json(200, "{\"schema\": \"\\\"long\\\"\", \"id\": 7}");
  public static final Answer UNKNOWN = json(404, "{\"error_code\": 40403, \"message\": \"none\"}");

  /** How to answer one question. */
  public interface Answer {
    void give(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Function<String, Answer> answers;
  private final List<String> questions = new CopyOnWriteArrayList<>();
  private volatile String authorization = "";

  private StubRegistry(HttpServer server, Function<String, Answer> answers) {
    this.server = server;
    this.answers = answers;
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** One answer after the other, the last one for ever. */
  public static StubRegistry answering(Answer... answers) {
    return answeringBy(inOrder(answers));
  }

  /** To each path its answer. */
  public static StubRegistry answeringBy(Function<String, Answer> answers) {
    try {
      return new StubRegistry(HttpServer.create(anyPort(), 0), answers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static StubRegistry overTls(SSLContext tls, Answer... answers) throws IOException {
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return new StubRegistry(server, inOrder(answers));
  }

  private static Function<String, Answer> inOrder(Answer... answers) {
    Queue<Answer> left = new ArrayDeque<>(List.of(answers));
    return path -> {
      synchronized (left) {
        return Objects.requireNonNull(left.size() > 1 ? left.poll() : left.peek());
      }
    };
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  public static Answer json(int status, String body) {
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
    answers.apply(exchange.getRequestURI().getPath()).give(exchange);
  }

  public String authority() {
    return "localhost:" + server.getAddress().getPort();
  }

  public String url() {
    return "http://" + authority();
  }

  public List<String> questions() {
    return questions;
  }

  public String authorization() {
    return authorization;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
