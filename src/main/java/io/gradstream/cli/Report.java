package io.gradstream.cli;

import io.gradstream.evaluation.ClassificationScores;
import io.gradstream.evaluation.EvaluationSnapshot;
import io.gradstream.evaluation.RegressionScores;
import io.gradstream.evaluation.Scores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run came to: one JSON object, or a text for people.
 *
 * @param title of the text; empty for none
 * @param notLearned the rows that were no examples, by what they were; empty if they are not
 *     counted
 */
record Report(
    String title,
    EvaluationSnapshot evaluation,
    Map<String, Long> notLearned,
    double examplesPerSecond,
    long parameters,
    int weightsCrc32c,
    Map<String, ?> more) {
  private static final int NAME_WIDTH = 21;
  private static final int LEAST_WIDTH = 9;

  /** From here on digits after the point say nothing, and fill the column. */
  private static final double LARGE = 1e4;

  /** The object that {@code --json} prints. Scores are fractions of 1; one not defined is null. */
  String json() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("examples", evaluation.examples());
    fields.putAll(notLearned);
    fields.putAll(scores(evaluation.whole()));
    fields.put("faded", finite(scores(evaluation.faded())));
    fields.put("windowed", finite(scores(evaluation.windowed())));
    fields.put("examples_per_second", Math.round(examplesPerSecond));
    fields.put("parameters", parameters);
    fields.put("weights_crc32c", "%08x".formatted(weightsCrc32c));
    fields.putAll(more);
    return Json.text(finite(fields));
  }

  /** The same for people. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows()) {
      text.append(row.getFirst()).append(" ".repeat(NAME_WIDTH - row.getFirst().length()));
      for (String cell : row.subList(1, row.size())) {
        text.append(" ".repeat(1 + Math.max(0, LEAST_WIDTH - cell.length()))).append(cell);
      }
      text.append(System.lineSeparator());
    }
    text.append(String.format(Locale.ROOT, "%,d examples", evaluation.examples()));
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
    return text.toString();
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

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < LARGE ? "%.4f" : "%.6g", value);
  }

  /** The scores by their published names. */
  static Map<String, Double> scores(Scores scores) {
    Map<String, Double> named = new LinkedHashMap<>();
    switch (scores) {
      case ClassificationScores c -> {
        named.put("accuracy", c.accuracy());
        named.put("kappa", c.kappa());
        named.put("kappa_temporal", c.kappaTemporal());
        named.put("log_loss", c.loss());
        named.put("majority_accuracy", c.majorityAccuracy());
        named.put("last_label_accuracy", c.lastLabelAccuracy());
      }
      case RegressionScores r -> {
        named.put("mae", r.mae());
        named.put("rmse", r.rmse());
        named.put("r2", r.r2());
        named.put("loss", r.loss());
        named.put("mean_mae", r.meanMae());
        named.put("last_value_mae", r.lastValueMae());
      }
    }
    return named;
  }

  /** JSON knows no NaN. */
  private static Map<String, Object> finite(Map<String, ?> fields) {
    Map<String, Object> finite = new LinkedHashMap<>();
    fields.forEach(
        (name, value) ->
            finite.put(name, value instanceof Double d && !Double.isFinite(d) ? null : value));
    return finite;
  }

  /** One epoch's line of the list {@code epochs}. */
  static Map<String, Object> epoch(int number, EvaluationSnapshot evaluation) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("epoch", number);
    fields.putAll(scores(evaluation.whole()));
    return finite(fields);
  }

  static Map<String, List<Map<String, Object>>> epochs(List<Map<String, Object>> epochs) {
    return Map.of("epochs", epochs);
  }
}
