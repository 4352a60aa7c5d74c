package io.gradstream.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.text.Shown;
import java.util.Map;

/** What {@code --json} prints. */
public final class Json {
  private Json() {}

  /** One object, in one line; what a terminal would obey is escaped, which changes no text. */
  public static String text(Map<String, ?> fields) {
    try {
      return Shown.line(new ObjectMapper().writeValueAsString(fields));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
