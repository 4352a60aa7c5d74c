package io.gradstream.cli.report;

import io.gradstream.inspection.CheckReport;
import io.gradstream.inspection.CheckReport.TableLoad;
import io.gradstream.inspection.CheckedRecord;
import io.gradstream.inspection.CheckedRecord.Feature;
import io.gradstream.text.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a check found: one JSON object, or a text for people. */
public final class CheckPrint {
  private static final int MAX_LISTED = 8;
  private static final int MAX_CHARS = 40;

  private CheckPrint() {}

  /** The object that {@code --json} prints. */
  public static String json(CheckReport report) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("records", report.records().stream().map(CheckPrint::fields).toList());
    fields.put("summary", summary(report));
    return Json.text(fields);
  }

  private static Map<String, Object> fields(CheckedRecord record) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("source", record.source());
    fields.put("offset", record.offset());
    if (record.reason() != null) {
      fields.put("rejected", record.reason());
      fields.put("message", record.message());
      return fields;
    }
    fields.put("id", record.id());
    fields.put("label", record.label());
    fields.put("weight", record.weight());
    fields.put("features", record.features().stream().map(CheckPrint::fields).toList());
    return fields;
  }

  private static Map<String, Object> fields(Feature feature) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("field", feature.field());
    fields.put("raw", feature.raw());
    fields.put("dense", feature.dense());
    fields.put("rows", feature.rows());
    fields.put("embedding_row", feature.embeddingRow());
    return fields;
  }

  private static Map<String, Object> summary(CheckReport report) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("records", report.records().size());
    fields.put("learned", report.learned());
    fields.put("predicted_only", report.predictedOnly());
    fields.put("rejected", report.rejected());
    fields.put("inputs", report.inputs());
    fields.put("input_capacity", report.inputCapacity());
    fields.put("classes", report.classes());
    fields.put("missing", report.missing());
    fields.put("doubts", report.doubts());
    List<Map<String, Object>> tables = new ArrayList<>();
    for (TableLoad table : report.tables()) {
      Map<String, Object> load = new LinkedHashMap<>();
      load.put("table", table.table());
      load.put("rows", table.rows());
      load.put("values", table.values());
      load.put("touched", table.touched());
      load.put("collisions", table.collisions());
      tables.add(load);
    }
    fields.put("tables", tables);
    return fields;
  }

  /** The same for people; what is long is cut, and says so. */
  public static String text(CheckReport report) {
    StringBuilder text = new StringBuilder();
    report.records().forEach(record -> text.append(text(record)).append('\n'));
    line(
        text,
        "records",
        String.format(
            Locale.ROOT,
            "%,d: %,d would be learned, %,d predicted only, %,d rejected%s",
            report.records().size(),
            report.learned(),
            report.predictedOnly(),
            report.rejected().values().stream().mapToLong(Long::longValue).sum(),
            report.rejected().isEmpty() ? "" : " " + report.rejected()));
    String inputs =
        report.inputs().size() == report.inputCapacity()
            ? "%,d: %s"
            : "%,d so far, there may be %3$,d: %2$s";
    line(
        text,
        "inputs",
        String.format(
            Locale.ROOT,
            inputs,
            report.inputs().size(),
            list(report.inputs(), Shown::line),
            report.inputCapacity()));
    report.doubts().forEach(doubt -> line(text, "suspicious", Shown.line(doubt)));
    if (!report.classes().isEmpty()) {
      line(
          text,
          "classes",
          "%d: %s".formatted(report.classes().size(), list(report.classes(), Shown::line)));
    }
    addTables(text, report);
    addDoubts(text, report);
    return text.toString().stripTrailing();
  }

  /** What all records are without, and so may be misspelt. */
  private static void addDoubts(StringBuilder text, CheckReport report) {
    if (report.learned() == 0 && report.predictedOnly() > 0) {
      line(text, "label", "no record has one: is mapping.label right?");
    }
    if (!report.missing().isEmpty()) {
      line(text, "missing", "in all records: " + list(report.missing(), Shown::line));
    }
  }

  /** How full the tables are, for people. */
  public static String load(CheckReport report) {
    StringBuilder text = new StringBuilder();
    long examples = report.learned() + report.predictedOnly();
    line(text, "load", String.format(Locale.ROOT, "of %,d examples", examples));
    addTables(text, report);
    return text.toString().stripTrailing();
  }

  private static void addTables(StringBuilder text, CheckReport report) {
    for (TableLoad table : report.tables()) {
      boolean shared = table.table().equals("table");
      line(
          text,
          shared ? "table" : "embedding",
          (shared ? "" : Shown.line(table.table()) + ": ")
              + String.format(
                  Locale.ROOT,
                  "%,d of %,d rows in use, %,d different hashes, %.1f %% collide",
                  table.touched(),
                  table.rows(),
                  table.values(),
                  100.0 * table.collisions() / Math.max(1, table.values())));
    }
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "%-10s %s%n", name, value));
  }

  private static String text(CheckedRecord record) {
    String place = "%s offset %d".formatted(Shown.line(record.source()), record.offset());
    if (record.reason() != null) {
      return "%s: rejected, %s: %s%n".formatted(place, record.reason(), record.message());
    }
    StringBuilder text = new StringBuilder();
    text.append(
        "%s: id %s, label %s, weight %s%n"
            .formatted(
                place,
                record.id() == null ? "none" : cut(record.id()),
                record.label() == null ? "missing (predicted only)" : cut(record.label()),
                record.weight()));
    for (Feature feature : record.features()) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %-24s %-" + (MAX_CHARS + 2) + "s %s%n",
              Shown.line(feature.field()),
              feature.raw().isEmpty() ? "missing" : list(feature.raw(), CheckPrint::cut),
              encoded(feature)));
    }
    return text.toString();
  }

  private static String encoded(Feature feature) {
    List<String> parts = new ArrayList<>();
    if (!feature.dense().isEmpty()) {
      List<Map.Entry<String, Double>> dense = List.copyOf(feature.dense().entrySet());
      parts.add(list(dense, entry -> dense(feature.field(), entry)));
    }
    if (!feature.rows().isEmpty()) {
      parts.add(
          "rows " + list(feature.rows(), row -> "%d:%s".formatted(row.row(), number(row.value()))));
    }
    if (feature.embeddingRow() != null) {
      parts.add("embedding row " + feature.embeddingRow());
    }
    return parts.isEmpty() ? "–" : String.join("  ", parts);
  }

  /** An input has the name of its field, or adds to it. */
  private static String dense(String field, Map.Entry<String, Double> entry) {
    String more = entry.getKey().startsWith(field) ? entry.getKey().substring(field.length()) : "";
    return more.isEmpty()
        ? number(entry.getValue())
        : Shown.line(more) + " " + number(entry.getValue());
  }

  private static String number(double value) {
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < 1e15) {
      return Long.toString((long) value);
    }
    // Of a large number the digits after these may be what it tells.
    return size >= 1e4 && size < 1e15
        ? Double.toString(value)
        : String.format(Locale.ROOT, "%.4g", value);
  }

  private static <T> String list(List<T> all, Function<T, String> text) {
    String shown = all.stream().limit(MAX_LISTED).map(text).collect(Collectors.joining(", "));
    return all.size() <= MAX_LISTED
        ? shown
        : "%s and %d more".formatted(shown, all.size() - MAX_LISTED);
  }

  private static String cut(String text) {
    String shown = Shown.line(text);
    return shown.length() <= MAX_CHARS
        ? shown
        : "%s… (%d characters)".formatted(shown.substring(0, MAX_CHARS), text.length());
  }
}
