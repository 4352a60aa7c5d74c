package io.gradstream.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.dataset.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lays what a user gave over what is there by default; a key that is not there is refused. */
final class Overlay {
  private Overlay() {}

  /**
   * Lays {@code given} over {@code base}.
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
            "%s: is no key; the nearest is %s".formatted(key, Names.nearest(name, names(base))));
      }
      if (passedThrough.contains(key)) {
        if (!entry.getValue().isObject()) {
          throw new ConfigurationException(key, entry.getValue(), "a mapping");
        }
        base.set(name, entry.getValue());
      } else if (known.isObject()) {
        lay(key, (ObjectNode) known, entry.getValue(), passedThrough);
      } else {
        base.set(name, entry.getValue());
      }
    }
  }

  private static List<String> names(ObjectNode known) {
    List<String> names = new ArrayList<>();
    known.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
