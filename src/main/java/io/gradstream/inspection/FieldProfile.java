package io.gradstream.inspection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gradstream.record.ValueKind;
import io.gradstream.scale.Doubt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was seen of one field, and what its schema says. */
final class FieldProfile {
  /** Values beyond are counted, no longer told apart. */
  static final int MAX_DISTINCT = 10_000;

  private static final int MAX_NUMBERS = 10_000;

  /** What the timestamp feature reads. */
  private static final Pattern ISO =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d)?)?");

  private static final Pattern UUID =
      Pattern.compile(
          "\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");
  private static final Pattern NUMERAL = Pattern.compile("-?(0|[1-9]\\d{0,17})(\\.\\d{1,18})?");
  private static final int DATE_CHARS = 10;

  private final String path;

  /** Values that are rarer than this say nothing of a field's type: somebody's error. */
  private static final double ERRORS = 0.02;

  private final Map<ValueKind, Long> kinds = new EnumMap<>(ValueKind.class);
  private final Map<String, Integer> distinct = new LinkedHashMap<>();
  private final Set<ValueKind> declaredKinds = EnumSet.noneOf(ValueKind.class);
  private @Nullable DeclaredType declared;
  private long records;
  private long lastRecord = -1;
  private long values;
  private boolean many;
  private boolean fraction;
  private double[] numbers = new double[64];
  private int numberCount;
  private long words;
  private long texts;
  private long isoTexts;
  private long dates;
  private long uuids;
  private long numerals;
  private int longestTextBytes;
  private int longestList;
  private int listNow;
  private int shortestList = Integer.MAX_VALUE;

  FieldProfile(String path) {
    this.path = path;
  }

  void declare(DeclaredType type) {
    declared = type;
    many |= type.list();
    if (type.kind() != null) {
      declaredKinds.add(type.kind());
    }
  }

  /** Takes in a value: a boolean, a whole or other number, a text, an instant. */
  void see(long record, Object value, boolean inList) {
    if (record != lastRecord) {
      endRecord();
      lastRecord = record;
      records++;
      listNow = 0;
    }
    listNow++;
    many |= inList;
    values++;
    String text = value.toString();
    if (distinct.containsKey(text) || distinct.size() < MAX_DISTINCT) {
      distinct.merge(text, 1, Integer::sum);
    }
    switch (value) {
      case Boolean b -> count(ValueKind.BOOLEAN);
      case Long whole -> seeNumber(ValueKind.INTEGER, whole);
      case Number number -> seeNumber(ValueKind.NUMBER, number.doubleValue());
      case String string -> seeText(string);
      default -> count(ValueKind.TIMESTAMP);
    }
  }

  /** The last list of a field is as long as it is now. */
  private void endRecord() {
    if (lastRecord >= 0) {
      longestList = Math.max(longestList, listNow);
      shortestList = Math.min(shortestList, listNow);
    }
  }

  private void count(ValueKind kind) {
    kinds.merge(kind, 1L, Long::sum);
  }

  private void seeNumber(ValueKind kind, double number) {
    count(kind);
    fraction |= number != Math.rint(number);
    if (numberCount < MAX_NUMBERS) {
      if (numberCount == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * numberCount);
      }
      numbers[numberCount++] = number;
    }
  }

  private void seeText(String text) {
    count(ValueKind.TEXT);
    texts++;
    words += text.isBlank() ? 0 : text.strip().split("\\s+").length;
    longestTextBytes = Math.max(longestTextBytes, text.getBytes(UTF_8).length);
    if (ISO.matcher(text).matches()) {
      isoTexts++;
      dates += text.length() == DATE_CHARS ? 1 : 0;
    } else if (UUID.matcher(text).matches()) {
      uuids++;
    } else if (NUMERAL.matcher(text).matches()) {
      numerals++;
    }
  }

  String path() {
    return path;
  }

  /** The last name of its path. */
  String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** Whether it is inside an array of records, which only a path with brackets leads into. */
  boolean isInItems() {
    return path.contains("[]");
  }

  /** Whether a record may have several values of it. */
  boolean isMany() {
    return many || isInItems();
  }

  /** What the schema says, or null without one. */
  @Nullable DeclaredType declared() {
    return declared;
  }

  /** The kinds of its values but for errors; without any, what the schema says. */
  Set<ValueKind> kinds() {
    return kinds.isEmpty() ? declaredKinds : kindsSeen();
  }

  private Set<ValueKind> kindsSeen() {
    Set<ValueKind> seen = EnumSet.noneOf(ValueKind.class);
    kinds.forEach(
        (kind, count) -> {
          if (count >= ERRORS * values) {
            seen.add(kind);
          }
        });
    return seen;
  }

  /** The values that are taken for errors: of none of the kinds. */
  long errors() {
    Set<ValueKind> seen = kindsSeen();
    return kinds.entrySet().stream()
        .filter(entry -> !seen.contains(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** The records that have it. */
  long records() {
    return records;
  }

  long values() {
    return values;
  }

  /** Different values, up to {@link #MAX_DISTINCT}. */
  int distinct() {
    return distinct.size();
  }

  boolean allDifferent() {
    return values > 1 && distinct.size() == values;
  }

  /** The different values with the most frequent first. */
  List<Map.Entry<String, Integer>> mostFrequent(int count) {
    return distinct.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(count)
        .toList();
  }

  /** Numbers, some of which are not whole. */
  boolean hasFractions() {
    return fraction;
  }

  /** The number below which a share of the numbers is; NaN if there is none. */
  double quantile(double share) {
    if (numberCount == 0) {
      return Double.NaN;
    }
    double[] sorted = Arrays.copyOf(numbers, numberCount);
    Arrays.sort(sorted);
    return sorted[(int) Math.round(share * (numberCount - 1))];
  }

  /** What is suspicious of its numbers. */
  List<Doubt> doubts() {
    return isMany() ? List.of() : SeenInputs.doubtsOf(Arrays.copyOf(numbers, numberCount));
  }

  double wordsPerText() {
    return texts == 0 ? 0 : (double) words / texts;
  }

  private boolean mostTexts(long count) {
    return texts > 0 && count >= (1 - ERRORS) * texts;
  }

  /** But for errors, as the two below. */
  boolean allMoments() {
    return mostTexts(isoTexts);
  }

  boolean allDates() {
    return mostTexts(dates);
  }

  boolean allUuids() {
    return texts > 0 && uuids == texts;
  }

  boolean allNumerals() {
    return mostTexts(numerals);
  }

  int longestTextBytes() {
    return longestTextBytes;
  }

  int longestList() {
    return Math.max(longestList, listNow);
  }

  /** The one length that all lists have, or 0. */
  int commonLength() {
    return many && records > 0 && Math.min(shortestList, listNow) == longestList()
        ? longestList()
        : 0;
  }

  /** The names of a schema's type and of the kinds seen. */
  String type() {
    if (declared != null) {
      return declared.text();
    }
    List<String> names = new ArrayList<>();
    for (ValueKind kind : kindsSeen()) {
      names.add(
          switch (kind) {
            case INTEGER -> "whole number";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            case TIMESTAMP -> "timestamp";
            case TEXT -> "text";
          });
    }
    if (names.contains("number")) {
      names.remove("whole number");
    }
    String text = names.isEmpty() ? "always null" : String.join(" or ", names);
    return many ? "list of " + text : text;
  }
}
