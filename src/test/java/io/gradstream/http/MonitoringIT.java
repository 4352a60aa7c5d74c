package io.gradstream.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What monitors and proxies ask in their own ways. */
@Timeout(20)
class MonitoringIT {
  private static final String TOKEN = "abcdefghijklmnop0123";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final EventHub hub = new EventHub();
  private final Routes routes =
      new Routes(
          accept -> new Scraped("text/plain", "a 1\n".getBytes(UTF_8)),
          () -> Health.UP,
          () -> Health.down("restoring"),
          Map.of("model", () -> "{}".getBytes(UTF_8)),
          hub);

  @AfterEach
  void closeClient() {
    client.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/metrics", "/health/live", "/health/ready", "/api/model", "/nowhere"})
  void headIsAnsweredAsGetButForTheBody(String path) throws Exception {
    try (HttpEndpoint endpoint = HttpEndpoint.start(EndpointSettings.open("127.0.0.1", 0), routes);
        HttpEndpoint guarded =
            HttpEndpoint.start(new EndpointSettings("127.0.0.1", 0, TOKEN, null), routes)) {
      for (HttpEndpoint one : new HttpEndpoint[] {endpoint, guarded}) {
        HttpResponse<String> get = ask(one, "GET", path);
        HttpResponse<String> head = ask(one, "HEAD", path);

        assertThat(head.statusCode()).isEqualTo(get.statusCode());
        assertThat(withoutDate(head.headers())).isEqualTo(withoutDate(get.headers()));
        assertThat(head.body()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/metrics", "/health/ready", "/api/model", "/api/events"})
  void afterTheHeadNothingComesButTheNextAnswer(String path) throws Exception {
    String request = " HTTP/1.1\r\nHost: here\r\n";
    try (HttpEndpoint endpoint = HttpEndpoint.start(EndpointSettings.open("127.0.0.1", 0), routes);
        Socket monitor =
            RawClient.connect(
                endpoint,
                "HEAD %s%s\r\nGET /health/live%s".formatted(path, request, request)
                    + "Connection: close\r\n\r\n")) {
      assertThat(RawClient.answerUntilClosed(monitor).split("\r\n\r\n"))
          .hasSize(3)
          .satisfies(
              parts -> {
                assertThat(parts[1]).startsWith("HTTP/1.1 200 OK");
                assertThat(parts[2]).isEqualTo("{\"status\":\"UP\"}\n");
              });
    }
    assertThat(hub.watchers()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Host: here\r\n", "Connection: keep-alive\r\nhost: here\r\n"})
  void aRequestOfHttp10IsAnsweredAndEndsTheConnection(String headers) throws Exception {
    try (HttpEndpoint endpoint = HttpEndpoint.start(EndpointSettings.open("127.0.0.1", 0), routes);
        Socket check =
            RawClient.connect(endpoint, "GET /metrics HTTP/1.0\r\n" + headers + "\r\n")) {
      assertThat(RawClient.answerUntilClosed(check))
          .startsWith("HTTP/1.1 200 OK\r\n")
          .endsWith("\r\n\r\na 1\n");
    }
  }

  private HttpResponse<String> ask(HttpEndpoint endpoint, String method, String path)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(endpoint.uri() + path.substring(1)))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private static Map<String, Object> withoutDate(HttpHeaders headers) {
    Map<String, Object> map = new TreeMap<>(headers.map());
    map.remove("date");
    return map;
  }
}
