package io.gradstream.prequential;

import io.gradstream.dataset.Row;
import io.gradstream.evaluation.LossCurve;
import io.gradstream.evaluation.PairedDifference;
import io.gradstream.learning.Label;
import io.gradstream.model.Step;
import java.util.List;

/** One of the runs of a {@link PrequentialPass}, and what it came to beside the others. */
public final class ComparedRun {
  private static final double NANOS_PER_SECOND = 1e9;

  private final PrequentialRun run;
  private final LossCurve curve;
  private final PairedDifference difference = new PairedDifference();
  private final double[] losses;
  private long nanos;

  /**
   * @param rows of a batch, at most
   */
  ComparedRun(PrequentialRun run, int rows) {
    this.run = run;
    this.curve = new LossCurve(run.configuration().evaluation().fading());
    this.losses = new double[rows];
  }

  void test(List<Row> batch) {
    long start = System.nanoTime();
    for (int i = 0; i < batch.size(); i++) {
      if (run.step(batch.get(i)) instanceof Step.Learned learned) {
        losses[i] = loss(learned);
        curve.add(losses[i], learned.foundRise());
      } else {
        losses[i] = Double.NaN;
        curve.add(Double.NaN, false);
      }
    }
    nanos += System.nanoTime() - start;
  }

  /** Of a class the log loss, of a value the absolute error. */
  private static double loss(Step.Learned learned) {
    return switch (learned.label()) {
      case Label.Category category -> learned.prediction().loss();
      case Label.Real real -> Math.abs(learned.prediction().value() - real.value());
    };
  }

  /** The loss of a row of the last batch; NaN if it was not learned. */
  double loss(int row) {
    return losses[row];
  }

  /** Takes in how the last batch differs from that of the first run. */
  void compare(ComparedRun first, int rows) {
    for (int i = 0; i < rows; i++) {
      double more = losses[i] - first.losses[i];
      if (!Double.isNaN(more)) {
        difference.add(more);
      }
    }
  }

  /** What was run. */
  public PrequentialRun run() {
    return run;
  }

  /** Its faded log loss or absolute error. */
  public LossCurve curve() {
    return curve;
  }

  /** Its log loss or absolute error less that of the first run, of rows that both learned. */
  public PairedDifference difference() {
    return difference;
  }

  /** Examples for each second of its own time. */
  public double examplesPerSecond() {
    return nanos == 0 ? 0 : run.evaluation().examples() * NANOS_PER_SECOND / nanos;
  }
}
