package io.gradstream.serde;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import org.apache.avro.util.Utf8;

/** A text that is the same in every record: encoded once, for either format. */
public record FixedText(Utf8 avro, SerializableString json) {
  public static FixedText of(String text) {
    return new FixedText(new Utf8(text), new SerializedString(text));
  }
}
