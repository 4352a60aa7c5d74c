package io.gradstream.client;

import io.gradstream.config.ConfigurationException;
import java.util.regex.Pattern;

/** Kafka's rule for names of topics, and of what becomes a part of one. */
public final class KafkaName {
  private static final Pattern LEGAL = Pattern.compile("(?![.]{1,2}$)[a-zA-Z0-9._-]{1,249}");

  private KafkaName() {}

  /**
   * The name.
   *
   * @throws ConfigurationException if Kafka does not take it
   */
  public static String checked(String key, String name) {
    if (!LEGAL.matcher(name).matches()) {
      throw new ConfigurationException(
          key, "'" + name + "'", "1 to 249 of a-z, A-Z, 0-9, '.', '_' and '-', not '.' or '..'");
    }
    return name;
  }
}
