package io.gradstream.app;

import io.gradstream.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kafka Streams' settings: ours, then the user's over them, then what cannot be otherwise. */
final class StreamsSettings {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsSettings.class);

  private static final Map<String, Object> DEFAULTS =
      Map.of(
          StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
          100,
          StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
          true,
          "processing.exception.handler.global.enabled",
          true,
          StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG),
          1 << 17);

  /** With another handler a learned record could go without its prediction and loss. */
  private static final List<String> HANDLERS =
      List.of(
          StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
          StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
          "default.production.exception.handler");

  private StreamsSettings() {}

  static Map<String, Object> of(Map<String, String> given) {
    require(given, StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "host:port of a broker");
    require(given, StreamsConfig.APPLICATION_ID_CONFIG, "a name of this learner's own");
    KafkaName.checked(
        "kafka." + StreamsConfig.APPLICATION_ID_CONFIG,
        given.getOrDefault(StreamsConfig.APPLICATION_ID_CONFIG, ""));
    for (String handler : HANDLERS) {
      if (given.containsKey(handler)) {
        throw new ConfigurationException(
            "kafka." + handler,
            given.get(handler),
            "nothing: going on after a failure loses outputs");
      }
    }
    Map<String, Object> settings = new HashMap<>(DEFAULTS);
    settings.putAll(given);
    String guarantee =
        given.getOrDefault(
            StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    if (!guarantee.equals(StreamsConfig.EXACTLY_ONCE_V2)) {
      throw new ConfigurationException(
          "kafka." + StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
          guarantee,
          StreamsConfig.EXACTLY_ONCE_V2 + ", without which models lose or repeat examples");
    }
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
    settings.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, AnyTimestamp.class);
    ClientSettings.check(settings);
    ClientSettings.unknown(given.keySet()).forEach(StreamsSettings::tellUnknown);
    return settings;
  }

  /** Of these settings those of an admin client of a name. */
  static Map<String, Object> ofAdmin(Map<String, Object> settings, String client) {
    return new HashMap<>(new StreamsConfig(settings).getAdminConfigs(client));
  }

  /**
   * Kafka Streams makes it, but only says that it cannot after topics were created.
   *
   * @throws ConfigurationException if nothing can be written to the directory of local state
   */
  static void checkStateDirectory(Map<String, Object> settings) {
    String directory = new StreamsConfig(settings).getString(StreamsConfig.STATE_DIR_CONFIG);
    try {
      Files.delete(Files.createTempFile(Files.createDirectories(Path.of(directory)), "try", ""));
    } catch (IOException | InvalidPathException e) {
      throw new ConfigurationException(
          "kafka." + StreamsConfig.STATE_DIR_CONFIG,
          directory,
          "a directory that can be created and written to");
    }
  }

  /**
   * A key may be for a class of the user's own: only one that looks misspelt is worth a warning.
   */
  private static void tellUnknown(String key, Optional<String> meant) {
    meant.ifPresentOrElse(
        near -> LOG.warn("setting unknown to Kafka key=kafka.{} nearest={}", key, near),
        () -> LOG.info("setting unknown to Kafka, passed on key=kafka.{}", key));
  }

  private static void require(Map<String, String> given, String key, String wants) {
    String value = given.get(key);
    if (value == null || value.isBlank()) {
      throw new ConfigurationException(
          "kafka." + key, value == null ? null : "'" + value + "'", wants);
    }
  }
}
