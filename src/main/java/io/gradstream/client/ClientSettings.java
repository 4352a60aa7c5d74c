package io.gradstream.client;

import io.gradstream.config.ConfigurationException;
import io.gradstream.serde.registry.KafkaSettingException;
import io.gradstream.text.Messages;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;

/** What Kafka Streams and the clients that it makes of its settings say to them. */
public final class ClientSettings {
  /** Longer ones first: {@code main.consumer.} is no {@code consumer.}. */
  private static final List<String> PREFIXES =
      List.of(
          StreamsConfig.MAIN_CONSUMER_PREFIX,
          StreamsConfig.RESTORE_CONSUMER_PREFIX,
          StreamsConfig.GLOBAL_CONSUMER_PREFIX,
          StreamsConfig.CONSUMER_PREFIX,
          StreamsConfig.PRODUCER_PREFIX,
          StreamsConfig.ADMIN_CLIENT_PREFIX);

  /** Names of the broker's or the user's choice, and what a schema registry's clients look for. */
  private static final List<String> OF_OTHERS =
      List.of(
          StreamsConfig.TOPIC_PREFIX,
          StreamsConfig.CLIENT_TAG_PREFIX,
          "schema.registry.",
          "basic.auth.",
          "bearer.auth.",
          "auto.register.schemas",
          "use.latest.version");

  /** The name of a client whose settings alone are looked at. */
  private static final String NO_CLIENT = "check";

  private ClientSettings() {}

  /** The keys that no client knows, each with the known one that it may be meant for. */
  static Map<String, Optional<String>> unknown(Collection<String> keys) {
    Set<String> known = new HashSet<>(StreamsConfig.configDef().names());
    known.addAll(ConsumerConfig.configNames());
    known.addAll(ProducerConfig.configNames());
    known.addAll(AdminClientConfig.configNames());
    Map<String, Optional<String>> unknown = new TreeMap<>();
    for (String key : keys) {
      String plain = withoutPrefix(key);
      if (!known.contains(plain) && OF_OTHERS.stream().noneMatch(plain::startsWith)) {
        unknown.put(key, Messages.near(plain, known));
      }
    }
    return unknown;
  }

  /** Those of an admin client that waits no longer than that for an answer. */
  public static Map<String, Object> withPatience(Map<String, Object> adminSettings, int millis) {
    AdminClientConfig given = new AdminClientConfig(adminSettings);
    Map<String, Object> impatient = new HashMap<>(adminSettings);
    for (String timeout :
        List.of(
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG)) {
      impatient.put(timeout, Math.min(millis, given.getInt(timeout)));
    }
    return impatient;
  }

  /**
   * Has every client read its settings; nobody is contacted.
   *
   * @throws ConfigurationException if one refuses a value
   */
  static void check(Map<String, Object> settings) {
    try {
      StreamsConfig streams = new StreamsConfig(settings);
      checkHeartbeats(mainConsumer(streams));
      new ConsumerConfig(withBytes(streams.getRestoreConsumerConfigs(NO_CLIENT)));
      new ProducerConfig(withBytes(streams.getProducerConfigs(NO_CLIENT)));
      new AdminClientConfig(streams.getAdminConfigs(NO_CLIENT));
    } catch (ConfigException e) {
      throw refused(settings, e);
    }
  }

  /** Kafka's consumer says so only once it is made, and without the keys. */
  private static void checkHeartbeats(ConsumerConfig consumer) {
    int heartbeat = consumer.getInt(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG);
    int session = consumer.getInt(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG);
    if (heartbeat >= session) {
      throw new ConfigurationException(
          "kafka." + ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
          heartbeat,
          "less than %s, which is %d".formatted(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session));
    }
  }

  /** How long a group keeps the partitions of a member that is silent. */
  static Duration sessionTimeout(Map<String, ?> settings) {
    return Duration.ofMillis(
        mainConsumer(new StreamsConfig(settings)).getInt(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG));
  }

  /** Whether a group that has committed nothing begins with what is oldest. */
  public static boolean beginsAtEarliest(Map<String, ?> settings) {
    return mainConsumer(new StreamsConfig(settings))
        .getString(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG)
        .equals("earliest");
  }

  private static ConsumerConfig mainConsumer(StreamsConfig streams) {
    return new ConsumerConfig(withBytes(streams.getMainConsumerConfigs(NO_CLIENT, NO_CLIENT, 0)));
  }

  /** With what Streams gives to the constructors of its clients. */
  private static Map<String, Object> withBytes(Map<String, Object> settings) {
    Map<String, Object> complete = new HashMap<>(settings);
    complete.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    complete.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    complete.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    complete.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return complete;
  }

  /**
   * Makes a client; some settings, as {@code bootstrap.servers}, are only taken apart then.
   *
   * @throws ConfigurationException if a setting is refused
   */
  public static <T> T connect(
      Map<String, Object> settings, Function<Map<String, Object>, T> client) {
    try {
      return client.apply(settings);
    } catch (KafkaException e) {
      if (e.getCause() instanceof ConfigException refusal) {
        throw refused(settings, refusal);
      }
      throw e;
    }
  }

  /** A refusal of Kafka's as one of ours, which names the key; Kafka's message may name several. */
  private static ConfigurationException refused(
      Map<String, Object> settings, ConfigException refusal) {
    String message = String.valueOf(refusal.getMessage());
    String key =
        settings.keySet().stream()
            .filter(one -> message.contains(withoutPrefix(one)))
            .max(Comparator.comparingInt(one -> withoutPrefix(one).length()))
            .map(one -> "." + one)
            .orElse("");
    String got =
        key.endsWith(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)
            ? "got %s: ".formatted(settings.get(key.substring(1)))
            : "";
    return new ConfigurationException("kafka%s: %s%s".formatted(key, got, message));
  }

  /**
   * A refusal of a format's as one of ours.
   *
   * @param section of the format's own settings, as {@code input.}; Kafka's are in another
   */
  public static ConfigurationException refused(String section, IllegalArgumentException refusal) {
    return new ConfigurationException(
        (refusal instanceof KafkaSettingException ? "kafka." : section) + refusal.getMessage());
  }

  private static String withoutPrefix(String key) {
    return PREFIXES.stream()
        .filter(key::startsWith)
        .findFirst()
        .map(prefix -> key.substring(prefix.length()))
        .orElse(key);
  }
}
