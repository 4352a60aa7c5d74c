package io.gradstream.serde.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.jspecify.annotations.Nullable;

/**
 * What {@link SchemaRegistry} lists, read.
 *
 * @param tls null for the JVM's own
 * @param autoRegister whether schemas of ours are registered, or only looked up
 */
record RegistrySettings(
    List<Endpoint> endpoints,
    @Nullable SSLContext tls,
    Duration connectTimeout,
    Duration readTimeout,
    Duration retryLimit,
    boolean autoRegister) {
  private static final String PREFIX = "schema.registry.";
  private static final String URL = PREFIX + "url";
  private static final String CONNECT_TIMEOUT = PREFIX + "http.connect.timeout.ms";
  private static final String READ_TIMEOUT = PREFIX + "http.read.timeout.ms";
  private static final String RETRY_LIMIT = PREFIX + "retry.limit.ms";
  private static final String AUTO_REGISTER = "auto.register.schemas";
  private static final String TLS = PREFIX + "ssl.";
  private static final String CREDENTIALS_SOURCE = "basic.auth.credentials.source";
  private static final String USER_INFO = "basic.auth.user.info";
  private static final String MAX_POLL_INTERVAL = "max.poll.interval.ms";

  /** One server; the URL has no credentials in it and may be shown. */
  record Endpoint(String url, @Nullable String authorization) {}

  /**
   * Reads them.
   *
   * @throws KafkaSettingException if one cannot be
   */
  static RegistrySettings of(Map<String, String> properties) {
    try {
      return read(properties);
    } catch (IllegalArgumentException e) {
      throw new KafkaSettingException(e);
    }
  }

  private static RegistrySettings read(Map<String, String> properties) {
    long maxPollInterval = maxPollIntervalMillis(properties);
    return new RegistrySettings(
        endpoints(properties),
        tls(properties),
        millis(properties, CONNECT_TIMEOUT, 5_000, Integer.MAX_VALUE),
        millis(properties, READ_TIMEOUT, 10_000, Integer.MAX_VALUE),
        millis(properties, RETRY_LIMIT, maxPollInterval / 2, maxPollInterval - 1),
        flag(properties, AUTO_REGISTER));
  }

  private static List<Endpoint> endpoints(Map<String, String> properties) {
    String urls = properties.get(URL);
    if (urls == null || urls.isBlank()) {
      throw new IllegalArgumentException(
          "%s: got none, wants http://host:port, or several with commas between".formatted(URL));
    }
    String userInfo = userInfo(properties);
    return Arrays.stream(urls.split(","))
        .map(url -> endpoint(url.strip().replaceFirst("/+$", ""), userInfo))
        .toList();
  }

  private static Endpoint endpoint(String url, @Nullable String userInfo) {
    String shown = url.replaceFirst("//[^/]*@", "//");
    try {
      URI uri = new URI(url);
      if (uri.getHost() != null
          && List.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
        return new Endpoint(shown, authorization(userInfo == null ? uri.getUserInfo() : userInfo));
      }
    } catch (URISyntaxException e) {
      // As another URL; the exception would show a password.
    }
    throw new IllegalArgumentException(
        "%s: got %s, wants http:// or https://, a host and a port".formatted(URL, shown));
  }

  private static @Nullable String userInfo(Map<String, String> properties) {
    String source = prefixedOrPlain(properties, CREDENTIALS_SOURCE);
    String userInfo = prefixedOrPlain(properties, USER_INFO);
    if (source == null || source.equals("URL")) {
      return null;
    }
    if (!source.equals("USER_INFO")) {
      throw new IllegalArgumentException(
          "%s: got %s, wants URL or USER_INFO".formatted(CREDENTIALS_SOURCE, source));
    }
    if (userInfo == null || !userInfo.contains(":")) {
      throw new IllegalArgumentException(
          "%s: got %s, wants user:password"
              .formatted(USER_INFO, userInfo == null ? "none" : "a text without a colon"));
    }
    return userInfo;
  }

  private static @Nullable String authorization(@Nullable String userInfo) {
    return userInfo == null
        ? null
        : "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
  }

  /** As Kafka reads its own {@code ssl.*} settings: JKS, PKCS12 and PEM stores. */
  private static @Nullable SSLContext tls(Map<String, String> properties) {
    Map<String, String> given = new HashMap<>();
    properties.forEach(
        (key, value) -> {
          if (key.startsWith(TLS)) {
            given.put(key.substring(PREFIX.length()), value);
          }
        });
    if (given.isEmpty()) {
      return null;
    }
    try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
      factory.configure(new ConfigDef().withClientSslSupport().parse(given));
      return factory.sslContext();
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "%s*: no TLS can be made of them: %s".formatted(TLS, e.getMessage()), e);
    }
  }

  /** The consumer's, whose wait between two polls a wait for the registry must not outlast. */
  private static long maxPollIntervalMillis(Map<String, String> properties) {
    for (String prefix : List.of("main.consumer.", "consumer.", "")) {
      String value = properties.get(prefix + MAX_POLL_INTERVAL);
      if (value != null) {
        return whole(prefix + MAX_POLL_INTERVAL, value, 2, Integer.MAX_VALUE);
      }
    }
    return 300_000;
  }

  private static Duration millis(
      Map<String, String> properties, String key, long otherwise, long most) {
    String value = properties.get(key);
    return Duration.ofMillis(value == null ? otherwise : whole(key, value, 1, most));
  }

  private static long whole(String key, String value, long least, long most) {
    try {
      long whole = Long.parseLong(value.strip());
      if (whole >= least && whole <= most) {
        return whole;
      }
    } catch (NumberFormatException e) {
      // As a number out of range.
    }
    throw new IllegalArgumentException(
        "%s: got %s, wants %d to %d milliseconds".formatted(key, value, least, most));
  }

  private static boolean flag(Map<String, String> properties, String key) {
    String value = properties.getOrDefault(key, "true");
    if (!value.equals("true") && !value.equals("false")) {
      throw new IllegalArgumentException("%s: got %s, wants true or false".formatted(key, value));
    }
    return value.equals("true");
  }

  /** Confluent's clients know the credentials by two names. */
  private static @Nullable String prefixedOrPlain(Map<String, String> properties, String key) {
    String prefixed = properties.get(PREFIX + key);
    return prefixed == null ? properties.get(key) : prefixed;
  }
}
