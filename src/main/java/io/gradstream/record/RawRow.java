package io.gradstream.record;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
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
  /** A number that is written in more characters is refused. */
  static final int MAX_DIGITS = 1_000;

  private static final int NONE = -1;

  /** Numbers of this many bits have at most 15 digits, which a double holds. */
  private static final int EXACT_BITS = 49;

  /** Numbers of more bits have more digits than {@link #MAX_DIGITS}. */
  private static final int MAX_BITS = 3_322;

  /** In the place of a number's digits: that it is a float, and so has fewer than as a double. */
  private static final int FLOAT = -1;

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

  /** How many bytes of the text are a number's digits; none if they are those of its double. */
  private int[] digits = new int[64];

  private int[] next = new int[64];
  private byte[] text = new byte[1024];
  private int textEnd;
  private Map<Integer, Set<ValueKind>> declared = Map.of();

  public RawRow(Limits limits) {
    this.limits = limits;
  }

  /** Forgets all values. */
  public void clear() {
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
  public void declare(Map<Integer, Set<ValueKind>> kinds) {
    declared = kinds;
  }

  /** What the record's schema has; the same object for all records of one. */
  public Map<Integer, Set<ValueKind>> declared() {
    return declared;
  }

  /** Refuses a value of a size that a schema gives, before anything is allocated for it. */
  void checkRoom(int bytes) throws UnfitException {
    if (bytes > limits.recordBytes()) {
      throw new UnfitException(
          UnfitReason.UNDECODABLE,
          "the schema has a value of %d bytes, a record at most %d"
              .formatted(bytes, limits.recordBytes()));
    }
  }

  public void addInteger(int[] slots, long value) throws UnfitException {
    add(slots, ValueKind.INTEGER, value);
  }

  public void addNumber(int[] slots, double value) throws UnfitException {
    add(slots, ValueKind.NUMBER, Double.doubleToRawLongBits(value));
  }

  /**
   * Adds a number that is 0.1 as a float as the double that is 0.1; the float's own value is
   * 0.10000000149011612.
   */
  void addFloat(int[] slots, float value) throws UnfitException {
    double nearest = value == Math.rint(value) ? value : Double.parseDouble(Float.toString(value));
    addNumber(slots, nearest, FLOAT);
  }

  /**
   * Adds a number that a double may not hold.
   *
   * @param value the nearest double
   * @param source has it in decimal
   */
  public void addNumber(int[] slots, double value, char[] source, int start, int length)
      throws UnfitException {
    if (length > MAX_DIGITS) {
      throw tooLong();
    }
    reserve(length);
    for (int i = 0; i < length; i++) {
      text[textEnd + i] = (byte) source[start + i];
    }
    addNumber(slots, value, length);
    textEnd += length;
  }

  /** Adds a decimal number; its digits are only made if a double does not hold them. */
  void addDecimal(int[] slots, BigDecimal value) throws UnfitException {
    int bits = value.unscaledValue().bitLength();
    if (bits > MAX_BITS) {
      throw tooLong();
    }
    double nearest = value.doubleValue();
    if (bits <= EXACT_BITS && (bits == 0 || isNormal(nearest))) {
      addNumber(slots, nearest);
    } else {
      char[] source = value.toString().toCharArray();
      addNumber(slots, nearest, source, 0, source.length);
    }
  }

  private static UnfitException tooLong() {
    return new UnfitException(
        UnfitReason.OUT_OF_RANGE, "a number has more than %,d characters".formatted(MAX_DIGITS));
  }

  /** Whether a double has all its digits: less is rounded, more infinite. */
  private static boolean isNormal(double value) {
    return Double.isFinite(value) && Math.abs(value) >= Double.MIN_NORMAL;
  }

  private void addNumber(int[] slots, double value, int digitBytes) throws UnfitException {
    int before = values;
    addNumber(slots, value);
    Arrays.fill(digits, before, values, digitBytes);
  }

  void addBoolean(int[] slots, boolean value) throws UnfitException {
    add(slots, ValueKind.BOOLEAN, value ? 1 : 0);
  }

  /** In milliseconds since 1970. */
  void addTimestamp(int[] slots, long millis) throws UnfitException {
    add(slots, ValueKind.TIMESTAMP, millis);
  }

  /** Adds a text of UTF-8 bytes. */
  public void addText(int[] slots, byte[] utf8, int start, int length) throws UnfitException {
    if (length > limits.textBytes()) {
      throw new UnfitException(
          UnfitReason.TEXT_TOO_LONG,
          "a text has %d bytes, wants at most %d".formatted(length, limits.textBytes()));
    }
    reserve(length);
    System.arraycopy(utf8, start, text, textEnd, length);
    add(slots, ValueKind.TEXT, length);
    textEnd += length;
  }

  private void reserve(int length) {
    if (text.length - textEnd < length) {
      text = Arrays.copyOf(text, Math.max(2 * text.length, textEnd + length));
    }
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
      digits = Arrays.copyOf(digits, 2 * values);
      next = Arrays.copyOf(next, 2 * values);
    }
    int value = values++;
    kinds[value] = kind;
    bits[value] = valueBits;
    textStart[value] = textEnd;
    digits[value] = 0;
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
  public int filledSlots() {
    return filledSlots;
  }

  /** A slot that has a value, in the order of their first ones. */
  public int filledSlot(int index) {
    return filled[index];
  }

  /** The number of values of a slot: 0 if it is missing. */
  public int count(int slot) {
    return slot < count.length ? count[slot] : 0;
  }

  /** The first value of a slot that is not missing. */
  public int first(int slot) {
    return first[slot];
  }

  /** The value after another, less than 0 after the last. */
  public int next(int value) {
    return next[value];
  }

  public ValueKind kind(int value) {
    return kinds[value];
  }

  /** A number that is no text, exact up to 53 bits. */
  public double number(int value) {
    return kind(value) == ValueKind.NUMBER
        ? Double.longBitsToDouble(bits[value])
        : (double) bits[value];
  }

  /** Whether a number is the integer that is nearest to it, digit by digit. */
  public boolean isWhole(int value) {
    return kinds[value] == ValueKind.NUMBER && digits[value] <= 0 && Numbers.isWhole(number(value));
  }

  /** An integer, a timestamp, or a boolean as 0 or 1. */
  public long integer(int value) {
    return bits[value];
  }

  /** The bytes in which texts stand. */
  public byte[] textBytes() {
    return text;
  }

  public int textStart(int value) {
    return textStart[value];
  }

  public int textLength(int value) {
    return (int) bits[value];
  }

  /** A value for people and for names: a text as it is, anything else in decimal, exactly. */
  public String asText(int value) {
    return switch (kind(value)) {
      case TEXT -> new String(text, textStart[value], textLength(value), UTF_8);
      case BOOLEAN -> bits[value] == 1 ? "true" : "false";
      case INTEGER, TIMESTAMP -> Long.toString(bits[value]);
      case NUMBER -> decimal(value);
    };
  }

  /** Every value of a slot for people: as {@link #asText}, a moment as a date. */
  public List<String> asTexts(int slot) {
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

  private String decimal(int value) {
    return switch (digits[value]) {
      case 0 -> Numbers.decimal(number(value));
      case FLOAT -> Numbers.decimal((float) number(value));
      default -> Numbers.decimal(new String(text, textStart[value], digits[value], US_ASCII));
    };
  }
}
