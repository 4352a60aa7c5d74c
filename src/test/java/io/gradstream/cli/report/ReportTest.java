package io.gradstream.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.evaluation.EvaluationSnapshot;
import io.gradstream.evaluation.RegressionScores;
import io.gradstream.evaluation.Scores;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a report looks like. */
class ReportTest {
  @Test
  void columnsStayApartHoweverWideTheNumbers() {
    Scores wide =
        new RegressionScores(7, 123456.789, 1.5e7, 2.5e300, -1.5e7, 3, -0.5, 0, 9999.9999, 0);
    Report report =
        new Report(
            "partition 12",
            7,
            new EvaluationSnapshot(7, wide, wide, wide, 2, 5),
            List.of(),
            Map.of("rejected", 12L),
            null,
            3,
            1_000,
            255,
            List.of(),
            Map.of());

    assertThat(report.text().lines())
        .first()
        .isEqualTo("partition 12              whole     faded  windowed");
    assertThat(report.text().lines().skip(1).limit(7))
        .allSatisfy(line -> assertThat(line.split(" +")).hasSize(4));
    assertThat(report.text())
        .contains(" -1.50000e+07 -1.50000e+07 -1.50000e+07\n")
        .contains(" 2.50000e+300 2.50000e+300 2.50000e+300\n")
        .contains("    123457    123457    123457\n")
        .contains("    -0.5000   -0.5000   -0.5000\n")
        .contains(" 9999.9999 9999.9999 9999.9999\n")
        .endsWith(
            "\n"
                + "7 examples, 2 drifts (the last at 5), 12 rejected, 3/s, 1,000 parameters,"
                + " weights_crc32c 000000ff");
  }

  @Test
  void saysThatABaselineIsBetterAndWhereToLook() {
    Scores worse = new RegressionScores(500, 0, 36, 40, -0.9, 18, 25, 29, 33, 41);
    Report report =
        new Report(
            "",
            500,
            new EvaluationSnapshot(500, worse, worse, worse, 0, 0),
            List.of(),
            Map.of(),
            "data row 51: field a: got 1.0E60",
            3,
            1_000,
            255,
            List.of("x is odd"),
            Map.of());

    assertThat(report.text())
        .endsWith(
            "\nwarning: the first refusal is of data row 51: field a: got 1.0E60\n"
                + "warning: over the window, predicting the mean would have been better: do the"
                + " features tell anything of the label?\n"
                + "note: x is odd");
    assertThat(report.fields())
        .containsEntry("first_refusal", "data row 51: field a: got 1.0E60")
        .containsEntry("better_baseline", "predicting the mean")
        .containsEntry("doubts", List.of("x is odd"));
  }
}
