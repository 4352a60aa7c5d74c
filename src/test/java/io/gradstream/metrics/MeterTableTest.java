package io.gradstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The documented table of meters is the registry's; {@code -Dmeters.fix=true} updates it. */
class MeterTableTest {
  private static final Path OPERATIONS = Path.of("docs/operations.md");
  private static final String HEAD = "| meter | type | labels | what |\n|---|---|---|---|\n";

  @Test
  void theTableListsEveryMeterAndNoOther() throws IOException {
    try (FullMeters full = FullMeters.ofAllKinds()) {
      full.awaitCollection();
      String table = table(full);
      String document = Files.readString(OPERATIONS);
      if (Boolean.getBoolean("meters.fix")) {
        document = document.replace(tableIn(document), table);
        Files.writeString(OPERATIONS, document);
      }

      assertThat(tableIn(document)).isEqualTo(table);
    }
  }

  @Test
  void everyMeterIsDescribedAndHasAUnit() {
    try (FullMeters full = FullMeters.ofAllKinds()) {
      for (MetricSnapshot one : full.meters().snapshots()) {
        String name = one.getMetadata().getPrometheusName();
        assertThat(one.getMetadata().getHelp()).as(name).isNotBlank();
        if (name.startsWith("gradstream_") || name.startsWith("kafka_")) {
          assertThat(one.getMetadata().getHelp()).as(name).matches(".*[.] Unit: [^.]+[.]");
        } else {
          assertThat(name).matches(".*_(seconds|bytes|usage|threads|files|max)");
        }
      }
    }
  }

  private static String table(FullMeters full) {
    return HEAD
        + full.meters().snapshots().stream()
            .map(MeterTableTest::row)
            .sorted()
            .collect(Collectors.joining());
  }

  private static String row(MetricSnapshot snapshot) {
    String type =
        switch (snapshot) {
          case CounterSnapshot counter -> "counter";
          case GaugeSnapshot gauge -> "gauge";
          case HistogramSnapshot histogram -> "histogram";
          case SummarySnapshot summary -> "summary";
          default -> throw new AssertionError(snapshot);
        };
    String name = snapshot.getMetadata().getPrometheusName();
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            type.equals("counter") ? name + "_total" : name,
            type,
            labels(snapshot.getDataPoints()),
            snapshot.getMetadata().getHelp());
  }

  private static String labels(List<? extends DataPointSnapshot> points) {
    TreeSet<String> names = new TreeSet<>();
    points.forEach(point -> point.getLabels().stream().map(Label::getName).forEach(names::add));
    return String.join(", ", names);
  }

  /** From its head to the empty line after it. */
  private static String tableIn(String document) {
    int start = document.indexOf(HEAD);
    assertThat(start).as("where the table begins").isNotNegative();
    return document.substring(start, document.indexOf("\n\n", start) + 1);
  }
}
