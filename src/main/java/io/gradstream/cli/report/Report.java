package io.gradstream.cli.report;

import io.gradstream.evaluation.CalibrationBin;
import io.gradstream.evaluation.ClassScore;
import io.gradstream.evaluation.ClassificationScores;
import io.gradstream.evaluation.EvaluationSnapshot;
import io.gradstream.evaluation.Score;
import io.gradstream.evaluation.Scores;
import io.gradstream.prequential.PrequentialRun;
import io.gradstream.text.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to: one JSON object, or a text for people.
 *
 * @param title of the text; empty for none
 * @param examples that were learned
 * @param notLearned the rows that were no examples, by what they were; empty if they are not
 *     counted
 * @param firstRefusal which row was the first that was refused, and why; null if none is known
 * @param doubts what is suspicious of inputs
 */
public record Report(
    String title,
    long examples,
    EvaluationSnapshot evaluation,
    List<String> classes,
    Map<String, Long> notLearned,
    @Nullable String firstRefusal,
    double examplesPerSecond,
    long parameters,
    int weightsCrc32c,
    List<String> doubts,
    Map<String, ?> more) {
  private static final int NAME_WIDTH = 21;
  private static final int LEAST_WIDTH = 9;

  /** From here on digits after the point say nothing, and fill the column. */
  private static final double LARGE = 1e4;

  /** The object that {@code --json} prints. */
  public String json() {
    return Json.text(fields());
  }

  /**
   * The fields of the object that {@code --json} prints. Scores are fractions of 1; one not defined
   * is null. Those that stand alone are of the whole stream, but for {@code auc}, which a window
   * alone has.
   */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("examples", examples);
    fields.putAll(notLearned);
    fields.put("first_refusal", firstRefusal);
    fields.putAll(all(evaluation.whole()));
    if (evaluation.windowed() instanceof ClassificationScores windowed) {
      fields.put("auc", windowed.auc());
      fields.put("classes", classes);
    }
    fields.put("faded", finite(all(evaluation.faded())));
    fields.put("windowed", finite(all(evaluation.windowed())));
    fields.put("better_baseline", evaluation.windowed().betterBaseline());
    fields.put("drifts", evaluation.drifts());
    fields.put("last_drift", evaluation.drifts() == 0 ? null : evaluation.lastDrift());
    fields.put("examples_per_second", Math.round(examplesPerSecond));
    fields.put("parameters", parameters);
    fields.put("weights_crc32c", "%08x".formatted(weightsCrc32c));
    fields.put("doubts", doubts);
    fields.putAll(more);
    return finite(fields);
  }

  /** The same for people. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows()) {
      text.append(row.getFirst()).append(" ".repeat(NAME_WIDTH - row.getFirst().length()));
      for (String cell : row.subList(1, row.size())) {
        text.append(" ".repeat(1 + Math.max(0, LEAST_WIDTH - cell.length()))).append(cell);
      }
      text.append(System.lineSeparator());
    }
    text.append(String.format(Locale.ROOT, "%,d examples", examples));
    if (evaluation.drifts() > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              ", %,d %s (the last at %,d)",
              evaluation.drifts(),
              evaluation.drifts() == 1 ? "drift" : "drifts",
              evaluation.lastDrift()));
    }
    notLearned.forEach(
        (kind, rows) ->
            text.append(rows == 0 ? "" : String.format(Locale.ROOT, ", %,d %s", rows, kind)));
    text.append(
        String.format(
            Locale.ROOT,
            ", %,.0f/s, %,d parameters, weights_crc32c %08x",
            examplesPerSecond,
            parameters,
            weightsCrc32c));
    warnings().forEach(line -> text.append(System.lineSeparator()).append(line));
    return text.toString();
  }

  /** What people have to know beside the scores. */
  List<String> warnings() {
    List<String> lines = new ArrayList<>();
    if (firstRefusal != null) {
      lines.add("warning: the first refusal is of " + Shown.line(firstRefusal));
    }
    String better = evaluation.windowed().betterBaseline();
    if (better != null) {
      lines.add(
          "warning: over the window, %s would have been better: do the features tell anything of the label?"
              .formatted(better));
    }
    doubts.forEach(doubt -> lines.add("note: " + Shown.line(doubt)));
    return lines;
  }

  private List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(title, "whole", "faded", "windowed"));
    Map<String, Double> faded = scores(evaluation.faded());
    Map<String, Double> windowed = scores(evaluation.windowed());
    scores(evaluation.whole())
        .forEach(
            (name, value) ->
                rows.add(
                    List.of(
                        name,
                        number(value),
                        number(faded.getOrDefault(name, Double.NaN)),
                        number(windowed.getOrDefault(name, Double.NaN)))));
    return rows;
  }

  /** A score as people read it. */
  public static String number(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    return String.format(Locale.ROOT, Math.abs(value) < LARGE ? "%.4f" : "%.6g", value);
  }

  /** The scores by their published names. */
  static Map<String, Double> scores(Scores scores) {
    Map<String, Double> named = new LinkedHashMap<>();
    Score.of(scores).forEach(score -> named.put(score.reportName(), score.in(scores)));
    return named;
  }

  /** With what they are made of: single classes, and the reliability table. */
  private static Map<String, Object> all(Scores scores) {
    Map<String, Object> all = new LinkedHashMap<>(scores(scores));
    if (scores instanceof ClassificationScores c) {
      all.put("recall_by_class", numbers(c.byClass(), ClassScore::recall));
      all.put("f1_by_class", numbers(c.byClass(), ClassScore::f1));
      all.put("reliability", c.reliability().stream().map(Report::bin).toList());
    }
    return all;
  }

  private static Map<String, Object> bin(CalibrationBin bin) {
    Map<String, Double> named = new LinkedHashMap<>();
    named.put("examples", bin.examples());
    named.put("confidence", bin.confidence());
    named.put("accuracy", bin.accuracy());
    return finite(named);
  }

  private static <T> List<@Nullable Double> numbers(List<T> items, ToDoubleFunction<T> number) {
    List<@Nullable Double> numbers = new ArrayList<>();
    for (T item : items) {
      double value = number.applyAsDouble(item);
      numbers.add(Double.isNaN(value) ? null : (Double) value);
    }
    return numbers;
  }

  /** JSON knows no NaN. */
  static Map<String, Object> finite(Map<String, ?> fields) {
    Map<String, Object> finite = new LinkedHashMap<>();
    fields.forEach(
        (name, value) ->
            finite.put(name, value instanceof Double d && !Double.isFinite(d) ? null : value));
    return finite;
  }

  /** The rows of a run's last pass that were no examples, by what they were. */
  public static Map<String, Long> notLearned(PrequentialRun run) {
    return notLearned(run.refused(), run.unlabelled());
  }

  /** Rows or records that were no examples, by what they were. */
  public static Map<String, Long> notLearned(long refused, long unlabelled) {
    Map<String, Long> rows = new LinkedHashMap<>();
    rows.put("refused", refused);
    rows.put("unlabelled", unlabelled);
    return rows;
  }

  /** The members of a pool by their names, a field or none. */
  public static Map<String, ?> members(Map<String, Map<String, Double>> all) {
    Map<String, Object> members = new LinkedHashMap<>();
    all.forEach((name, numbers) -> members.put(name, finite(numbers)));
    return members.isEmpty() ? Map.of() : Map.of("members", members);
  }

  /** One epoch's line of the list {@code epochs}. */
  public static Map<String, Object> epoch(int number, EvaluationSnapshot evaluation) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("epoch", number);
    fields.putAll(scores(evaluation.whole()));
    return finite(fields);
  }

  public static Map<String, List<Map<String, Object>>> epochs(List<Map<String, Object>> epochs) {
    return Map.of("epochs", epochs);
  }
}
