package io.gradstream.live;

import io.gradstream.app.ApplicationMeters;
import io.gradstream.app.LearningApplication;
import io.gradstream.config.ConfigurationException;
import io.gradstream.config.HttpConfig;
import io.gradstream.http.EndpointSettings;
import io.gradstream.http.EventHub;
import io.gradstream.http.Health;
import io.gradstream.http.HttpEndpoint;
import io.gradstream.http.Routes;
import io.gradstream.http.Scraped;
import io.gradstream.http.TlsFiles;
import io.gradstream.metrics.LearningMeters;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The live page, metrics and health of an application, served over HTTP where that is configured.
 */
public final class Monitor implements AutoCloseable {
  private final LearningMeters meters;
  private final Optional<Served> served;

  private Monitor(LearningMeters meters, Optional<Served> served) {
    this.meters = meters;
    this.served = served;
  }

  private record Served(HttpEndpoint endpoint, LiveFeed feed, boolean wantsToken) {}

  /**
   * Starts to serve, before the application does: a scrape may watch it restore.
   *
   * @throws ConfigurationException if nothing can listen at the configured address and port, or a
   *     token or TLS is configured that cannot be used
   */
  public static Monitor start(HttpConfig http, LearningApplication application) {
    LearningMeters meters =
        ApplicationMeters.of(
            application.wiring().topics().input(),
            application.board(),
            application.work(),
            application.health(),
            application.wiring().models().parameterCount());
    try {
      return new Monitor(meters, serve(http, application, meters));
    } catch (IOException | ConfigurationException e) {
      meters.close();
      throw new ConfigurationException(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Served> serve(
      HttpConfig http, LearningApplication application, LearningMeters meters) throws IOException {
    Integer port = http.port();
    if (port == null) {
      return Optional.empty();
    }
    JsonWriter json = new JsonWriter();
    EventHub hub = new EventHub();
    LiveFeed feed =
        new LiveFeed(application.health(), application.board(), hub, json, InstantSource.system());
    Routes routes =
        new Routes(
            accept -> scrape(meters, accept),
            () -> live(application),
            () -> Readiness.of(application.health(), application.board()),
            LiveApi.of(application, feed, json, InstantSource.system()),
            hub);
    Optional<String> token = http.readToken();
    HttpConfig.Tls tls = http.tls();
    HttpEndpoint endpoint =
        HttpEndpoint.start(
            new EndpointSettings(
                http.address(),
                port,
                token.orElse(null),
                tls == null ? null : new TlsFiles(tls.certificate(), tls.privateKey())),
            routes);
    feed.start();
    return Optional.of(new Served(endpoint, feed, token.isPresent()));
  }

  private static Scraped scrape(LearningMeters meters, String accept) {
    String type = accept.contains(OPEN_METRICS) ? OPEN_METRICS_TYPE : LearningMeters.TEXT_TYPE;
    return new Scraped(type, meters.scrape(type).getBytes(StandardCharsets.UTF_8));
  }

  /** Anyone may ask for it, so it does not say what failed. */
  static final Health FAILED = Health.down("failed; the log of the process says why");

  private static final String OPEN_METRICS = "application/openmetrics-text";
  private static final String OPEN_METRICS_TYPE = OPEN_METRICS + "; version=1.0.0; charset=utf-8";

  private static Health live(LearningApplication application) {
    return application.health().failure().map(failure -> FAILED).orElse(Health.UP);
  }

  /** Where it listens, if it does. */
  public Optional<URI> uri() {
    return served.map(s -> s.endpoint.uri());
  }

  /** For a reader: what is where, if anything is. */
  public Optional<String> announcement() {
    return served.map(
        s ->
            "live page, metrics and health at %s%s"
                .formatted(
                    s.endpoint.uri(),
                    s.wantsToken ? " (for the page add #token= and the token)" : ""));
  }

  @Override
  public void close() {
    served.ifPresent(
        s -> {
          s.feed.close();
          s.endpoint.close();
        });
    meters.close();
  }
}
