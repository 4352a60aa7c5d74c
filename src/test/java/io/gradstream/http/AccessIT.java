package io.gradstream.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A token that is asked for. */
@Timeout(20)
class AccessIT {
  private static final String TOKEN = "abcdefghijklmnop0123-._~+/==";
  private static final String IN_AN_ADDRESS = "abcdefghijklmnop0123-._~%2B%2F%3D%3D";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Routes routes =
      new Routes(
          accept -> new Scraped("text/plain", "a 1\n".getBytes(UTF_8)),
          () -> Health.UP,
          () -> Health.UP,
          Map.of("model", () -> "{}".getBytes(UTF_8)),
          new EventHub());
  private HttpEndpoint endpoint;

  @SuppressWarnings("NullAway.Init") // JUnit calls start before anything else.
  AccessIT() {}

  @BeforeEach
  void start() throws Exception {
    endpoint = HttpEndpoint.start(new EndpointSettings("127.0.0.1", 0, TOKEN, null), routes);
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    endpoint.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/metrics", "/api/model", "/api/events", "/nowhere", "/metrics/", "//metrics"})
  void nothingIsToldWithoutTheToken(String path) throws Exception {
    HttpResponse<String> response = get(path, null);

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate"))
        .hasValue("Bearer realm=\"gradstream\"");
    assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(response.body()).doesNotContain(TOKEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/health/live", "/health/ready"})
  void thePageAndHealthAreOpen(String path) throws Exception {
    assertThat(get(path, null).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer, 200",
    "bearer, 200",
    "Basic, 401",
    "'', 401",
  })
  void theTokenOpensByItsScheme(String scheme, int status) throws Exception {
    assertThat(get("/metrics", scheme + " " + TOKEN).statusCode()).isEqualTo(status);
    assertThat(get("/api/model", scheme + " " + TOKEN).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "abcdefghijklmnop0123-._~+/=", "ABCDEFGHIJKLMNOP0123-._~+/=="})
  void anotherTokenDoesNot(String token) throws Exception {
    assertThat(get("/metrics", "Bearer " + token).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/events", "/api/model", "/metrics"})
  void aTokenInTheAddressDoesNot(String path) throws Exception {
    assertThat(get(path + "?token=" + IN_AN_ADDRESS, null).statusCode()).isEqualTo(401);
  }

  @Test
  void theTokenOpensTheEvents() throws Exception {
    HttpRequest events = request("/api/events").header("Authorization", "Bearer " + TOKEN).build();
    assertThat(client.send(events, BodyHandlers.ofLines()).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> get(String path, @Nullable String authorization) throws Exception {
    HttpRequest.Builder request = request(path);
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(endpoint.uri() + path.substring(1)));
  }
}
