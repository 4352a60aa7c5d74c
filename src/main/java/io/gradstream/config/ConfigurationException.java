package io.gradstream.config;

import org.jspecify.annotations.Nullable;

/** A configuration that cannot work. The message names the key, what it got and what it wants. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigurationException(String message) {
    super(message);
  }

  public ConfigurationException(String key, @Nullable Object got, String wants) {
    super("%s: got %s, wants %s".formatted(key, got, wants));
  }
}
