package io.gradstream.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.cli.console.Progress;
import io.gradstream.text.Shown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What an instance says of itself, and how that looks on a terminal. */
record VitalSigns(JsonNode model, JsonNode evaluation, JsonNode history, JsonNode recent) {
  private static final String BARS = "▁▂▃▄▅▆▇█";
  private static final int SPARKS = 30;
  private static final int SHOWN_MEMBERS = 5;
  private static final int SHOWN_CHARS = 100;
  private static final int SHARE_CHARS = 30;
  private static final double MILLIS = 1e3;

  /** A column: its heading, where its score stands, and how it looks. */
  private record Column(String heading, String field, String format) {
    private static final int LEAST_CHARS = 8;

    String right(String text) {
      return (" %" + Math.max(LEAST_CHARS, heading.length()) + "s").formatted(text);
    }
  }

  private static final List<Column> OF_CLASSES =
      List.of(
          new Column("loss", "loss", "%.4f"),
          new Column("accuracy", "accuracy", "%.4f"),
          new Column("majority", "majority_accuracy", "%.4f"),
          new Column("last label", "last_label_accuracy", "%.4f"));

  private static final List<Column> OF_VALUES =
      List.of(
          new Column("loss", "loss", "%.4f"),
          new Column("MAE", "mae", "%.4g"),
          new Column("mean", "mean_mae", "%.4g"),
          new Column("last value", "last_value_mae", "%.4g"));

  /**
   * Asks an instance.
   *
   * @throws IllegalStateException if it does not answer
   */
  static VitalSigns of(RunningClient instance) {
    return new VitalSigns(
        instance.object("api/model"),
        instance.object("api/evaluation"),
        instance.object("api/history"),
        instance.object("api/recent"));
  }

  /** The lines for people. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s %s   %s from %s   %s   up %s"
            .formatted(
                text(model, "application"),
                text(model, "version"),
                text(model, "task"),
                text(model, "input_topic"),
                text(evaluation, "state"),
                Progress.time(
                    (evaluation.path("now_ms").asLong() - model.path("started_ms").asLong())
                        / MILLIS)));
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d parameters   %s   %s",
            model.path("parameters").asLong(),
            text(model, "kernels"),
            text(model, "learner")));
    lines.add("");
    lines.addAll(table());
    List<String> members = members();
    if (!members.isEmpty()) {
      lines.add("");
      lines.addAll(members);
    }
    lines.add("");
    lines.add(rejects());
    return lines.stream().map(VitalSigns::cut).toList();
  }

  /** But for the bars, a row fits a terminal of 80 columns. */
  private List<String> table() {
    List<Column> columns = "regression".equals(text(model, "task")) ? OF_VALUES : OF_CLASSES;
    StringBuilder head = new StringBuilder("partition   examples     /s     lag");
    columns.forEach(column -> head.append(column.right(column.heading)));
    List<String> lines = new ArrayList<>();
    lines.add(head.append(" drifts  loss so far").toString());
    for (JsonNode partition : evaluation.path("partitions")) {
      StringBuilder line =
          new StringBuilder(
              String.format(
                  Locale.ROOT,
                  "%9d %,10d %6s %7s",
                  partition.path("partition").asInt(),
                  partition.path("examples").asLong(),
                  rate(partition.path("partition").asInt()),
                  number(partition.path("lag"), "%,.0f")));
      columns.forEach(
          column ->
              line.append(
                  column.right(number(partition.path("faded").path(column.field), column.format))));
      line.append(String.format(Locale.ROOT, " %,6d  ", partition.path("drifts").asLong()));
      lines.add(line.append(spark(partition.path("partition").asInt())).toString());
    }
    if (lines.size() == 1) {
      lines.add("no partition yet");
    }
    return lines;
  }

  /** A partition's examples a second between the last two points of the history. */
  private String rate(int partition) {
    JsonNode points = history.path("points");
    if (points.size() < 2) {
      return "–";
    }
    JsonNode last = points.get(points.size() - 1);
    JsonNode before = points.get(points.size() - 2);
    double seconds = (last.path("t").asLong() - before.path("t").asLong()) / MILLIS;
    JsonNode now = of(last, partition).path("examples");
    JsonNode then = of(before, partition).path("examples");
    return seconds <= 0 || !now.isNumber() || !then.isNumber()
        ? "–"
        : String.format(Locale.ROOT, "%,.0f", (now.asLong() - then.asLong()) / seconds);
  }

  private static JsonNode of(JsonNode point, int partition) {
    for (JsonNode one : point.path("partitions")) {
      if (one.path("partition").asInt(-1) == partition) {
        return one;
      }
    }
    return point.path("no such");
  }

  /** The faded loss since the start. */
  private String spark(int partition) {
    List<Double> losses = new ArrayList<>();
    for (JsonNode point : history.path("points")) {
      JsonNode loss = of(point, partition).path("loss");
      if (loss.isNumber()) {
        losses.add(loss.asDouble());
      }
    }
    return spark(losses);
  }

  /** Values as bars, the least as the lowest; neighbours are averaged where they are many. */
  static String spark(List<Double> values) {
    int width = Math.min(SPARKS, values.size());
    List<Double> means = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      means.add(
          values.subList(i * values.size() / width, (i + 1) * values.size() / width).stream()
              .mapToDouble(Double::doubleValue)
              .average()
              .orElseThrow());
    }
    if (means.isEmpty()) {
      return "";
    }
    double least = Collections.min(means);
    double range = Collections.max(means) - least;
    StringBuilder bars = new StringBuilder();
    for (double mean : means) {
      double height = range > 0 ? (mean - least) / range : 0;
      bars.append(BARS.charAt((int) Math.round(height * (BARS.length() - 1))));
    }
    return bars.toString();
  }

  /** The members that are followed most, in the mean of the partitions. */
  private List<String> members() {
    Map<String, Double> shares = new LinkedHashMap<>();
    JsonNode partitions = evaluation.path("partitions");
    for (JsonNode partition : partitions) {
      for (JsonNode member : partition.path("members")) {
        shares.merge(
            text(member, "name"), member.path("share").asDouble() / partitions.size(), Double::sum);
      }
    }
    return shares.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(SHOWN_MEMBERS)
        .map(
            member ->
                String.format(
                    Locale.ROOT,
                    "%3.0f %% %-" + SHARE_CHARS + "s %s",
                    100 * member.getValue(),
                    "█".repeat((int) Math.round(SHARE_CHARS * Math.clamp(member.getValue(), 0, 1))),
                    member.getKey()))
        .toList();
  }

  private String rejects() {
    Map<String, Long> reasons = new LinkedHashMap<>();
    JsonNode rejects = recent.path("rejects");
    StreamSupport.stream(rejects.spliterator(), false)
        .forEach(reject -> reasons.merge(text(reject, "reason"), 1L, Long::sum));
    if (reasons.isEmpty()) {
      return "no rejects";
    }
    JsonNode last = rejects.get(0);
    return "latest rejects: %s; the last: %s-%d offset %d, %s"
        .formatted(
            reasons,
            text(last, "topic"),
            last.path("partition").asInt(),
            last.path("offset").asLong(),
            text(last, "detail"));
  }

  private static String number(JsonNode value, String format) {
    return value.isNumber() ? String.format(Locale.ROOT, format, value.asDouble()) : "–";
  }

  private static String text(JsonNode object, String field) {
    return Shown.line(object.path(field).asText("–"));
  }

  private static String cut(String line) {
    int most = SHOWN_CHARS + SPARKS;
    return line.length() <= most ? line : line.substring(0, most - 1) + "…";
  }
}
