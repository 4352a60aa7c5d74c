package io.gradstream.serde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.serde.RegistrySettings.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks until there is an answer that settles the question. What may pass – no connection, silence,
 * 429, 5xx, a proxy's 404 – is tried at the next server and, after a growing pause, again, up to a
 * limit; what cannot, as 401, 409 or a certificate nobody trusts, fails at once. For any number of
 * threads.
 */
final class RegistryTransport implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

  /** Kafka, where a registry keeps its schemas, takes 1 MiB at a time; and JSON within JSON. */
  private static final int MAX_BODY_BYTES = 4 << 20;

  private static final int MAX_MESSAGE_CHARS = 300;

  /** The registry's own words for "there is none", unlike a plain 404 of whoever stands before. */
  private static final int FIRST_NOT_FOUND = 40400;

  private static final int LAST_NOT_FOUND = 40499;

  private final RegistrySettings settings;
  private final HttpClient http;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** The server that answered last. */
  private volatile int preferred;

  RegistryTransport(RegistrySettings settings) {
    this.settings = settings;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.connectTimeout());
    if (settings.tls() != null) {
      builder.sslContext(settings.tls());
    }
    this.http = builder.build();
  }

  /** The answer to a GET; null if there is no such thing. */
  @Nullable JsonNode get(String path) {
    return ask("GET", path, BodyPublishers.noBody());
  }

  /** The answer to a POST; null if there is no such thing. */
  @Nullable JsonNode post(String path, JsonNode body) {
    return ask("POST", path, BodyPublishers.ofString(body.toString()));
  }

  private @Nullable JsonNode ask(String method, String path, BodyPublisher body) {
    List<Endpoint> endpoints = settings.endpoints();
    Patience patience = new Patience(settings.retryLimit(), endpoints.size(), closed);
    while (true) {
      int server = preferred;
      Endpoint endpoint = endpoints.get(server);
      String question = "%s %s%s".formatted(method, endpoint.url(), path);
      try {
        JsonNode answer = tryOnce(endpoint, method, path, body, patience.leftNanos());
        patience.end(question);
        return answer;
      } catch (Failure failure) {
        String what = question + ": " + failure.getMessage();
        if (!failure.mayPass) {
          throw new RegistryException(what, failure.getCause());
        }
        preferred = (server + 1) % endpoints.size();
        patience.failed(what, failure.getCause());
      }
    }
  }

  private @Nullable JsonNode tryOnce(
      Endpoint endpoint, String method, String path, BodyPublisher body, long leftNanos)
      throws Failure {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint.url() + path))
            .method(method, body)
            .header("Accept", MEDIA_TYPE + ", application/json")
            .header("Content-Type", MEDIA_TYPE);
    if (endpoint.authorization() != null) {
      request.header("Authorization", endpoint.authorization());
    }
    HttpResponse<byte[]> response = exchange(request.build(), leftNanos);
    JsonNode json = parse(response.body());
    int status = response.statusCode();
    if (status / 100 == 2 && json != null) {
      return json;
    }
    int code = json == null ? 0 : json.path("error_code").asInt();
    if (status == 404 && code >= FIRST_NOT_FOUND && code <= LAST_NOT_FOUND) {
      return null;
    }
    boolean mayPass =
        status / 100 == 2 || status / 100 == 5 || status == 404 || status == 408 || status == 429;
    throw new Failure(mayPass, describe(status, json), null);
  }

  /** The time-out covers the body too, which the request's own does not. */
  private HttpResponse<byte[]> exchange(HttpRequest request, long leftNanos) throws Failure {
    CompletableFuture<HttpResponse<byte[]>> response =
        http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BODY_BYTES));
    try {
      long nanos = Math.max(1, Math.min(leftNanos, settings.readTimeout().toNanos()));
      return response.get(nanos, TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new Failure(!isDistrusted(cause), String.valueOf(cause), cause);
    } catch (TimeoutException e) {
      response.cancel(true);
      Duration waited = Duration.ofNanos(Math.min(leftNanos, settings.readTimeout().toNanos()));
      throw new Failure(true, "no answer within " + waited, e);
    } catch (InterruptedException e) {
      response.cancel(true);
      Thread.currentThread().interrupt();
      throw new Failure(false, "interrupted", e);
    }
  }

  /** A broken connection may pass, a certificate that is not trusted will not. */
  private static boolean isDistrusted(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable JsonNode parse(byte[] body) {
    try {
      JsonNode json = JSON.readTree(body);
      return json.isObject() ? json : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static String describe(int status, @Nullable JsonNode json) {
    if (json == null) {
      return "answered %d, and no JSON object".formatted(status);
    }
    String message = json.path("message").asText();
    return "answered %d: %s"
        .formatted(status, message.substring(0, Math.min(message.length(), MAX_MESSAGE_CHARS)));
  }

  /** Ends every wait; who waits gets a {@link RegistryException}. */
  @Override
  public void close() {
    closed.countDown();
    http.shutdownNow();
  }

  /** One attempt that settled nothing. */
  private static final class Failure extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean mayPass;

    Failure(boolean mayPass, String message, @Nullable Throwable cause) {
      super(message, cause, false, false);
      this.mayPass = mayPass;
    }
  }
}
