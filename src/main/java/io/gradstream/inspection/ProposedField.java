package io.gradstream.inspection;

import io.gradstream.record.ValueKind;
import io.gradstream.scale.Doubt;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a field is proposed to be.
 *
 * @param kind of a feature, with its settings as in a configuration; empty for what is none
 * @param byDefault whether its values would choose the same kind
 * @param why the reason, where it is not the type alone; else empty
 */
record ProposedField(FieldProfile field, Role role, String kind, boolean byDefault, String why) {
  /** What a field is good for. */
  enum Role {
    FEATURE,
    /** It tells records apart, and nothing about them. */
    ID,
    OMITTED
  }

  static final int FEW = 20;

  /** Texts of more words on average are read word by word. */
  private static final double FEW_WORDS = 2;

  /** An exponential distribution's is 4.3, a uniform one's 1.9. */
  private static final double HEAVY_TAIL = 4;

  private static final int MAX_VECTOR = 1 << 16;

  private static final String NUMERIC = "numeric";
  private static final String LOGARITHM = "numeric, log: true";

  private static final Pattern ID_NAME =
      Pattern.compile("(.*[\\p{Lower}\\d])?(Id|ID|Uuid|UUID|Guid)|(.*[_-])?(id|uuid|guid|ID|UUID)");
  private static final Pattern CODE_NAME =
      Pattern.compile("(.*[\\p{Lower}\\d_-])?(?i:code|zip|postcode|type|kind|category|no|number)");
  private static final Pattern MOMENT_NAME =
      Pattern.compile(
          "((?i:.*(time|timestamp|date|epoch))|ts|when|(.*[\\p{Lower}\\d]At)|(.*_(at|ts)))"
              + "(?i:_?(ms|millis|us|micros|s|sec|seconds))?|.*(_ms|_millis|Ms|Millis)");

  /**
   * Proposes what a field is.
   *
   * @param first whether it is a record's first field, where ids use to be
   */
  static ProposedField of(FieldProfile field, boolean first) {
    Set<ValueKind> kinds = field.kinds();
    if (kinds.isEmpty()) {
      return field.declared() == null
          ? feature(field, "", true, "null in all records seen; chosen by its first value")
          : new ProposedField(field, Role.OMITTED, "", true, "cannot be read as a feature");
    }
    if (identifies(field, first)) {
      String why = field.values() == 0 ? "by its name" : "all different";
      return new ProposedField(field, Role.ID, "", false, why);
    }
    if (kinds.contains(ValueKind.TEXT)) {
      return kinds.size() > 1
          ? feature(field, "categorical", false, "of several types")
          : text(field);
    }
    if (kinds.contains(ValueKind.TIMESTAMP)) {
      boolean date = field.declared() != null && field.declared().date();
      return date
          ? feature(field, "timestamp, parts: [weekday, month]", false, "a day")
          : feature(field, "timestamp", true, "");
    }
    return kinds.equals(Set.of(ValueKind.BOOLEAN))
        ? feature(field, "boolean", true, "")
        : number(field);
  }

  /** Whether a wildcard for all fields would do the same with it; it enters no list. */
  boolean byWildcard() {
    return byDefault && !field.isInItems();
  }

  /**
   * What is suspicious of the numbers that it is read as, but for a tail that a logarithm takes.
   */
  List<Doubt> doubts() {
    boolean isLogarithm = kind.equals(LOGARITHM);
    return kind.equals(NUMERIC) || isLogarithm
        ? field.doubts().stream()
            .filter(doubt -> !isLogarithm || doubt.kind() != Doubt.Kind.HEAVY_TAILED)
            .toList()
        : List.of();
  }

  private static ProposedField feature(
      FieldProfile field, String kind, boolean byDefault, String why) {
    return new ProposedField(field, Role.FEATURE, kind, byDefault, why);
  }

  /** By name and values, or by logical type; by its name alone if no value was seen. */
  private static boolean identifies(FieldProfile field, boolean first) {
    if (field.isMany() || field.kinds().contains(ValueKind.TIMESTAMP)) {
      return false;
    }
    boolean uuid = field.allUuids() || (field.declared() != null && field.declared().uuid());
    boolean named = ID_NAME.matcher(field.name()).matches();
    if (field.values() == 0) {
      return uuid || (named && (first || field.name().length() <= "uuid".length()));
    }
    return (uuid || named) && field.allDifferent() && !field.hasFractions();
  }

  private static ProposedField text(FieldProfile field) {
    if (field.declared() != null && field.declared().closed()) {
      return feature(field, "categorical", true, "");
    }
    if (field.allDates()) {
      return feature(field, "timestamp, parts: [weekday, month]", false, "days");
    }
    if (field.allMoments()) {
      return feature(field, "timestamp", false, "ISO timestamps");
    }
    if (field.distinct() <= FEW) {
      return feature(field, "categorical", true, "");
    }
    if (field.allNumerals() && !isCode(field)) {
      return feature(field, NUMERIC, false, "numbers in texts");
    }
    if (field.wordsPerText() > FEW_WORDS) {
      return feature(field, "text", false, "several words");
    }
    return manyCategories(field);
  }

  /** A vector of its own for each value, where values come back often enough to learn it. */
  private static ProposedField manyCategories(FieldProfile field) {
    boolean repeats = field.values() >= 2L * field.distinct();
    return repeats && !field.isMany() && field.distinct() > FEW
        ? feature(field, "embedding", false, "many values that come back")
        : feature(field, "categorical", field.kinds().contains(ValueKind.TEXT), "");
  }

  private static boolean isCode(FieldProfile field) {
    return ID_NAME.matcher(field.name()).matches() || CODE_NAME.matcher(field.name()).matches();
  }

  private static ProposedField number(FieldProfile field) {
    int length = field.commonLength();
    if (length > 1 && length <= MAX_VECTOR && field.records() > 1 && !field.isInItems()) {
      return feature(field, "vector, length: " + length, false, "lists of one length");
    }
    boolean whole = !field.hasFractions() && !field.kinds().contains(ValueKind.NUMBER);
    if (whole && isCode(field)) {
      return field.distinct() > FEW
          ? manyCategories(field)
          : feature(field, "categorical", false, "a code, by its name");
    }
    String unit = whole && MOMENT_NAME.matcher(field.name()).matches() ? unit(field) : "";
    if (!unit.isEmpty()) {
      return feature(field, "timestamp, unit: " + unit, false, "moments, by name and size");
    }
    return isHeavyTailed(field)
        ? feature(field, LOGARITHM, false, "positive and heavy-tailed")
        : feature(field, NUMERIC, true, "");
  }

  /** From 2001 to 2100. */
  private static String unit(FieldProfile field) {
    double scale = 1;
    for (String unit : new String[] {"seconds", "millis", "micros"}) {
      if (field.quantile(0) >= 1e9 * scale && field.quantile(1) <= 4.1e9 * scale) {
        return unit;
      }
      scale *= 1_000;
    }
    return "";
  }

  private static boolean isHeavyTailed(FieldProfile field) {
    double median = field.quantile(0.5);
    double high = field.quantile(0.95);
    return field.distinct() > FEW
        && field.quantile(0) >= 0
        && (median > 0 ? high >= HEAVY_TAIL * median : high > HEAVY_TAIL);
  }
}
