package io.gradstream.cli.report;

import io.gradstream.evaluation.ClassificationScores;
import io.gradstream.evaluation.PairedDifference;
import io.gradstream.evaluation.RegressionScores;
import io.gradstream.evaluation.Scores;
import io.gradstream.prequential.ComparedRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What several runs over the same examples came to: one JSON object, or a table for people.
 *
 * @param names of the runs, in their order
 */
public record Comparison(List<String> names, List<ComparedRun> runs) {
  private static final double LARGE = 1e4;

  /** An object of an array, of what {@link Report#fields} has of each run, and its difference. */
  public String json() {
    List<Map<String, Object>> configurations = new ArrayList<>();
    for (int r = 0; r < runs.size(); r++) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("name", names.get(r));
      fields.putAll(report(runs.get(r)).fields());
      fields.put("difference", r == 0 ? null : difference(runs.get(r)));
      configurations.add(fields);
    }
    return Json.text(Map.of("configurations", configurations));
  }

  private static Report report(ComparedRun compared) {
    return new Report(
        "",
        compared.run().evaluation().examples(),
        compared.run().evaluation().snapshot(),
        compared.run().classNames(),
        Report.notLearned(compared.run()),
        compared.run().firstRefusal(),
        compared.examplesPerSecond(),
        compared.run().parameterCount(),
        compared.run().weightsCrc32c(),
        compared.run().doubts(),
        Report.members(compared.run().members()));
  }

  private static Map<String, Object> difference(ComparedRun compared) {
    PairedDifference difference = compared.difference();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("of", lossName(whole(compared)));
    fields.put("mean", difference.mean());
    fields.put("half_width", difference.halfWidth());
    fields.put("examples", difference.pairs());
    fields.put("batches", difference.batches());
    fields.put("batch_size", difference.batchSize());
    return Report.finite(fields);
  }

  private static Scores whole(ComparedRun compared) {
    return compared.run().evaluation().snapshot().whole();
  }

  /** What is compared, by its published name. */
  private static String lossName(Scores scores) {
    return switch (scores) {
      case ClassificationScores c -> "log_loss";
      case RegressionScores r -> "mae";
    };
  }

  /** A line for each run, then what the difference is. */
  public String text() {
    Scores first = whole(runs.getFirst());
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "",
            first instanceof ClassificationScores ? "accuracy" : "rmse",
            lossName(first),
            "examples/s",
            "parameters",
            "weights_crc32c",
            lossName(first) + " − first"));
    for (int r = 0; r < runs.size(); r++) {
      rows.add(row(names.get(r), runs.get(r), r > 0));
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        text.append(padded(row.get(column), column, rows));
      }
      text.append(System.lineSeparator());
    }
    text.append(footer());
    warnings().forEach(line -> text.append(System.lineSeparator()).append(line));
    return text.toString();
  }

  /** What people have to know, prefixed with the runs that it concerns, unless it is all. */
  private List<String> warnings() {
    Map<String, List<String>> named = new LinkedHashMap<>();
    for (int r = 0; r < runs.size(); r++) {
      for (String warning : report(runs.get(r)).warnings()) {
        named.computeIfAbsent(warning, each -> new ArrayList<>()).add(names.get(r));
      }
    }
    List<String> lines = new ArrayList<>();
    named.forEach(
        (warning, of) ->
            lines.add(of.size() == runs.size() ? warning : String.join(", ", of) + ": " + warning));
    return lines;
  }

  private static List<String> row(String name, ComparedRun compared, boolean isCompared) {
    Scores whole = whole(compared);
    List<String> row = new ArrayList<>();
    row.add(name);
    switch (whole) {
      case ClassificationScores c -> {
        row.add(Report.number(c.accuracy()));
        row.add(Report.number(c.loss()));
      }
      case RegressionScores r -> {
        row.add(Report.number(r.rmse()));
        row.add(Report.number(r.mae()));
      }
    }
    row.add(String.format(Locale.ROOT, "%,.0f", compared.examplesPerSecond()));
    row.add(String.format(Locale.ROOT, "%,d", compared.run().parameterCount()));
    row.add("%08x".formatted(compared.run().weightsCrc32c()));
    row.add(isCompared ? interval(compared.difference()) : "–");
    return row;
  }

  private static String interval(PairedDifference difference) {
    double mean = difference.mean();
    double halfWidth = difference.halfWidth();
    if (mean == 0 && halfWidth == 0) {
      return "0";
    }
    String format = Math.abs(mean) < LARGE ? "%.5f" : "%.6g";
    String sign = mean > 0 ? "+" : "";
    return sign
        + String.format(Locale.ROOT, format, mean)
        + (Double.isNaN(halfWidth) ? "" : " ± " + String.format(Locale.ROOT, format, halfWidth));
  }

  /** The first column is flush left, others are flush right. */
  private static String padded(String cell, int column, List<List<String>> rows) {
    int width = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    String space = " ".repeat(width - cell.length());
    return column == 0 ? cell + space : "  " + space + cell;
  }

  private String footer() {
    ComparedRun first = runs.getFirst();
    StringBuilder footer = new StringBuilder();
    footer.append(String.format(Locale.ROOT, "%,d examples", first.run().evaluation().examples()));
    Report.notLearned(first.run())
        .forEach(
            (kind, count) ->
                footer.append(
                    count == 0 ? "" : String.format(Locale.ROOT, ", %,d %s", count, kind)));
    PairedDifference difference = runs.getLast().difference();
    return footer
        .append(
            Double.isNaN(difference.halfWidth())
                ? "; too few for an interval"
                : String.format(
                    Locale.ROOT,
                    "; ± is half the width of the 95 %% interval, from %d batches of %,d",
                    difference.batches(),
                    difference.batchSize()))
        .toString();
  }
}
