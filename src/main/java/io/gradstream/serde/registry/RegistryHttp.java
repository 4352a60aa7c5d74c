package io.gradstream.serde.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.serde.registry.RegistrySettings.Endpoint;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks one server once. For any number of threads. */
final class RegistryHttp implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

  /** Kafka, where a registry keeps its schemas, takes 1 MiB at a time; and JSON within JSON. */
  private static final int MAX_BODY_BYTES = 4 << 20;

  /** The registry's own words for "there is none", unlike a plain 404 of whoever stands before. */
  private static final int FIRST_NOT_FOUND = 40400;

  private static final int LAST_NOT_FOUND = 40499;

  private final RegistrySettings settings;
  private final HttpClient http;

  /**
   * One question to one server.
   *
   * @param leftNanos how long it may take, if its time-out is longer
   */
  record Question(Endpoint endpoint, String method, String path, String body, long leftNanos) {
    static Question get(Endpoint endpoint, String path, long leftNanos) {
      return new Question(endpoint, "GET", path, "", leftNanos);
    }

    /** For people. */
    @Override
    public String toString() {
      return "%s %s%s".formatted(method, endpoint.url(), path);
    }
  }

  RegistryHttp(RegistrySettings settings) {
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

  /** The object that is answered; null if the registry says that there is none. */
  @Nullable JsonNode object(Question question) throws FailedAttempt {
    HttpResponse<byte[]> response = exchange(question);
    JsonNode json = parse(response.body());
    int status = response.statusCode();
    if (status / 100 == 2 && json != null && json.isObject()) {
      return json;
    }
    int code = json == null ? 0 : json.path("error_code").asInt();
    if (status == 404 && code >= FIRST_NOT_FOUND && code <= LAST_NOT_FOUND) {
      return null;
    }
    throw FailedAttempt.answered(status, json);
  }

  /** The same where the object is to have a schema. */
  @Nullable JsonNode schema(Question question) throws FailedAttempt {
    JsonNode json = object(question);
    if (json != null && !json.path("schema").isTextual()) {
      throw FailedAttempt.answered(200, json);
    }
    return json;
  }

  /** Does nothing where a list is answered. */
  void checkList(Question question) throws FailedAttempt {
    HttpResponse<byte[]> response = exchange(question);
    JsonNode json = parse(response.body());
    if (response.statusCode() / 100 != 2 || json == null || !json.isArray()) {
      throw FailedAttempt.answered(response.statusCode(), json);
    }
  }

  /** The time-out covers the body too, which the request's own does not. */
  private HttpResponse<byte[]> exchange(Question question) throws FailedAttempt {
    CompletableFuture<HttpResponse<byte[]>> response =
        http.sendAsync(
            request(question), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BODY_BYTES));
    Duration limit =
        Duration.ofNanos(
            Math.max(1, Math.min(question.leftNanos(), settings.readTimeout().toNanos())));
    try {
      return response.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new FailedAttempt(
          isDistrusted(cause) ? FailedAttempt.Kind.OF_ALL : FailedAttempt.Kind.MAY_PASS,
          "gave no answer, or one of more than %d bytes (%s)".formatted(MAX_BODY_BYTES, cause),
          cause);
    } catch (TimeoutException e) {
      response.cancel(true);
      throw new FailedAttempt(
          FailedAttempt.Kind.MAY_PASS,
          "gave no answer within %d ms".formatted(limit.toMillis()),
          e);
    } catch (InterruptedException e) {
      response.cancel(true);
      Thread.currentThread().interrupt();
      throw new FailedAttempt(FailedAttempt.Kind.OF_ALL, "interrupted", e);
    }
  }

  private static HttpRequest request(Question question) {
    BodyPublisher body =
        question.body().isEmpty()
            ? BodyPublishers.noBody()
            : BodyPublishers.ofString(question.body());
    Endpoint endpoint = question.endpoint();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint.url() + question.path()))
            .method(question.method(), body)
            .header("Accept", MEDIA_TYPE + ", application/json")
            .header("Content-Type", MEDIA_TYPE);
    if (endpoint.authorization() != null) {
      request.header("Authorization", endpoint.authorization());
    }
    return request.build();
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
      return JSON.readTree(body);
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
