package io.gradstream.inspection;

import io.gradstream.text.Shown;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Texts of any kind in a YAML file. */
final class YamlText {
  private YamlText() {}

  /** Entries as an object in one line. */
  static String map(Map<String, String> entries) {
    return entries.entrySet().stream()
        .map(entry -> quoted(entry.getKey()) + ": " + quoted(entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** A text in a comment, which ends with its line; control characters have no place in a file. */
  static String comment(String value) {
    return Shown.line(value);
  }

  /** A text as YAML reads it back. */
  static String quoted(@Nullable String value) {
    if (value == null) {
      return "null";
    }
    boolean plain =
        value.matches("[A-Za-z_][\\w.-]*|\\d+")
            && !value.matches("(?i)null|true|false|yes|no|on|off|y|n");
    if (plain) {
      return value;
    }
    StringBuilder quoted = new StringBuilder("\"");
    value
        .chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
              } else if (c >= 0x2028 || !Shown.isHarmless(c)) {
                quoted.append("\\u%04x".formatted(c));
              } else {
                quoted.append((char) c);
              }
            });
    return quoted.append('"').toString();
  }
}
