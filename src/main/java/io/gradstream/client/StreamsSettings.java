package io.gradstream.client;

import io.gradstream.config.ConfigurationException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kafka Streams' settings: ours, then the user's over them, then what cannot be otherwise. */
public final class StreamsSettings {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsSettings.class);

  /** Under keys without a client's prefix, which the user's come before in any form. */
  private static final Map<String, Object> DEFAULTS =
      Map.of(
          StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
          100,
          StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
          true,
          "processing.exception.handler.global.enabled",
          true,
          ProducerConfig.BATCH_SIZE_CONFIG,
          1 << 17,
          // When a silent instance counts as gone. One that was only paused for longer, by its JVM
          // or its machine, restores its models and goes on: no reason to let others wait 45 s.
          ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
          10_000,
          // How soon the others hear of it; a thread of its own sends them, whatever is learned.
          ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
          1_000,
          // How soon an instance that has caught up with a model takes it over: not in 10 minutes.
          StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG,
          60_000L,
          // How soon partitions that are added to the input are seen: not in 5 minutes.
          CommonClientConfigs.METADATA_MAX_AGE_CONFIG,
          60_000L);

  private static final String NO_HANDLER = "nothing: going on after a failure loses outputs";

  /** What cannot be chosen, and why. */
  private static final Map<String, String> REFUSED =
      Map.of(
          StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
          NO_HANDLER,
          StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
          NO_HANDLER,
          "default.production.exception.handler",
          NO_HANDLER,
          StreamsConfig.DEFAULT_CLIENT_SUPPLIER_CONFIG,
          "nothing: another producer could write records twice");

  private StreamsSettings() {}

  public static Map<String, Object> of(Map<String, String> given) {
    require(given, StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "host:port of a broker");
    require(given, StreamsConfig.APPLICATION_ID_CONFIG, "a name of this learner's own");
    KafkaName.checked(
        "kafka." + StreamsConfig.APPLICATION_ID_CONFIG,
        given.getOrDefault(StreamsConfig.APPLICATION_ID_CONFIG, ""));
    REFUSED.forEach(
        (key, why) -> {
          if (given.containsKey(key)) {
            throw new ConfigurationException("kafka." + key, given.get(key), why);
          }
        });
    Map<String, Object> settings = overDefaults(given);
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
    int threads = new StreamsConfig(settings).getInt(StreamsConfig.NUM_STREAM_THREADS_CONFIG);
    if (threads < 1) {
      throw new ConfigurationException(
          "kafka." + StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads, "1 or more");
    }
    ClientSettings.unknown(given.keySet()).forEach(StreamsSettings::tellUnknown);
    return settings;
  }

  /** Ours, and the user's over them. */
  public static Map<String, Object> overDefaults(Map<String, String> given) {
    Map<String, Object> settings = new HashMap<>(DEFAULTS);
    settings.putAll(given);
    return settings;
  }

  /** How long a group keeps the partitions of a member that is silent. */
  public static Duration sessionTimeout(Map<String, String> given) {
    return ClientSettings.sessionTimeout(overDefaults(given));
  }

  /** Of these settings those of a consumer that reads what is committed, and joins no group. */
  public static Map<String, Object> ofReader(Map<String, Object> settings, String client) {
    StreamsConfig streams = new StreamsConfig(settings);
    Map<String, Object> reader = new HashMap<>(streams.getRestoreConsumerConfigs(client));
    // The rights and ways of the one that reads the input.
    reader.putAll(streams.originalsWithPrefix(StreamsConfig.MAIN_CONSUMER_PREFIX));
    reader.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    reader.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    reader.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    reader.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return reader;
  }

  /** Of these settings those of an admin client of a name. */
  public static Map<String, Object> ofAdmin(Map<String, Object> settings, String client) {
    return new HashMap<>(new StreamsConfig(settings).getAdminConfigs(client));
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
