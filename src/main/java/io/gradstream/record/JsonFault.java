package io.gradstream.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;

/** What is wrong with a text that is no JSON, and where; the parser speaks of its own settings. */
final class JsonFault {
  private static final int NEAR_BYTES = 20;

  private JsonFault() {}

  /**
   * In words.
   *
   * @param in where it stopped
   * @param offset where the text begins
   */
  static String of(IOException e, JsonParser in, byte[] bytes, int offset) {
    int at = Math.clamp(location(e, in), 0, bytes.length - offset);
    int from = offset + Math.max(0, at - NEAR_BYTES);
    int to = Math.min(bytes.length, offset + at + NEAR_BYTES);
    return "not JSON near byte %d (%s): %s"
        .formatted(at, new String(bytes, from, to - from, UTF_8), what(e, in));
  }

  private static long location(IOException e, JsonParser in) {
    JsonLocation location = e instanceof JsonProcessingException json ? json.getLocation() : null;
    return (location == null ? in.currentLocation() : location).getByteOffset();
  }

  private static String what(IOException e, JsonParser in) {
    String said =
        e instanceof JsonProcessingException json ? String.valueOf(json.getOriginalMessage()) : "";
    return switch (e) {
      case StreamConstraintsException _ ->
          in.getParsingContext().getNestingDepth() > JsonRecordReader.MAX_NESTING
              ? "it is nested deeper than %d".formatted(JsonRecordReader.MAX_NESTING)
              : "a number or a name has more than %,d characters"
                  .formatted(JsonRecordReader.MAX_NAME_CHARS);
      case JsonEOFException _ -> "it ends too early";
      case IOException _ when said.startsWith("Duplicate field") -> "it has this field twice";
      case IOException _ when said.startsWith("Non-standard token") ->
          "JSON has no NaN or Infinity; write null for a missing number";
      case IOException _ when said.startsWith("Invalid UTF-8") -> "this is not UTF-8";
      default -> "this is not allowed here";
    };
  }
}
