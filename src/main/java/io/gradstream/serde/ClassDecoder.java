package io.gradstream.serde;

import io.gradstream.serde.registry.UndecodableException;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * A deserializer of the user's. Whatever it throws refuses the record, but for the two exceptions
 * in which Kafka says that the record is not to blame: those fail the task, and the record is read
 * again.
 */
final class ClassDecoder implements PayloadDecoder {
  private final Deserializer<?> deserializer;
  private final String topic;

  private ClassDecoder(Deserializer<?> deserializer, String topic) {
    this.deserializer = deserializer;
    this.topic = topic;
  }

  /**
   * Makes and configures one.
   *
   * @throws IllegalArgumentException if there is no such class, or it does not take the settings
   */
  static ClassDecoder of(
      String className, Map<String, String> settings, String topic, boolean key) {
    try {
      Deserializer<?> deserializer = Utils.newInstance(className, Deserializer.class);
      deserializer.configure(settings, key);
      return new ClassDecoder(deserializer, topic);
    } catch (ClassNotFoundException | KafkaException | ClassCastException e) {
      throw new IllegalArgumentException(
          "deserializer: got %s, wants a %s on the class path: %s"
              .formatted(className, Deserializer.class.getName(), e.getMessage()),
          e);
    }
  }

  @Override
  public Payload decode(byte @Nullable [] bytes, Headers headers) throws UndecodableException {
    byte[] present = Frames.atLeast(0, name() + "'s input", bytes);
    Object value;
    try {
      value = deserializer.deserialize(topic, headers, present);
    } catch (RetriableException | InterruptException e) {
      throw e;
    } catch (Exception | StackOverflowError e) { // Not every language checks its exceptions.
      throw new UndecodableException(
          e instanceof StackOverflowError
              ? name() + " refused it: it is nested too deep"
              : "%s refused it: %s".formatted(name(), e));
    }
    if (value == null) {
      throw new UndecodableException(name() + " made nothing of it");
    }
    return new Payload.Tree(value);
  }

  private String name() {
    return deserializer.getClass().getName();
  }

  @Override
  public void close() {
    deserializer.close();
  }
}
