package io.gradstream.cli;

import io.gradstream.app.ThroughputResult;
import io.gradstream.app.ThroughputVariant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a bench came to: one JSON object, or a table for people. */
record BenchReport(long records, int features, int hidden, ThroughputResult result) {
  /** The object that {@code --json} prints. */
  String json() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("records", records);
    fields.put("features", features);
    fields.put("hidden", hidden);
    fields.put("ratio", result.ratio());
    fields.put("ratios", result.ratios());
    List<Map<String, Object>> variants = new ArrayList<>();
    for (ThroughputVariant variant : ThroughputVariant.values()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("variant", variant.toString());
      row.put("work", variant.work());
      row.put("records_per_second", result.rates(variant));
      row.put("median_records_per_second", result.medianRate(variant));
      row.put("microseconds_per_record", result.recordMicros(variant));
      row.put("microseconds_added", result.addedMicros().get(variant));
      variants.add(row);
    }
    fields.put("variants", variants);
    return Json.text(fields);
  }

  /** The same for people. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%-13s%10s%12s%10s   %s%n",
            "topology",
            "median/s",
            "µs/record",
            "µs more",
            "for"));
    for (ThroughputVariant variant : ThroughputVariant.values()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-13s%,10.0f%12.2f%+10.2f   %s%n",
              variant,
              result.medianRate(variant),
              result.recordMicros(variant),
              result.addedMicros().get(variant),
              variant.work()));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "learning runs at %.3f of the pass-through's rate (median of %s)",
            result.ratio(),
            result.ratios().stream()
                .map(ratio -> String.format(Locale.ROOT, "%.3f", ratio))
                .toList()));
    return text.toString();
  }
}
