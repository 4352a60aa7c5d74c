package io.gradstream.inspection;

import io.gradstream.inspection.ProposedField.Role;
import io.gradstream.record.Limits;
import io.gradstream.record.ValueKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * Writes a proposal as a configuration with comments. Fields whose type alone decides stand behind
 * one wildcard, unless it would take in what is to be left out.
 */
final class ProposalWriter {
  private static final int MAX_LINE = 120;
  private static final int ENOUGH_LABELS = 100;

  private final TopicProfile profile;
  private final LabelChoice label;
  private final List<ProposedField> fields;
  private final Optional<ProposedField> id;
  private final StringBuilder text = new StringBuilder();

  ProposalWriter(TopicProfile profile, LabelChoice label) {
    this.profile = profile;
    this.label = label;
    this.fields =
        profile.fields().stream()
            .filter(field -> field != label.field())
            .map(field -> ProposedField.of(field, isFirst(field)))
            .toList();
    this.id =
        fields.stream()
            .filter(field -> field.role() == Role.ID)
            .min(
                (a, b) ->
                    Integer.compare(
                        a.field().path().split("\\.").length,
                        b.field().path().split("\\.").length));
  }

  private boolean isFirst(FieldProfile field) {
    return field == profile.fields().getFirst();
  }

  /**
   * The configuration.
   *
   * @param origin what it was made of, in words
   * @param input the entries of {@code input}
   * @param output the entries of {@code output}
   * @param kafka settings of the clients
   */
  String write(
      String origin,
      Map<String, String> input,
      Map<String, String> output,
      Map<String, String> kafka) {
    line("# Proposed by `gradstream init` from %s.".formatted(YamlText.comment(origin)));
    line("# `gradstream check --config FILE` shows what it makes of your records, `gradstream run");
    line("# --config FILE` learns. Every other key has its default.");
    line("input: %s".formatted(YamlText.map(input)));
    if (!output.isEmpty()) {
      line("output: %s".formatted(YamlText.map(output)));
    }
    line("mapping:");
    label();
    id();
    features();
    limits();
    line("kafka: %s".formatted(YamlText.map(kafka)));
    return text.toString();
  }

  private void label() {
    FieldProfile field = label.field();
    if (field == null) {
      line("  # No field looks like a label by its name. Write the path of the one to be learned");
      line("  # here and take its line out of the features, if it has one; or run init again with");
      line("  # --label PATH. Nothing is learned without.");
      line("  label: null");
      line("  task: auto");
      return;
    }
    line("  # %s".formatted(seen(field)));
    if (!label.others().isEmpty()) {
      String others =
          label.others().stream().map(FieldProfile::path).collect(Collectors.joining(", "));
      line("  # It could as well be: %s.".formatted(YamlText.comment(others)));
    }
    if (field.values() > 0 && field.distinct() == 1) {
      line("  # All labels seen are the same: there is nothing to learn from these.");
    }
    line("  label: %s".formatted(YamlText.quoted(field.path())));
    if (field.kinds().equals(Set.of(ValueKind.BOOLEAN))) {
      line("  classes: [\"false\", \"true\"]");
    } else {
      line("  task: %s".formatted(LabelChoice.isClasses(field) ? "classification" : "regression"));
    }
  }

  private void id() {
    id.ifPresent(
        proposed -> {
          line("  # %s".formatted(seen(proposed.field())));
          line("  id: %s".formatted(YamlText.quoted(proposed.field().path())));
        });
  }

  private void features() {
    List<String> features = new ArrayList<>();
    List<ProposedField> rest =
        fields.stream().filter(field -> id.isEmpty() || !field.equals(id.get())).toList();
    boolean wildcard = canBeWildcard(rest);
    List<ProposedField> behind = new ArrayList<>();
    for (ProposedField field : rest) {
      if (field.role() != Role.FEATURE) {
        String why = field.role() == Role.ID ? ", it tells records apart" : "";
        line(
            "  # left out%s: %s: %s"
                .formatted(why, YamlText.comment(field.field().path()), note(field)));
      } else if (wildcard && field.byWildcard()) {
        behind.add(field);
      } else if (!isInMap(field)) {
        line("  # %s: %s".formatted(YamlText.comment(field.field().path()), note(field)));
        features.add(feature(field, wildcard));
      }
    }
    leftOut();
    if (wildcard) {
      line("  # Behind **, every other field by its type, those that records have later too:");
      behind.forEach(this::byType);
    } else {
      features.addAll(maps(rest));
    }
    if (wildcard || features.isEmpty()) {
      features.add("\"**\"");
    }
    line(wrapped("  features: [", features));
  }

  private void byType(ProposedField field) {
    line(
        "  #   %s: %s%s"
            .formatted(
                YamlText.comment(field.field().path()),
                field.kind().isEmpty() ? "" : field.kind() + "; ",
                note(field)));
  }

  /** A list in lines that are not too long. */
  private static String wrapped(String start, List<String> items) {
    StringBuilder text = new StringBuilder(start);
    int lineStart = 0;
    for (int i = 0; i < items.size(); i++) {
      String item = items.get(i) + (i == items.size() - 1 ? "]" : ",");
      if (i > 0 && text.length() - lineStart + 1 + item.length() > MAX_LINE) {
        text.append("\n");
        lineStart = text.length();
        text.append("   ");
      }
      text.append(i == 0 ? "" : " ").append(item);
    }
    return text.toString();
  }

  /** Whether {@code **} takes in nothing that is to be left out. */
  private boolean canBeWildcard(List<ProposedField> rest) {
    return profile.envelope().isEmpty()
        && profile.largeMaps().stream().allMatch(map -> map.contains("[]"))
        && rest.stream().anyMatch(ProposedField::byWildcard)
        && rest.stream()
            .allMatch(
                field ->
                    field.role() == Role.FEATURE
                        || field.field().isInItems()
                        || field.role() == Role.OMITTED);
  }

  private boolean isInMap(ProposedField field) {
    return field.byWildcard()
        && profile.maps().stream().anyMatch(map -> field.field().path().startsWith(map + "."));
  }

  /** A map's few entries by their types, those that come later too. */
  private List<String> maps(List<ProposedField> rest) {
    List<String> wildcards = new ArrayList<>();
    for (String map : profile.maps()) {
      List<ProposedField> entries =
          rest.stream()
              .filter(field -> isInMap(field) && field.field().path().startsWith(map + "."))
              .toList();
      if (!entries.isEmpty()) {
        line(
            "  # Behind %s.*, its entries by their types, those that come later too:"
                .formatted(YamlText.comment(map)));
        entries.forEach(this::byType);
        wildcards.add(YamlText.quoted(map + ".*"));
      }
    }
    return wildcards;
  }

  private void leftOut() {
    profile.envelope().ifPresent(this::leftOut);
    for (String map : profile.largeMaps()) {
      line(
          "  # left out: %s, a map of more keys than can be features"
              .formatted(YamlText.comment(map)));
    }
    for (String field : profile.unreachable()) {
      line("  # left out: %s, whose name no path can hold".formatted(YamlText.comment(field)));
    }
    if (profile.hasTooManyFields()) {
      line("  # left out: all fields beyond the first %d".formatted(TopicProfile.MAX_FIELDS));
    }
  }

  private void leftOut(ChangeEnvelope envelope) {
    line("  # These are changes to the rows of a table.");
    line(
        "  # left out: %s, the row before the change. It holds the old label, which usually"
            .formatted(envelope.before()));
    line("  # gives the new one away.");
    line(
        "  # Where %s is null, as in a delete, there is no label: the record is predicted only."
            .formatted(envelope.after()));
    if (!envelope.schema().isEmpty()) {
      line(
          "  # left out: %s, which describes the rest and is always the same"
              .formatted(envelope.schema()));
    }
  }

  /** Limits that what was seen goes beyond. */
  private void limits() {
    Map<String, String> limits = new LinkedHashMap<>();
    int list = fields.stream().mapToInt(field -> field.field().longestList()).max().orElse(0);
    int bytes = fields.stream().mapToInt(field -> field.field().longestTextBytes()).max().orElse(0);
    if (list > Limits.DEFAULT.listLength()) {
      limits.put("list-length", Integer.toString(2 * list));
    }
    if (bytes > Limits.DEFAULT.textBytes()) {
      limits.put("text-bytes", Integer.toString(2 * bytes));
    }
    if (!limits.isEmpty()) {
      line("  # Twice the longest seen; what is longer is rejected.");
    }
    FieldProfile classes = label.field();
    if (classes != null && hasFewClasses(classes)) {
      line(
          "  # Classes are numbered by first sight, with room for twice those seen: room makes a"
              + " model");
      line(
          "  # large, and needs another one to be changed. A class beyond is TOO_MANY_CLASSES, a"
              + " reject.");
      limits.put("classes", Integer.toString(2 * classes.distinct()));
    }
    if (!limits.isEmpty()) {
      line("  limits: %s".formatted(YamlText.map(limits)));
    }
  }

  /**
   * Whether enough labels were seen to say that there are few classes. They are not named for all
   * that: a label that is not among named ones is rejected for good.
   */
  private static boolean hasFewClasses(FieldProfile field) {
    return !field.kinds().equals(Set.of(ValueKind.BOOLEAN))
        && LabelChoice.isClasses(field)
        && field.distinct() > 1
        && field.distinct() <= LabelChoice.MAX_CLASSES
        && field.values() >= ENOUGH_LABELS;
  }

  /** Without a wildcard all kinds are named: a model of such a mapping is all there at once. */
  private static String feature(ProposedField field, boolean wildcard) {
    String path = YamlText.quoted(field.field().path());
    return (wildcard && field.byDefault()) || field.kind().isEmpty()
        ? path
        : "{path: %s, kind: %s}".formatted(path, field.kind());
  }

  private String note(ProposedField field) {
    StringJoiner note = new StringJoiner("; ").add(seen(field.field()));
    if (!field.why().isEmpty()) {
      note.add(field.why());
    }
    field.doubts().forEach(doubt -> note.add(doubt.toString()));
    return note.toString();
  }

  /** Type, share that is missing, different values, examples. */
  private String seen(FieldProfile field) {
    if (profile.records() == 0) {
      return YamlText.comment(field.type());
    }
    List<String> parts = new ArrayList<>();
    parts.add(field.type());
    parts.add(missing(field));
    if (field.values() > 0) {
      parts.add(values(field));
      if (field.errors() > 0) {
        parts.add("%d of another type".formatted(field.errors()));
      }
    }
    return YamlText.comment(String.join(", ", parts));
  }

  private String missing(FieldProfile field) {
    double missing = 1 - (double) field.records() / profile.records();
    return missing == 0 ? "never missing" : percent(missing) + " missing";
  }

  private static String percent(double share) {
    return share < 0.001
        ? "under 0.1 %"
        : String.format(Locale.ROOT, share < 0.1 ? "%.1f %%" : "%.0f %%", 100 * share);
  }

  private static String values(FieldProfile field) {
    boolean numbers =
        field.kinds().stream().allMatch(k -> k == ValueKind.NUMBER || k == ValueKind.INTEGER);
    String different =
        field.allDifferent()
            ? "all different"
            : "%d%s different"
                .formatted(
                    field.distinct(), field.distinct() == FieldProfile.MAX_DISTINCT ? "+" : "");
    if (numbers && field.distinct() > ProposedField.FEW) {
      return "%s, %s to %s, median %s"
          .formatted(
              different,
              number(field.quantile(0)),
              number(field.quantile(1)),
              number(field.quantile(0.5)));
    }
    return different
        + ": "
        + field.mostFrequent(field.allDifferent() ? 2 : 3).stream()
            .map(
                entry ->
                    field.allDifferent()
                        ? cut(entry.getKey())
                        : "%s (%s)"
                            .formatted(
                                cut(entry.getKey()),
                                percent((double) entry.getValue() / field.values())))
            .collect(Collectors.joining(", "));
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.4g", value);
  }

  private static String cut(String value) {
    return value.length() <= 40 ? value : value.substring(0, 40) + "…";
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
