package io.gradstream.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lays what a user gave over what is there by default; a key that is not there is refused. */
final class Overlay {
  private Overlay() {}

  /**
   * Lays {@code given} over {@code base}.
   *
   * @param passedThrough the key whose value may have any keys
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
            "%s: is no key; the nearest is %s".formatted(key, nearest(name, base)));
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

  private static String nearest(String name, ObjectNode known) {
    List<String> names = new ArrayList<>();
    known.fieldNames().forEachRemaining(names::add);
    return names.stream().min(Comparator.comparingInt(k -> distance(name, k))).orElseThrow();
  }

  /** The Levenshtein distance of two texts. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
