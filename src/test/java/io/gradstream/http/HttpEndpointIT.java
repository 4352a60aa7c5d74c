package io.gradstream.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import io.gradstream.support.CapturedLog;
import java.io.ObjectInputFilter;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class HttpEndpointIT {
  private static final String LOCAL = "127.0.0.1";
  private static final EndpointSettings ANY_PORT = EndpointSettings.open(LOCAL, 0);
  private static final String REQUEST = " HTTP/1.1\r\nHost: here\r\n";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicReference<Health> live = new AtomicReference<>(Health.UP);
  private final AtomicReference<Health> ready = new AtomicReference<>(Health.UP);
  private final AtomicReference<Function<String, Scraped>> metrics =
      new AtomicReference<>(accept -> new Scraped("text/x; for=\"" + accept + '"', bytes("a 1\n")));
  private final Routes routes =
      new Routes(
          accept -> metrics.get().apply(accept), live::get, ready::get, Map.of(), new EventHub());

  @AfterEach
  void closeClient() {
    client.shutdownNow();
  }

  @Test
  void passesMetricsOnInTheFormatTheScraperAccepts() throws Exception {
    byte[] binary = {0, -1, '\r', '\n'};
    try (HttpEndpoint endpoint = HttpEndpoint.start(ANY_PORT, routes)) {
      assertThat(get(endpoint, "/metrics").headers().firstValue("Content-Type"))
          .hasValue("text/x; for=\"*/*\"");

      metrics.set(accept -> new Scraped(accept, binary));
      HttpRequest request =
          request(endpoint, "/metrics").header("Accept", "a/b").header("Accept", "c/d").build();
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type")).hasValue("a/b,c/d");
      assertThat(response.body()).isEqualTo(binary);
    }
  }

  @Test
  void readinessAndLivenessFollowTheirSuppliers() throws Exception {
    try (HttpEndpoint endpoint = HttpEndpoint.start(ANY_PORT, routes)) {
      assertAnswer(get(endpoint, "/health/ready"), 200, "{\"status\":\"UP\"}\n");

      ready.set(Health.down("restoring \"partition\" 3\n\\"));
      assertAnswer(
          get(endpoint, "/health/ready"),
          503,
          "{\"status\":\"DOWN\",\"reason\":\"restoring \\u0022partition\\u0022"
              + " 3\\u000a\\u005c\"}\n");
      assertAnswer(get(endpoint, "/health/live"), 200, "{\"status\":\"UP\"}\n");

      ready.set(Health.UP);
      live.set(Health.down("stopped"));
      assertAnswer(get(endpoint, "/health/ready"), 200, "{\"status\":\"UP\"}\n");
      assertAnswer(
          get(endpoint, "/health/live"), 503, "{\"status\":\"DOWN\",\"reason\":\"stopped\"}\n");
    }
  }

  @Test
  void theIndexNamesEveryPath() throws Exception {
    try (HttpEndpoint endpoint = HttpEndpoint.start(EndpointSettings.open("0.0.0.0", 0), routes)) {
      assertThat(endpoint.uri()).hasPort(endpoint.port()).hasHost(LOCAL);
      assertThat(get(endpoint, "/").body()).contains("/metrics", "/health/live", "/health/ready");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /metric, 404",
    "GET, /metrics/x, 404",
    "GET, /health, 404",
    "POST, /nowhere, 404",
    "POST, /metrics, 405",
    "PUT, /health/live, 405",
    "HEAD, /nowhere, 404",
    "OPTIONS, /, 405",
    "DELETE, /health/ready, 405"
  })
  void refusesOtherPathsAndMethods(String method, String path, int status) throws Exception {
    try (HttpEndpoint endpoint = HttpEndpoint.start(ANY_PORT, routes)) {
      HttpRequest request =
          request(endpoint, path).method(method, HttpRequest.BodyPublishers.noBody()).build();

      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());

      assertAnswer(response, status, "");
      assertThat(response.headers().allValues("Allow"))
          .isEqualTo(status == 405 ? List.of("GET, HEAD") : List.of());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/metrics", "/health/live", "/health/ready", "/nowhere"})
  void everyAnswerForbidsToKeepFrameOrGuess(String path) throws Exception {
    ready.set(Health.down("starting"));
    metrics.set(
        accept -> {
          throw new IllegalStateException("broken");
        });
    try (HttpEndpoint endpoint = HttpEndpoint.start(ANY_PORT, routes)) {
      assertThat(get(endpoint, path).headers().map())
          .containsEntry("cache-control", List.of("no-store"))
          .containsEntry("x-content-type-options", List.of("nosniff"))
          .containsEntry("referrer-policy", List.of("no-referrer"))
          .doesNotContainKey("server")
          .hasEntrySatisfying(
              "content-security-policy",
              policy ->
                  assertThat(policy)
                      .singleElement(as(InstanceOfAssertFactories.STRING))
                      .startsWith("default-src 'none'; ")
                      .contains("frame-ancestors 'none'")
                      .doesNotContain("script-src 'unsafe-inline'", "http:", "https:", "*"));
    }
  }

  @Test
  void aFailureIsHiddenFromTheClientAndLoggedOnceUntilItIsOver() throws Exception {
    Function<String, Scraped> working = metrics.get();
    Function<String, Scraped> broken =
        accept -> {
          throw new NoClassDefFoundError("a secret");
        };
    try (CapturedLog log = CapturedLog.of(Pages.class);
        HttpEndpoint endpoint = HttpEndpoint.start(ANY_PORT, routes)) {
      metrics.set(broken);
      for (int i = 0; i < 3; i++) {
        assertAnswer(get(endpoint, "/metrics"), 500, "failed; the log of the process says why\n");
      }
      assertThat(log.thrown()).singleElement().asString().contains("a secret");

      metrics.set(working);
      assertThat(get(endpoint, "/metrics").statusCode()).isEqualTo(200);
      metrics.set(broken);
      assertThat(get(endpoint, "/metrics").statusCode()).isEqualTo(500);
      assertThat(log.thrown()).hasSize(2);
    }
  }

  @Test
  void saysWhyItCannotListenAndWhichKeysToChange() throws Exception {
    try (HttpEndpoint first = HttpEndpoint.start(ANY_PORT, routes)) {
      assertThatIOException()
          .isThrownBy(
              () -> HttpEndpoint.start(EndpointSettings.open(LOCAL, first.port()), routes).close())
          .withMessage(
              "http.address and http.port: cannot listen on %s, port %d: Address already in use",
              LOCAL, first.port());
      assertThat(get(first, "/health/live").statusCode()).isEqualTo(200);
    }
    assertThatIOException()
        .isThrownBy(
            () ->
                HttpEndpoint.start(EndpointSettings.open("nowhere.invalid", 8080), routes).close())
        .withMessageMatching("http.address: got nowhere.invalid, wants an address of this machine");
    assertThatIOException()
        .isThrownBy(() -> HttpEndpoint.start(EndpointSettings.open("192.0.2.1", 0), routes).close())
        .withMessageMatching(".*http.address.*192.0.2.1, port 0: .+");
  }

  static Stream<String> refused() {
    String longLine = "GET /" + "a".repeat(Limits.LINE_BYTES);
    String longHeader = "GET /" + REQUEST + "X-Long: " + "a".repeat(Limits.HEADERS_BYTES);
    return Stream.of(
        "\0\1\2\3\4garbage\r\n\r\n",
        "GET / HTTP/0.9\r\n\r\n",
        "GET / HTTP/1.0\r\nX-Long: " + "a".repeat(Limits.HEADERS_BYTES) + "\r\n\r\n",
        longLine,
        longLine + REQUEST + "\r\n",
        longHeader,
        longHeader + "\r\n\r\n",
        "GET /" + REQUEST + "X-Many: a\r\n".repeat(Limits.HEADERS_BYTES / 10) + "\r\n",
        "POST /" + REQUEST + "Content-Length: 9\r\n\r\nunfinished",
        "POST /" + REQUEST + "Content-Length: 9999999999\r\n\r\n",
        "POST /" + REQUEST + "Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n",
        "GET /" + REQUEST + "Transfer-Encoding: chunked\r\n\r\n" + "0".repeat(9999));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void hangsUpOnWhatItWillNotReadWhileOthersGoOn(String bytes) throws Exception {
    try (HttpEndpoint endpoint = HttpEndpoint.start(ANY_PORT, routes);
        Socket hostile = RawClient.connect(endpoint, bytes)) {
      assertThat(RawClient.answerUntilClosed(hostile)).doesNotContain("Exception", "helidon");
      assertThat(get(endpoint, "/metrics").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void hangsUpAfterItsAnswerIfAskedTo() throws Exception {
    try (HttpEndpoint endpoint = HttpEndpoint.start(ANY_PORT, routes);
        Socket last =
            RawClient.connect(endpoint, "GET /metrics" + REQUEST + "Connection: close\r\n\r\n")) {
      assertThat(RawClient.answerUntilClosed(last))
          .startsWith("HTTP/1.1 200 OK\r\n")
          .endsWith("\r\n\r\na 1\n");
    }
  }

  static Stream<String> unfinished() {
    return Stream.of(
        "", "GET / HT", "GET /" + REQUEST + "X-Unfinished", "GET /metrics" + REQUEST + "\r\n");
  }

  @ParameterizedTest
  @MethodSource("unfinished")
  void cutsAClientThatStallsAndServesTheOneThatWaits(String bytes) throws Exception {
    int moreThanSocketsBuffer = 32 << 20;
    metrics.set(accept -> new Scraped("text/plain", new byte[moreThanSocketsBuffer]));
    Limits onePlace = new Limits(1, Duration.ofSeconds(1), 1);
    try (HttpEndpoint endpoint = HttpEndpoint.start(ANY_PORT, routes, onePlace);
        Socket stalled = RawClient.connect(endpoint, bytes)) {
      assertThat(get(endpoint, "/health/live").statusCode()).isEqualTo(200);
      assertThat(stalled.isConnected()).isTrue();
    }
  }

  @Test
  void closingLetsAnAnswerFinishAndFreesThePort() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    metrics.set(
        accept -> {
          asked.countDown();
          awaitUnchecked(answer);
          return new Scraped("text/plain", bytes("late"));
        });
    HttpEndpoint endpoint = HttpEndpoint.start(ANY_PORT, routes);
    int port = endpoint.port();
    CompletableFuture<HttpResponse<String>> response =
        client.sendAsync(request(endpoint, "/metrics").build(), BodyHandlers.ofString());
    asked.await();

    CompletableFuture<Void> closed = CompletableFuture.runAsync(endpoint::close);
    await().until(() -> RawClient.refuses(port));
    answer.countDown();

    assertAnswer(response.join(), 200, "late");
    closed.join();
    HttpEndpoint.start(EndpointSettings.open(LOCAL, port), routes).close();
  }

  @Test
  @Timeout(10)
  void closingDoesNotWaitForASupplierThatHangs() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    metrics.set(
        accept -> {
          asked.countDown();
          awaitUnchecked(new CountDownLatch(1));
          throw new IllegalStateException("interrupted");
        });
    try (HttpEndpoint endpoint = HttpEndpoint.start(ANY_PORT, routes)) {
      var _ = client.sendAsync(request(endpoint, "/metrics").build(), BodyHandlers.discarding());
      asked.await();
    }
  }

  @Test
  void closesInAnInterruptedThreadToo() throws Exception {
    HttpEndpoint endpoint = HttpEndpoint.start(ANY_PORT, routes);
    int port = endpoint.port();

    Thread.currentThread().interrupt();
    endpoint.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(RawClient.refuses(port)).isTrue();
  }

  @Test
  void serves200ScrapesAtOnce() throws Exception {
    int scrapes = 200;
    CountDownLatch all = new CountDownLatch(scrapes);
    metrics.set(
        accept -> {
          all.countDown();
          awaitUnchecked(all);
          return new Scraped("text/plain", bytes("together"));
        });
    try (HttpEndpoint endpoint = HttpEndpoint.start(ANY_PORT, routes)) {
      HttpRequest request = request(endpoint, "/metrics").build();
      List<CompletableFuture<HttpResponse<String>>> responses =
          IntStream.range(0, scrapes)
              .mapToObj(i -> client.sendAsync(request, BodyHandlers.ofString()))
              .toList();

      assertThat(responses).allSatisfy(r -> assertAnswer(r.join(), 200, "together"));
    }
  }

  @Test
  void startsAndStopsWithoutALogLineOfTheServer() throws Exception {
    List<String> messages = new CopyOnWriteArrayList<>();
    Handler handler =
        new StreamHandler() {
          @Override
          public void publish(LogRecord message) {
            messages.add(message.getMessage());
          }
        };
    Logger.getLogger("io.helidon").addHandler(handler);
    try (HttpEndpoint endpoint = HttpEndpoint.start(ANY_PORT, routes)) {
      get(endpoint, "/metrics");
    } finally {
      Logger.getLogger("io.helidon").removeHandler(handler);
    }

    assertThat(messages).isEmpty();
  }

  @Test
  void leavesDeserializationOfTheProcessAlone() throws Exception {
    HttpEndpoint.start(ANY_PORT, routes).close();

    assertThat(ObjectInputFilter.Config.getSerialFilter()).isNull();
  }

  private HttpResponse<String> get(HttpEndpoint endpoint, String path) throws Exception {
    return client.send(request(endpoint, path).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(HttpEndpoint endpoint, String path) {
    return HttpRequest.newBuilder(URI.create(endpoint.uri() + path.substring(1)));
  }

  private static void assertAnswer(HttpResponse<String> response, int status, String body) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).isEqualTo(body);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
