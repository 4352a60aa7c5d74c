package io.gradstream.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What each path answers. */
final class Pages {
  private static final Logger LOG = LoggerFactory.getLogger(Pages.class);
  static final String EVENTS = "/api/events";
  private static final String HTML = "text/html; charset=utf-8";
  private static final String JSON = "application/json";

  private static final HeaderName CONTENT_SECURITY_POLICY =
      HeaderNames.create("Content-Security-Policy");
  private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";
  private static final HeaderName REFERRER_POLICY = HeaderNames.create("Referrer-Policy");
  private static final Pattern TO_ESCAPE = Pattern.compile("[\"\\\\\\x00-\\x1f]");

  private Pages() {}

  static HttpRouting.Builder of(Routes routes, @Nullable String token, Limits limits) {
    LivePage page = LivePage.shipped();
    HttpRouting.Builder routing =
        HttpRouting.builder()
            .addFilter(Pages::close)
            .addFilter((chain, request, response) -> secure(page, chain, request, response));
    if (token != null) {
      routing.addFilter(new Access(token));
    }
    Answer first = new Answer(Status.OK_200, HTML, page.html());
    add(routing, "/", accept -> first);
    add(routing, "/metrics", accept -> answer(routes.metrics().apply(accept)));
    add(routing, "/health/live", accept -> answer(routes.live().get()));
    add(routing, "/health/ready", accept -> answer(routes.ready().get()));
    routes
        .api()
        .forEach(
            (name, json) ->
                add(
                    routing,
                    "/api/" + name,
                    accept -> new Answer(Status.OK_200, JSON, json.get())));
    add(routing, EVENTS, new EventStream(routes.events(), limits.eventClients()));
    return routing.any((request, response) -> response.status(Status.NOT_FOUND_404).send());
  }

  private static void add(
      HttpRouting.Builder routing, String path, Function<String, Answer> answers) {
    add(routing, path, guarded(path, answers));
  }

  private static void add(HttpRouting.Builder routing, String path, Handler handler) {
    routing
        .get(path, handler)
        .head(path, handler)
        .any(
            path,
            (request, response) ->
                response
                    .status(Status.METHOD_NOT_ALLOWED_405)
                    .header(HeaderNames.ALLOW, "GET, HEAD")
                    .send());
  }

  /** A failure is logged once until the next success: anyone may ask, at any rate. */
  private static Handler guarded(String path, Function<String, Answer> answers) {
    AtomicBoolean failed = new AtomicBoolean();
    return (request, response) -> {
      Answer answer;
      try {
        answer = answers.apply(accept(request.headers()));
        failed.set(false);
      } catch (RuntimeException | Error e) {
        if (!failed.getAndSet(true)) {
          LOG.error("GET {} fails; not logged again until it succeeds", path, e);
        }
        answer =
            Answer.of(
                Status.INTERNAL_SERVER_ERROR_500, "failed; the log of the process says why\n");
      }
      answer.send(request, response);
    };
  }

  private static String accept(ServerRequestHeaders headers) {
    return headers.contains(HeaderNames.ACCEPT)
        ? String.join(",", headers.get(HeaderNames.ACCEPT).allValues())
        : "*/*";
  }

  private static Answer answer(Scraped scraped) {
    return new Answer(Status.OK_200, scraped.contentType(), scraped.body());
  }

  private static Answer answer(Health health) {
    String reason =
        health.reason().isEmpty() ? "" : ",\"reason\":\"" + escape(health.reason()) + '"';
    String json = "{\"status\":\"" + (health.up() ? "UP" : "DOWN") + '"' + reason + "}\n";
    return new Answer(
        health.up() ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503, JSON, json.getBytes(UTF_8));
  }

  /** As the inside of a JSON string (RFC 8259, section 7). */
  private static String escape(String text) {
    return TO_ESCAPE
        .matcher(text)
        .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
  }

  /** Nothing here is to be kept, framed, guessed at, or to load anything else. */
  private static void secure(
      LivePage page, FilterChain chain, RoutingRequest request, RoutingResponse response) {
    boolean isPage = request.path().path().equals("/");
    response
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .header(HeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(CONTENT_SECURITY_POLICY, isPage ? page.policy() : NOTHING)
        .header(REFERRER_POLICY, "no-referrer");
    chain.proceed();
  }

  /** No path reads a body, and the server would skip one without a limit on its chunk lines. */
  private static void close(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (request.content().hasEntity()) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    chain.proceed();
    // The server announces the close, but does not do it (Helidon's issue 12324).
    if (response.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
      throw new CloseConnectionException("announced");
    }
  }
}
