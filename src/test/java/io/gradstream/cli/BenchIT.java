package io.gradstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.bench.ThroughputVariant;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Nothing is said about speed: that depends on the machine. */
class BenchIT {
  @Test
  void printsARateForEachTopologyAndTheRatio() throws Exception {
    Process bench =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "bench",
                "--records",
                "5000",
                "--runs",
                "1",
                "--json")
            .redirectError(Redirect.INHERIT)
            .start();
    String output = bench.inputReader().readAllAsString();
    assertThat(bench.waitFor()).isZero();

    JsonNode report = new ObjectMapper().readTree(output);
    assertThat(report.path("ratio").asDouble()).isFinite().isPositive();
    assertThat(report.path("ratios")).hasSize(1);
    assertThat(report.path("metered_ratio").asDouble()).isFinite().isPositive();
    assertThat(report.path("variants")).hasSameSizeAs(ThroughputVariant.values());
    for (JsonNode variant : report.path("variants")) {
      assertThat(variant.path("records_per_second")).hasSize(1);
      assertThat(variant.path("median_records_per_second").asDouble()).isFinite().isPositive();
      assertThat(variant.path("microseconds_per_record").asDouble()).isFinite().isPositive();
      assertThat(variant.path("microseconds_added").isNumber()).isTrue();
    }
  }
}
