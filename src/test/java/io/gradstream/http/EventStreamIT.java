package io.gradstream.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EventStreamIT {
  private static final EndpointSettings ANY_PORT = EndpointSettings.open("127.0.0.1", 0);
  private static final String REQUEST = "GET /api/events HTTP/1.1\r\nHost: here\r\n\r\n";
  private static final int MEGABYTE = 1 << 20;

  /** More than the system's buffers of a connection hold. */
  private static final byte[] LARGE = "x".repeat(8 * MEGABYTE).getBytes(UTF_8);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final EventHub hub = new EventHub();
  private final Routes routes =
      new Routes(
          accept -> new Scraped("text/plain", new byte[0]),
          () -> Health.UP,
          () -> Health.UP,
          Map.of(),
          hub);

  @AfterEach
  void closeClient() {
    client.shutdownNow();
  }

  @Test
  void aClientReadsEventsAsTheyComeUntilTheEndpointCloses() throws Exception {
    HttpEndpoint endpoint = HttpEndpoint.start(ANY_PORT, routes);
    HttpResponse<Stream<String>> response = client.send(request(endpoint), BodyHandlers.ofLines());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().map())
        .containsEntry("content-type", List.of("text/event-stream; charset=utf-8"))
        .containsEntry("cache-control", List.of("no-cache, no-store, no-transform"))
        .containsEntry("x-accel-buffering", List.of("no"))
        .containsEntry("x-content-type-options", List.of("nosniff"));
    await().until(() -> hub.watchers() > 0);

    hub.publish(List.of(new Event("point", bytes("{\"t\":1}"))));
    hub.publish(List.of(new Event("drift", bytes("{}"))));
    List<String> lines = new ArrayList<>();
    assertThat(response.body().peek(lines::add).anyMatch("data: {}"::equals)).isTrue();
    endpoint.close();

    assertThat(lines)
        .containsExactly(
            "retry: 2000",
            "",
            "id: 1",
            "event: point",
            "data: {\"t\":1}",
            "",
            "id: 2",
            "event: drift",
            "data: {}");
    assertThat(hub.watchers()).isZero();
  }

  @Test
  void oneThatNeverReadsIsCutWhileOthersGoOn() throws Exception {
    Limits twoPlaces = new Limits(10, Duration.ofSeconds(1), 2);
    try (HttpEndpoint endpoint = HttpEndpoint.start(ANY_PORT, routes, twoPlaces);
        Socket slow = RawClient.connect(endpoint, REQUEST);
        Socket reading = RawClient.connect(endpoint, REQUEST)) {
      awaitGreeting(slow);
      BufferedReader lines = awaitGreeting(reading);
      HttpResponse<String> refused = client.send(request(endpoint), BodyHandlers.ofString());
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).hasValue("10");
      assertThat(refused.body()).isEqualTo("there are 2 clients of events already\n");

      hub.publish(List.of(new Event("large", LARGE)));
      assertThat(nextEvent(lines)).isEqualTo("event: large");
      await("a place").until(() -> status(endpoint) == 200);

      hub.publish(List.of(new Event("point", bytes("{}"))));
      assertThat(nextEvent(lines)).isEqualTo("event: point");
    }
  }

  @Test
  void slowClientsHoldNoMoreThanTheRing() throws Exception {
    int clients = 20;
    int publications = 600;
    long ringAndCopiesOfOneEach = (EventHub.KEPT + 5L * clients) * MEGABYTE;
    List<Socket> slow = new ArrayList<>();
    try (HttpEndpoint endpoint = HttpEndpoint.start(ANY_PORT, routes)) {
      for (int i = 0; i < clients; i++) {
        slow.add(RawClient.connect(endpoint, REQUEST));
        awaitGreeting(slow.getLast());
      }
      long before = usedBytes();

      for (int i = 0; i < publications; i++) {
        hub.publish(List.of(new Event("point", new byte[MEGABYTE])));
      }

      AtomicLong used = new AtomicLong();
      await("memory is given back")
          .atMost(Duration.ofMinutes(1))
          .until(
              () -> {
                used.set(usedBytes() - before);
                return used.get() < ringAndCopiesOfOneEach;
              });
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Only then it listens to what is published. */
  private static BufferedReader awaitGreeting(Socket socket) throws Exception {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    while (!"retry: 2000".equals(lines.readLine())) {
      assertThat(socket.isClosed()).isFalse();
    }
    return lines;
  }

  /** Reads one to its end. */
  private static String nextEvent(BufferedReader lines) throws Exception {
    String name = null;
    String line = lines.readLine();
    while (name == null || !line.isEmpty()) {
      name = line.startsWith("event: ") ? line : name;
      line = lines.readLine();
    }
    return name;
  }

  private int status(HttpEndpoint endpoint) throws Exception {
    HttpResponse<Stream<String>> response = client.send(request(endpoint), BodyHandlers.ofLines());
    response.body().close();
    return response.statusCode();
  }

  private static HttpRequest request(HttpEndpoint endpoint) {
    return HttpRequest.newBuilder(URI.create(endpoint.uri() + "api/events")).build();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
