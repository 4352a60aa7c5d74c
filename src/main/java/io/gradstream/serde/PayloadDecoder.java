package io.gradstream.serde;

import io.gradstream.serde.registry.RegistryException;
import io.gradstream.serde.registry.UndecodableException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Takes the frame off a topic's bytes; reads no field. Not for several threads: each task has its
 * own.
 */
public interface PayloadDecoder extends AutoCloseable {
  /**
   * The payload, which refers to the bytes.
   *
   * @param headers of the record; some have there what others have before the value
   * @throws UndecodableException if the bytes are not of the format, or there are none: for good
   * @throws RegistryException if the schema registry does not answer: the record must be read again
   */
  Payload decode(byte @Nullable [] bytes, Headers headers) throws UndecodableException;

  @Override
  default void close() {}
}
