package io.gradstream.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a broker is started with.
 *
 * @param directory kept after the broker closes and used again by the next one; null for a
 *     temporary one, removed on close
 * @param overrides Kafka broker properties over the defaults of {@link EmbeddedBroker}; identity,
 *     directories and listeners are not open to them
 * @param heapMebibytes the largest heap of a child process; without effect on a broker in this JVM
 */
public record BrokerSettings(
    @Nullable Path directory, Map<String, String> overrides, int heapMebibytes) {

  private static final int DEFAULT_HEAP_MEBIBYTES = 512;

  public BrokerSettings {
    overrides = Map.copyOf(overrides);
    BrokerProperties.checkOverrides(overrides.keySet());
  }

  public static BrokerSettings temporary() {
    return new BrokerSettings(null, Map.of(), DEFAULT_HEAP_MEBIBYTES);
  }

  public static BrokerSettings keptIn(Path directory) {
    return new BrokerSettings(directory, Map.of(), DEFAULT_HEAP_MEBIBYTES);
  }

  /** These settings with one more Kafka broker property. */
  public BrokerSettings with(String property, String value) {
    var more = new HashMap<>(overrides);
    more.put(property, value);
    return new BrokerSettings(directory, more, heapMebibytes);
  }
}
