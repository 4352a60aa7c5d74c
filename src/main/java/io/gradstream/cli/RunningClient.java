package io.gradstream.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks a running instance over HTTP. */
final class RunningClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int MAX_ANSWER_BYTES = 16 << 20;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final ObjectMapper mapper = new ObjectMapper();
  private final URI base;
  private final @Nullable String token;

  RunningClient(URI base, @Nullable String token) {
    this.base = base;
    this.token = token;
  }

  /** An answer: its status and text. */
  record Answer(int status, String text) {
    boolean isOk() {
      return status == OK;
    }
  }

  URI base() {
    return base;
  }

  /**
   * Asks for an object.
   *
   * @param path below the instance's address, without the slash before it
   * @throws IllegalStateException if there is no answer, or no such one
   */
  JsonNode object(String path) {
    Answer answer = get(path);
    if (answer.status == UNAUTHORIZED || answer.status == FORBIDDEN) {
      throw new IllegalStateException(
          "%s wants %s token: --token-file FILE".formatted(base, token == null ? "a" : "another"));
    }
    JsonNode object = answer.isOk() ? parse(answer.text) : MissingNode.getInstance();
    if (!object.isObject()) {
      throw new IllegalStateException(
          "%s is no running gradstream that this version knows: status %d for /%s"
              .formatted(base, answer.status, path));
    }
    return object;
  }

  private JsonNode parse(String text) {
    try {
      return mapper.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /**
   * Asks for a text.
   *
   * @throws IllegalStateException if there is no answer
   */
  Answer get(String path) {
    String root = base.toString().endsWith("/") ? base.toString() : base + "/";
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path)).timeout(PATIENCE);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        byte[] bytes = body.readNBytes(MAX_ANSWER_BYTES);
        return new Answer(response.statusCode(), new String(bytes, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new IllegalStateException(
          "nothing answers at %s (%s): wants a run or demo that serves its page there, or another --url"
              .formatted(base, reason(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking " + base, e);
    }
  }

  /** Of a connection that there was none of the client says no more than the class. */
  private static String reason(IOException e) {
    return switch (e) {
      case ConnectException c when isUnresolved(c) -> "no such host";
      case HttpConnectTimeoutException t -> "no connection in %d s".formatted(PATIENCE.toSeconds());
      case ConnectException c -> "no connection";
      case HttpTimeoutException t -> "no answer in %d s".formatted(PATIENCE.toSeconds());
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }

  private static boolean isUnresolved(Throwable e) {
    return e instanceof UnresolvedAddressException
        || (e.getCause() != null && isUnresolved(e.getCause()));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
