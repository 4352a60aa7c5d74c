package io.gradstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.Label;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a scrape shows, and how much of it. */
class LearningMetersTest {
  private static final int MOST_OWN = 600;

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5, 18})
  void ownSeriesStayBelowSixHundredAndAllPartitionsAreShown(int partitions) {
    try (FullMeters full = new FullMeters()) {
      IntStream.range(0, partitions).forEach(full::addPool);

      assertThat(own(full)).hasSizeLessThan(MOST_OWN);
      assertThat(startingWith(full, "gradstream_loss{"))
          .hasSize(partitions <= 4 ? 3 * partitions : partitions);
      assertThat(startingWith(full, "gradstream_calibration_error{"))
          .anyMatch(line -> line.contains("partition=\"%d\"".formatted(partitions - 1)));
    }
  }

  @Test
  void aScrapeLooksAtTheModelsOnce() {
    try (FullMeters full = FullMeters.ofAllKinds()) {
      for (int scrape = 1; scrape <= 2; scrape++) {
        assertThat(own(full)).isNotEmpty();

        assertThat(full.looks()).isEqualTo(scrape);
      }
    }
  }

  @Test
  void aLossBelowOneIsCountedWhereItIs() {
    try (FullMeters full = new FullMeters()) {
      full.addPool(3); // Has learned one example of loss 0.25.
      full.work().of(3).learned(0.04f, new Label.Category(1));

      assertThat(startingWith(full, "gradstream_example_loss_bucket{"))
          .contains(
              "gradstream_example_loss_bucket{partition=\"3\",le=\"0.02\"} 0",
              "gradstream_example_loss_bucket{partition=\"3\",le=\"0.05\"} 1",
              "gradstream_example_loss_bucket{partition=\"3\",le=\"0.2\"} 1",
              "gradstream_example_loss_bucket{partition=\"3\",le=\"0.3\"} 2");
    }
  }

  @Test
  void classesBeyondTheSixteenthAreCountedTogether() {
    try (FullMeters full = new FullMeters()) {
      full.addPool(0);
      List.of(15, 16, 24).forEach(c -> full.work().of(0).learned(1f, new Label.Category(c)));

      assertThat(startingWith(full, "gradstream_labels_total{"))
          .hasSize(PartitionMeters.CLASSES + 1)
          .contains(
              "gradstream_labels_total{class=\"class 15\",partition=\"0\"} 1.0",
              "gradstream_labels_total{class=\"(other)\",partition=\"0\"} 2.0");
    }
  }

  /** Each is learned as often as its number says; the last eight are beyond the sixteenth. */
  @Test
  void noClassIsTakenForAnotherOrForAllOthersWhateverItsName() {
    String cut = "x".repeat(60);
    List<String> classes =
        Stream.concat(
                Stream.of("(other)", "(other) 0", "(other) 1 2", cut + "a", cut + "b", cut + "… 3"),
                Stream.concat(
                    IntStream.range(6, 22).mapToObj(c -> "class " + c),
                    Stream.of("(other) 22", "(other)… 23")))
            .toList();
    try (FullMeters full = new FullMeters()) {
      full.addPool(0, classes);
      PartitionMeters done = full.work().of(0);
      for (int c = 0; c < classes.size(); c++) {
        for (int i = 0; i < c; i++) {
          done.learned(1f, new Label.Category(c));
        }
      }

      assertThat(startingWith(full, "gradstream_labels_total{"))
          .hasSize(PartitionMeters.CLASSES + 1)
          .contains(
              labels("(other) 0", 1), // The one that FullMeters has learned.
              labels("(other) 0 1", 1),
              labels("(other) 1 2 2", 2),
              labels(cut + "… 3", 3),
              labels(cut + "… 4", 4),
              labels(cut + "… 5", 5),
              labels("class 15", 15),
              labels("(other)", 16 + 17 + 18 + 19 + 20 + 21 + 22 + 23));
    }
  }

  private static String labels(String name, int count) {
    return "gradstream_labels_total{class=\"%s\",partition=\"0\"} %d.0".formatted(name, count);
  }

  @Test
  void theInsideOfAPoolIsThatOfOnePartitionAndOfSmallNetworksThatOfEach() {
    try (FullMeters full = new FullMeters()) {
      IntStream.range(0, 4).forEach(full::addPool);

      assertThat(startingWith(full, "gradstream_weight_norm{"))
          .hasSize(2 * FullMeters.MEMBERS)
          .allMatch(line -> line.contains("partition=\"0\""))
          .contains("gradstream_weight_norm{layer=\"2\",member=\"member 12\",partition=\"0\"} 2.0");
      assertThat(startingWith(full, "gradstream_learning_rate{"))
          .hasSize(FullMeters.MEMBERS)
          .allMatch(line -> line.endsWith(" 0.01"));
    }
    try (FullMeters full = new FullMeters()) {
      IntStream.range(0, 4).forEach(partition -> full.addNetwork(partition, 3, Double.NaN));

      assertThat(startingWith(full, "gradstream_gradient_norm{")).hasSize(4 * 3);
      assertThat(startingWith(full, "gradstream_learning_rate{")).isEmpty();
    }
    try (FullMeters full = new FullMeters()) {
      full.addNetwork(0, LayerMeters.LAYERS + 1);
      full.addNetwork(1, 1);

      assertThat(startingWith(full, "gradstream_gradient_norm{")).hasSize(LayerMeters.LAYERS);
    }
  }

  @Test
  void timesAreThoseOfTheClock() {
    try (FullMeters full = new FullMeters()) {
      full.addPool(0);
      PartitionMeters done = full.work().of(0);
      IntStream.range(1, 64).forEach(untimed -> done.begun());
      done.begun();
      full.pass(2_000);
      done.decoded();
      full.pass(20_000_000);
      done.stepped();
      full.pass(7_000_000_000L);
      done.finished(1);

      assertThat(full.series())
          .contains(
              "gradstream_decode_seconds_sum 2.0E-6",
              "gradstream_step_seconds_sum 0.02",
              "gradstream_decode_seconds_count 2",
              "gradstream_record_latency_seconds_sum 7.019",
              "gradstream_model_age_seconds{partition=\"0\"} 7.02");
    }
  }

  @Test
  void anExampleMakesAModelYoungAgainButAPredictionDoesNot() {
    try (FullMeters full = new FullMeters()) {
      full.addPool(0);
      full.pass(5_000_000_000L);
      full.work().of(0).predicted();
      full.work().of(0).show();
      assertThat(full.series()).contains("gradstream_model_age_seconds{partition=\"0\"} 5.0");

      full.work().of(0).learned(1f, new Label.Category(0));
      full.work().of(0).show();
      assertThat(full.series()).contains("gradstream_model_age_seconds{partition=\"0\"} 0.0");
    }
  }

  @Test
  void kafkasSeriesAreTheSameAfterARestart() {
    assertThat(kafka("payments-6f1c2d-StreamThread-2"))
        .isEqualTo(kafka("payments-09ab-StreamThread-2"));
    assertThat(kafka("payments-6f1c2d-StreamThread-2"))
        .contains(
            "kafka_streams_commits_total{thread=\"2\"} 2.0",
            "kafka_streams_store_files_bytes{partition=\"7\"} 2.0",
            "kafka_streams_threads 2.0")
        .noneMatch(line -> line.contains("payments"));
  }

  private static List<String> kafka(String thread) {
    try (FullMeters full = new FullMeters()) {
      full.addKafka(thread, 7);
      return startingWith(full, "kafka_");
    }
  }

  private static List<String> own(FullMeters full) {
    return startingWith(full, "gradstream_");
  }

  private static List<String> startingWith(FullMeters full, String prefix) {
    return full.series().stream().filter(line -> line.startsWith(prefix)).toList();
  }
}
