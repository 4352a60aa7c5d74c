package io.gradstream.app;

import io.gradstream.config.ConfigurationException;
import io.gradstream.config.HttpConfig;
import io.gradstream.http.Health;
import io.gradstream.http.HttpEndpoint;
import io.gradstream.http.Routes;
import io.gradstream.http.Scraped;
import io.gradstream.metrics.LearningMeters;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;

/** Metrics and health of an application, served over HTTP where that is configured. */
public final class Monitor implements AutoCloseable {
  private final LearningMeters meters;
  private final Optional<HttpEndpoint> endpoint;

  private Monitor(LearningMeters meters, Optional<HttpEndpoint> endpoint) {
    this.meters = meters;
    this.endpoint = endpoint;
  }

  /**
   * Starts to serve, before the application does: a scrape may watch it restore.
   *
   * @throws ConfigurationException if nothing can listen at the configured address and port
   */
  public static Monitor start(HttpConfig http, LearningApplication application) {
    LearningMeters meters = ApplicationMeters.of(application);
    if (http.port() == null) {
      return new Monitor(meters, Optional.empty());
    }
    Routes routes =
        new Routes(
            accept -> scrape(meters, accept), () -> live(application), () -> ready(application));
    try {
      return new Monitor(
          meters, Optional.of(HttpEndpoint.start(http.address(), http.port(), routes)));
    } catch (IOException e) {
      meters.close();
      throw new ConfigurationException(String.valueOf(e.getMessage()));
    }
  }

  private static Scraped scrape(LearningMeters meters, String accept) {
    String type = accept.contains(OPEN_METRICS) ? OPEN_METRICS_TYPE : TEXT_TYPE;
    return new Scraped(type, meters.scrape(type).getBytes(StandardCharsets.UTF_8));
  }

  private static final String OPEN_METRICS = "application/openmetrics-text";
  private static final String OPEN_METRICS_TYPE = OPEN_METRICS + "; version=1.0.0; charset=utf-8";
  static final String TEXT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static Health live(LearningApplication application) {
    return application
        .failure()
        .map(failure -> Health.down("failed: " + failure))
        .orElse(Health.UP);
  }

  private static Health ready(LearningApplication application) {
    KafkaStreams.State state = application.state();
    return state == KafkaStreams.State.RUNNING
        ? Health.UP
        : Health.down("the client is " + state.name().toLowerCase(Locale.ROOT));
  }

  /** Where it listens, if it does. */
  public Optional<URI> uri() {
    return endpoint.map(HttpEndpoint::uri);
  }

  @Override
  public void close() {
    endpoint.ifPresent(HttpEndpoint::close);
    meters.close();
  }
}
