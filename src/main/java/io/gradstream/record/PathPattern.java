package io.gradstream.record;

import java.util.ArrayList;
import java.util.List;

/**
 * Which fields of a record a feature is read from, as a path: {@code merchant.category}, {@code
 * items[].sku} (of every element), {@code items[0].sku} (of the first), {@code attributes.colour}
 * (a map's entry), {@code payment(Card).issuer} (only where the union holds a Card), {@code
 * (key).orderId} (of the record's key; {@code (key)} alone if that is a plain value). {@code *}
 * stands for any one name, {@code **} at the end for every field from here on.
 */
public record PathPattern(String text, List<Segment> segments) {
  /** A path of more segments is refused. */
  public static final int MAX_SEGMENTS = 32;

  /** A longer path is refused; a field whose path is longer is no feature. */
  public static final int MAX_CHARS = 255;

  /** The text of the segment that leads to the key. */
  static final String KEY = "(key)";

  /** One step from a value to a value inside it. */
  public sealed interface Segment {
    /** From the record to its key; the first segment, or none. */
    record Key() implements Segment {}

    /** The field of a record, the entry of a map. */
    record Name(String name) implements Segment {}

    /** Any one field or entry. */
    record AnyName() implements Segment {}

    /** Any number of fields, one inside the other. */
    record Rest() implements Segment {}

    /** Every element of an array. */
    record Each() implements Segment {}

    /** One element of an array, from 0 on. */
    record Element(int index) implements Segment {}

    /** A union's value, if it is of a type: a record's name, with or without its namespace. */
    record Branch(String type) implements Segment {}
  }

  public PathPattern {
    segments = List.copyOf(segments);
  }

  /**
   * Reads a path.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static PathPattern parse(String text) {
    if (text.length() > MAX_CHARS) {
      throw wrong(text, "at most %d characters".formatted(MAX_CHARS));
    }
    List<Segment> segments = new ArrayList<>();
    int at = 0;
    if (text.startsWith(KEY)) {
      segments.add(new Segment.Key());
      at = KEY.length();
    }
    while (at < text.length()) {
      char c = text.charAt(at);
      int end = at + 1;
      if (c == '[') {
        end = closing(text, at, ']');
        segments.add(element(text, text.substring(at + 1, end - 1)));
      } else if (c == '(') {
        end = closing(text, at, ')');
        segments.add(new Segment.Branch(text.substring(at + 1, end - 1)));
      } else {
        at = c == '.' && at > 0 ? at + 1 : at;
        end = nameEnd(text, at);
        segments.add(name(text, text.substring(at, end)));
      }
      at = end;
    }
    check(text, segments);
    return new PathPattern(text, segments);
  }

  private static int closing(String text, int open, char bracket) {
    int close = text.indexOf(bracket, open);
    if (open == 0 || close < 0) {
      throw wrong(text, "a name before each bracket, and its end");
    }
    return close + 1;
  }

  private static int nameEnd(String text, int start) {
    int end = start;
    while (end < text.length() && ".[(".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static Segment name(String text, String name) {
    if (name.isEmpty() || name.contains("]") || name.contains(")")) {
      throw wrong(text, "names between its dots");
    }
    return switch (name) {
      case "*" -> new Segment.AnyName();
      case "**" -> new Segment.Rest();
      default -> new Segment.Name(name);
    };
  }

  private static Segment element(String text, String index) {
    if (index.isEmpty()) {
      return new Segment.Each();
    }
    try {
      return new Segment.Element(Integer.parseUnsignedInt(index));
    } catch (NumberFormatException e) {
      throw wrong(text, "[] or a whole number in brackets");
    }
  }

  private static void check(String text, List<Segment> segments) {
    if (segments.isEmpty() || segments.size() > MAX_SEGMENTS) {
      throw wrong(text, "1 to %d segments".formatted(MAX_SEGMENTS));
    }
    if (segments.subList(0, segments.size() - 1).contains(new Segment.Rest())) {
      throw wrong(text, "** at the end alone");
    }
  }

  private static IllegalArgumentException wrong(String text, String wants) {
    return new IllegalArgumentException("path: got '%s', wants %s".formatted(text, wants));
  }

  /** Whether it may stand for several fields. */
  public boolean isWildcard() {
    return segments.stream()
        .anyMatch(s -> s instanceof Segment.AnyName || s instanceof Segment.Rest);
  }

  /** Whether it is another path, or leads on from where that ends. */
  public boolean isWithin(PathPattern other) {
    int most = other.segments.size();
    return segments.size() >= most && segments.subList(0, most).equals(other.segments);
  }

  /** Whether it leads into the record's key. */
  public boolean isOfKey() {
    return segments.getFirst() instanceof Segment.Key;
  }

  @Override
  public String toString() {
    return text;
  }
}
