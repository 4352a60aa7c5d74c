package io.gradstream.live;

import io.gradstream.app.LearningApplication;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/** What is answered below {@code /api/}. */
final class LiveApi {
  /** However many ask, an answer is made so often. */
  private static final Duration FRESH = Duration.ofMillis(250);

  private LiveApi() {}

  static Map<String, Supplier<byte[]>> of(
      LearningApplication application, LiveFeed feed, JsonWriter json, InstantSource clock) {
    long started = clock.millis();
    long parameters = application.wiring().models().parameterCount();
    return Map.of(
        "model",
        kept(
            () ->
                json.bytes(
                    ModelView.of(application.wiring(), application.board(), parameters, started)),
            clock),
        "topology",
        kept(() -> json.bytes(TopologyView.of(application.graph())), clock),
        "evaluation",
        kept(
            () ->
                json.bytes(
                    EvaluationView.of(application.health(), application.board(), clock.millis())),
            clock),
        "history",
        kept(() -> json.bytes(feed.history()), clock),
        "recent",
        kept(() -> json.bytes(RecentView.of(application.board().recent())), clock));
  }

  private static Supplier<byte[]> kept(Supplier<byte[]> answers, InstantSource clock) {
    return new CachedResponse(answers, FRESH, clock);
  }
}
