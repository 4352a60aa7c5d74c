package io.gradstream.cli.report;

import io.gradstream.bench.ThroughputResult;
import io.gradstream.bench.ThroughputVariant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a bench came to: one JSON object, or a table for people. */
public record BenchReport(long records, int features, int hidden, ThroughputResult result) {
  /** The object that {@code --json} prints. */
  public String json() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("records", records);
    fields.put("features", features);
    fields.put("hidden", hidden);
    fields.put("ratio", result.ratio());
    fields.put("ratios", result.ratios());
    fields.put("metered_ratio", result.meteredRatio());
    fields.put("metered_ratios", result.meteredRatios());
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
  public String text() {
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
            "learning runs at %.3f of the pass-through's rate (median of %s)%n",
            result.ratio(),
            list(result.ratios())));
    text.append(
        String.format(
            Locale.ROOT,
            "with meters it runs at %.3f of its rate without (median of %s)",
            result.meteredRatio(),
            list(result.meteredRatios())));
    return text.toString();
  }

  private static List<String> list(List<Double> ratios) {
    return ratios.stream().map(ratio -> String.format(Locale.ROOT, "%.3f", ratio)).toList();
  }
}
