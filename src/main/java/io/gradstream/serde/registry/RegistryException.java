package io.gradstream.serde.registry;

import org.jspecify.annotations.Nullable;

/**
 * The schema registry did not answer in time, or not as wanted. Never the record's fault: it must
 * be read again.
 */
public final class RegistryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RegistryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
