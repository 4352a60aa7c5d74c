package io.gradstream.http;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where the answers come from; each is asked at every request, by many threads at once.
 *
 * @param metrics from the scraper's {@code Accept} header (any type, if it sent none) to the
 *     metrics in a format it accepts
 * @param live false asks for a restart
 * @param ready false asks to wait
 * @param api JSON, not copied, by the path below {@code /api/}
 * @param events what {@code /api/events} sends; closed with the endpoint
 */
public record Routes(
    Function<String, Scraped> metrics,
    Supplier<Health> live,
    Supplier<Health> ready,
    Map<String, Supplier<byte[]>> api,
    EventHub events) {
  /** Keeps a copy of the map. */
  public Routes {
    api = Map.copyOf(api);
  }
}
