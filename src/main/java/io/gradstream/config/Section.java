package io.gradstream.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One mapping of the file, all keys present; its readers check types and name the key. */
final class Section {
  private final String path;
  private final JsonNode node;

  Section(String path, JsonNode node) {
    this.path = path;
    this.node = node;
  }

  private String key(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private JsonNode get(String name) {
    return node.path(name);
  }

  Section section(String name) {
    return new Section(key(name), get(name));
  }

  /** Builds a value of this section; what its constructor refuses is reported under the section. */
  <T> T build(Function<Section, T> constructor) {
    try {
      return constructor.apply(this);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(key("") + e.getMessage());
    }
  }

  @Nullable String textOrNull(String name) {
    JsonNode value = get(name);
    if (value.isNull()) {
      return null;
    }
    if (!value.isValueNode() || value.asText().isBlank()) {
      throw new ConfigurationException(key(name), value, "a text");
    }
    return value.asText();
  }

  String text(String name) {
    String text = textOrNull(name);
    if (text == null) {
      throw new ConfigurationException(key(name), null, "a text");
    }
    return text;
  }

  double number(String name) {
    JsonNode value = get(name);
    if (!value.isNumber()) {
      throw new ConfigurationException(key(name), value, "a number");
    }
    return value.asDouble();
  }

  /** A number, or the one that null stands for. */
  double numberOr(String name, double absent) {
    return get(name).isNull() ? absent : number(name);
  }

  long whole(String name, long least, long most) {
    Long value = wholeOrNull(name, least, most);
    if (value == null) {
      throw new ConfigurationException(key(name), null, range(least, most));
    }
    return value;
  }

  @Nullable Long wholeOrNull(String name, long least, long most) {
    JsonNode value = get(name);
    if (value.isNull()) {
      return null;
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.asLong() < least
        || value.asLong() > most) {
      throw new ConfigurationException(key(name), value, range(least, most));
    }
    return value.asLong();
  }

  private static String range(long least, long most) {
    return "a whole number from %d to %d".formatted(least, most);
  }

  boolean flag(String name) {
    JsonNode value = get(name);
    if (!value.isBoolean()) {
      throw new ConfigurationException(key(name), value, "true or false");
    }
    return value.asBoolean();
  }

  <E extends Enum<E>> E choice(String name, E[] choices) {
    return choice(name, text(name), choices);
  }

  /** A choice for each element of a list. */
  <E extends Enum<E>> List<E> choices(String name, E[] choices) {
    return texts(name).stream().map(text -> choice(name, text, choices)).toList();
  }

  private <E extends Enum<E>> E choice(String name, String text, E[] choices) {
    for (E choice : choices) {
      if (EnumName.of(choice).equals(text)) {
        return choice;
      }
    }
    List<String> names = Arrays.stream(choices).map(EnumName::of).toList();
    throw new ConfigurationException(key(name), text, "one of " + String.join(", ", names));
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : list(name)) {
      if (!element.isValueNode() || element.isNull()) {
        throw new ConfigurationException(key(name), element, "a list of texts");
      }
      texts.add(element.asText());
    }
    return texts;
  }

  List<Integer> wholes(String name) {
    List<Integer> wholes = new ArrayList<>();
    for (JsonNode element : list(name)) {
      if (!element.isInt()) {
        throw new ConfigurationException(key(name), element, "a list of whole numbers");
      }
      wholes.add(element.asInt());
    }
    return wholes;
  }

  /** A section; a text stands for one with a single key. */
  Section sectionOrText(String name, String keyOfText) {
    return sectionOrText(key(name), get(name), keyOfText);
  }

  /** The elements of a list, each as {@link #sectionOrText}. */
  List<Section> items(String name, String keyOfText) {
    List<Section> items = new ArrayList<>();
    for (JsonNode element : list(name)) {
      String path = "%s[%d]".formatted(key(name), items.size());
      items.add(sectionOrText(path, element, keyOfText));
    }
    return items;
  }

  private static Section sectionOrText(String path, JsonNode given, String keyOfText) {
    if (given.isTextual()) {
      return new Section(path, JsonNodeFactory.instance.objectNode().set(keyOfText, given));
    }
    if (!given.isObject()) {
      throw new ConfigurationException(path, given, "a text or a mapping");
    }
    return new Section(path, given);
  }

  /** Whether a key was given. */
  boolean has(String name) {
    return node.has(name);
  }

  /** The keys that were given. */
  List<String> names() {
    return node.propertyStream().map(Map.Entry::getKey).toList();
  }

  /** The same laid over defaults, beside which no key is allowed. */
  Section over(ObjectNode defaults) {
    ObjectNode merged = defaults.deepCopy();
    Overlay.lay(path, merged, node, Set.of());
    return new Section(path, merged);
  }

  List<Double> numbers(String name) {
    List<Double> numbers = new ArrayList<>();
    for (JsonNode element : list(name)) {
      if (!element.isNumber()) {
        throw new ConfigurationException(key(name), element, "a list of numbers");
      }
      numbers.add(element.asDouble());
    }
    return numbers;
  }

  /** Whether a key is null. */
  boolean isNull(String name) {
    return get(name).isNull();
  }

  private JsonNode list(String name) {
    JsonNode value = get(name);
    if (!value.isArray()) {
      throw new ConfigurationException(key(name), value, "a list");
    }
    return value;
  }

  /** All entries as texts; a nested mapping's keys are joined with dots. */
  Map<String, String> entries() {
    Map<String, String> entries = new LinkedHashMap<>();
    collect("", node, entries);
    return entries;
  }

  private void collect(String prefix, JsonNode from, Map<String, String> entries) {
    for (Map.Entry<String, JsonNode> entry : from.properties()) {
      String name = prefix + entry.getKey();
      JsonNode value = entry.getValue();
      if (value.isObject()) {
        collect(name + ".", value, entries);
      } else if (value.isValueNode() && !value.isNull()) {
        if (entries.put(name, value.asText()) != null) {
          throw new ConfigurationException(key(name) + ": is given twice");
        }
      } else {
        throw new ConfigurationException(key(name), value, "a text, a number, true or false");
      }
    }
  }
}
