package io.gradstream.prequential;

import io.gradstream.dataset.Row;
import io.gradstream.evaluation.Baseline;
import io.gradstream.evaluation.LossCurve;
import java.util.List;

/** What labels alone predict along a {@link PrequentialPass}. */
public final class BaselineRun {
  private final Baseline baseline;
  private final LossCurve curve;

  BaselineRun(Baseline baseline, double fading) {
    this.baseline = baseline;
    this.curve = new LossCurve(fading);
  }

  /** Tests on the rows that the run learned, then trains on them. */
  void add(List<Row> batch, ComparedRun run) {
    for (int i = 0; i < batch.size(); i++) {
      boolean learned = !Double.isNaN(run.loss(i));
      curve.add(learned ? baseline.add(batch.get(i).label()) : Double.NaN, false);
    }
  }

  /** What it predicts. */
  public String name() {
    return baseline.name();
  }

  /** Its faded log loss or absolute error. */
  public LossCurve curve() {
    return curve;
  }
}
