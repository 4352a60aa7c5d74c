package io.gradstream.serde.registry;

/**
 * A setting among those of Kafka's clients cannot be: the message has its key, what it got and what
 * it wants.
 */
public final class KafkaSettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  KafkaSettingException(IllegalArgumentException refusal) {
    super(refusal.getMessage(), refusal);
  }
}
