package io.gradstream.serde;

import io.gradstream.serde.registry.UndecodableException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keys that are texts; and says once if they are none. */
final class TextDecoder implements PayloadDecoder {
  private static final Logger LOG = LoggerFactory.getLogger(TextDecoder.class);

  private final AtomicBoolean told;

  /**
   * @param told whether it was said already; of all tasks
   */
  TextDecoder(AtomicBoolean told) {
    this.told = told;
  }

  @Override
  public Payload decode(byte @Nullable [] bytes, Headers headers) throws UndecodableException {
    byte[] present = Frames.atLeast(0, "a text", bytes);
    String text = ByteText.of(present);
    if (text.startsWith(ByteText.HEX) && !ByteText.isText(present) && !told.getAndSet(true)) {
      LOG.warn(
          "keys are not UTF-8 text, so ids are their hexadecimal digits; set input.key-format to"
              + " say how keys are written{} key={}",
          hint(present.length),
          text);
    }
    return new Payload.Tree(text);
  }

  private static String hint(int length) {
    String name =
        switch (length) {
          case Long.BYTES -> "Long";
          case Integer.BYTES -> "Integer";
          default -> "";
        };
    return name.isEmpty()
        ? ""
        : ", perhaps class with key-deserializer org.apache.kafka.common.serialization.%sDeserializer"
            .formatted(name);
  }
}
