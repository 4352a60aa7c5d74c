package io.gradstream.feature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields of one record that a mapping reads, whatever its format: a slot for each, with its
 * value, or several if the field is a list, or none if it is missing or null. Flat and reused: a
 * row is valid until the next record is read into it. Not for several threads.
 */
public final class RawRow {
  private static final int NONE = -1;

  private final Limits limits;
  private int[] filled = {};
  private int filledSlots;
  private int[] first = {};
  private int[] last = {};
  private int[] count = {};
  private int values;
  private ValueKind[] kinds = new ValueKind[64];
  private long[] bits = new long[64];
  private int[] textStart = new int[64];
  private int[] next = new int[64];
  private byte[] text = new byte[1024];
  private int textEnd;
  private Map<Integer, Set<ValueKind>> declared = Map.of();

  public RawRow(Limits limits) {
    this.limits = limits;
  }

  /** Forgets all values. */
  void clear() {
    for (int i = 0; i < filledSlots; i++) {
      first[filled[i]] = NONE;
      count[filled[i]] = 0;
    }
    filledSlots = 0;
    values = 0;
    textEnd = 0;
    declared = Map.of();
  }

  /** Says what the record's schema has, value or none: the kinds of slots, in order. */
  void declare(Map<Integer, Set<ValueKind>> kinds) {
    declared = kinds;
  }

  /** What the record's schema has; the same object for all records of one. */
  Map<Integer, Set<ValueKind>> declared() {
    return declared;
  }

  void addInteger(int[] slots, long value) throws UnfitException {
    add(slots, ValueKind.INTEGER, value);
  }

  void addNumber(int[] slots, double value) throws UnfitException {
    add(slots, ValueKind.NUMBER, Double.doubleToRawLongBits(value));
  }

  void addBoolean(int[] slots, boolean value) throws UnfitException {
    add(slots, ValueKind.BOOLEAN, value ? 1 : 0);
  }

  /** In milliseconds since 1970. */
  void addTimestamp(int[] slots, long millis) throws UnfitException {
    add(slots, ValueKind.TIMESTAMP, millis);
  }

  /** Adds a text of UTF-8 bytes. */
  void addText(int[] slots, byte[] utf8, int start, int length) throws UnfitException {
    if (length > limits.textBytes()) {
      throw new UnfitException(
          UnfitReason.TEXT_TOO_LONG,
          "a text has %d bytes, wants at most %d".formatted(length, limits.textBytes()));
    }
    if (text.length - textEnd < length) {
      text = Arrays.copyOf(text, Math.max(2 * text.length, textEnd + length));
    }
    System.arraycopy(utf8, start, text, textEnd, length);
    add(slots, ValueKind.TEXT, length);
    textEnd += length;
  }

  private void add(int[] slots, ValueKind kind, long valueBits) throws UnfitException {
    for (int slot : slots) {
      add(slot, kind, valueBits);
    }
  }

  private void add(int slot, ValueKind kind, long valueBits) throws UnfitException {
    if (slot >= first.length) {
      grow(slot + 1);
    }
    if (count[slot] == limits.listLength()) {
      throw new UnfitException(
          UnfitReason.LIST_TOO_LONG,
          "a list has more than the %d elements allowed".formatted(limits.listLength()));
    }
    if (values == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * values);
      bits = Arrays.copyOf(bits, 2 * values);
      textStart = Arrays.copyOf(textStart, 2 * values);
      next = Arrays.copyOf(next, 2 * values);
    }
    int value = values++;
    kinds[value] = kind;
    bits[value] = valueBits;
    textStart[value] = textEnd;
    next[value] = NONE;
    if (first[slot] == NONE) {
      first[slot] = value;
      filled[filledSlots++] = slot;
    } else {
      next[last[slot]] = value;
    }
    last[slot] = value;
    count[slot]++;
  }

  private void grow(int slots) {
    int before = first.length;
    int after = Math.max(slots, 2 * before);
    filled = Arrays.copyOf(filled, after);
    first = Arrays.copyOf(first, after);
    Arrays.fill(first, before, after, NONE);
    last = Arrays.copyOf(last, after);
    count = Arrays.copyOf(count, after);
  }

  /** The number of slots that have a value. */
  int filledSlots() {
    return filledSlots;
  }

  /** A slot that has a value, in the order of their first ones. */
  int filledSlot(int index) {
    return filled[index];
  }

  /** The number of values of a slot: 0 if it is missing. */
  int count(int slot) {
    return slot < count.length ? count[slot] : 0;
  }

  /** The first value of a slot that is not missing. */
  int first(int slot) {
    return first[slot];
  }

  /** The value after another, less than 0 after the last. */
  int next(int value) {
    return next[value];
  }

  ValueKind kind(int value) {
    return kinds[value];
  }

  /** A number that is no text, exact up to 53 bits. */
  double number(int value) {
    return kind(value) == ValueKind.NUMBER
        ? Double.longBitsToDouble(bits[value])
        : (double) bits[value];
  }

  /** An integer, a timestamp, or a boolean as 0 or 1. */
  long integer(int value) {
    return bits[value];
  }

  /** The bytes in which texts stand. */
  byte[] textBytes() {
    return text;
  }

  int textStart(int value) {
    return textStart[value];
  }

  int textLength(int value) {
    return (int) bits[value];
  }

  /** A value for people and for names: a text as it is, anything else in decimal. */
  String asText(int value) {
    return switch (kind(value)) {
      case TEXT -> new String(text, textStart[value], textLength(value), UTF_8);
      case BOOLEAN -> bits[value] == 1 ? "true" : "false";
      case INTEGER, TIMESTAMP -> Long.toString(bits[value]);
      case NUMBER -> decimal(number(value));
    };
  }

  /** Every value of a slot for people: as {@link #asText}, a moment as a date. */
  List<String> asTexts(int slot) {
    List<String> texts = new ArrayList<>();
    int value = count(slot) == 0 ? NONE : first(slot);
    while (value != NONE) {
      texts.add(
          kind(value) == ValueKind.TIMESTAMP
              ? Instant.ofEpochMilli(integer(value)).toString()
              : asText(value));
      value = next(value);
    }
    return texts;
  }

  /** A whole number without a fraction, so that 5 and 5.0 are the same. */
  private static String decimal(double number) {
    return number == Math.rint(number) && Math.abs(number) < 0x1p53
        ? Long.toString((long) number)
        : Float.toString((float) number);
  }
}
