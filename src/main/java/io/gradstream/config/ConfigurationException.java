package io.gradstream.config;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A configuration that cannot work. The message names the key, what it got and what it wants. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigurationException(String message) {
    super(message);
  }

  /**
   * Names what is wrong.
   *
   * @param got null, or a file's, for nothing
   */
  public ConfigurationException(String key, @Nullable Object got, String wants) {
    super("%s: got %s, wants %s".formatted(key, isNothing(got) ? "nothing" : got, wants));
  }

  private static boolean isNothing(@Nullable Object got) {
    return got == null || (got instanceof JsonNode node && node.isNull());
  }
}
