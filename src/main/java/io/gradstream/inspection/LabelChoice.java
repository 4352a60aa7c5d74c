package io.gradstream.inspection;

import io.gradstream.config.ConfigurationException;
import io.gradstream.record.ValueKind;
import io.gradstream.text.Shown;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The field that is proposed as the label.
 *
 * @param field null if none looks like one
 * @param others fields that could have been it as well
 */
record LabelChoice(@Nullable FieldProfile field, List<FieldProfile> others) {
  private static final int SURE = 0;
  private static final int OUTCOME = 1;
  private static final int QUESTION = 2;
  private static final int NO = 3;

  /** More whole numbers are taken for real labels. */
  static final int MAX_CLASSES = 20;

  private static final Set<String> LABELS =
      Set.of("label", "labels", "target", "class", "y", "outcome", "groundtruth", "ground_truth");
  private static final Pattern OUTCOMES =
      Pattern.compile(
          "(?i:(is|has|was|did)?_?(fraud|fraudulent|churn|churned|click|clicked|convert|converted"
              + "|conversion|default|defaulted|tipped|spam|survived|purchased|bought|cancell?ed"
              + "|returned|anomaly|anomalous|failed|failure|attack|malicious|approved|won))");
  private static final Pattern QUESTIONS = Pattern.compile("(is|has|was|did|will)(\\p{Upper}|_).*");

  /**
   * Chooses.
   *
   * @param given the path that was asked for, or null to go by names
   * @throws ConfigurationException if there is no such field
   */
  static LabelChoice of(List<FieldProfile> fields, @Nullable String given) {
    if (given != null) {
      return new LabelChoice(
          fields.stream()
              .filter(field -> field.path().equals(given))
              .findFirst()
              .orElseThrow(
                  () ->
                      new ConfigurationException(
                          "--label", given, "a path to a field, as one of " + paths(fields))),
          List.of());
    }
    List<FieldProfile> plausible =
        fields.stream()
            .filter(field -> rank(field) < NO)
            .sorted(Comparator.comparingInt(LabelChoice::rank).thenComparingInt(LabelChoice::depth))
            .toList();
    return plausible.isEmpty()
        ? new LabelChoice(null, List.of())
        : new LabelChoice(plausible.getFirst(), plausible.subList(1, plausible.size()));
  }

  private static List<String> paths(List<FieldProfile> fields) {
    return fields.stream().map(FieldProfile::path).map(Shown::line).toList();
  }

  private static int depth(FieldProfile field) {
    return field.path().split("\\.").length;
  }

  private static int rank(FieldProfile field) {
    if (field.isMany() || field.kinds().isEmpty()) {
      return NO;
    }
    if (LABELS.contains(field.name().toLowerCase(Locale.ROOT))) {
      return SURE;
    }
    if (!field.kinds().equals(Set.of(ValueKind.BOOLEAN)) && !isBinary(field)) {
      return NO;
    }
    if (OUTCOMES.matcher(field.name()).matches()) {
      return OUTCOME;
    }
    return QUESTIONS.matcher(field.name()).matches() ? QUESTION : NO;
  }

  /** Two values, or an unseen number or text that could be a yes or no. */
  private static boolean isBinary(FieldProfile field) {
    return field.distinct() <= 2 && !field.hasFractions();
  }

  /** Whether its values are classes: what is no number, and few whole numbers. */
  static boolean isClasses(FieldProfile field) {
    Set<ValueKind> kinds = field.kinds();
    boolean number = kinds.contains(ValueKind.NUMBER) || kinds.contains(ValueKind.INTEGER);
    return !number
        || (kinds.size() > 1 && kinds.contains(ValueKind.TEXT))
        || (field.values() == 0
            ? QUESTIONS.matcher(field.name()).matches()
            : !field.hasFractions() && field.distinct() <= MAX_CLASSES);
  }
}
