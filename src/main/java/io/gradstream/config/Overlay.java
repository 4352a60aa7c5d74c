package io.gradstream.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lays what a user gave over what is there by default; a key that is not there is refused. */
final class Overlay {
  private Overlay() {}

  /**
   * Lays {@code given} over {@code base}. A mapping of nothing, as one whose lines are all
   * comments, changes nothing.
   *
   * @param passedThrough the keys whose values may have any keys
   */
  static void lay(String path, ObjectNode base, JsonNode given, Set<String> passedThrough) {
    if (!given.isObject()) {
      throw new ConfigurationException(path.isEmpty() ? "file" : path, given, "a mapping");
    }
    for (Map.Entry<String, JsonNode> entry : given.properties()) {
      String name = entry.getKey();
      String key = path.isEmpty() ? name : path + "." + name;
      JsonNode known = base.get(name);
      if (known == null) {
        throw new ConfigurationException(
            "%s: is no key; the nearest is %s".formatted(key, Messages.nearest(name, names(base))));
      }
      JsonNode value = entry.getValue();
      if (known.isObject() && isNothing(value)) {
        continue;
      }
      if (passedThrough.contains(key)) {
        if (!value.isObject()) {
          throw new ConfigurationException(key, value, "a mapping");
        }
        base.set(name, value);
      } else if (known.isObject()) {
        lay(key, (ObjectNode) known, value, passedThrough);
      } else {
        base.set(name, value);
      }
    }
  }

  private static boolean isNothing(JsonNode value) {
    return value.isNull() || (value.isTextual() && value.textValue().isEmpty());
  }

  private static List<String> names(ObjectNode known) {
    List<String> names = new ArrayList<>();
    known.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
