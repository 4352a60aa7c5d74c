package io.gradstream.evaluation;

import io.gradstream.evaluation.drift.Drift;
import io.gradstream.evaluation.drift.DriftMonitor;
import io.gradstream.learning.Label;
import io.gradstream.learning.Prediction;
import org.jspecify.annotations.Nullable;

/** Scores predicted values. */
final class ValueEvaluation extends Evaluation {
  private final Window window;
  private final ValueSums whole;
  private final ValueSums faded;
  private final ValueSums recent;

  ValueEvaluation(EvaluationSettings settings, DriftMonitor drifts) {
    this(
        new Window(settings.window(), ValueSums.COLUMNS),
        new ValueSums("whole", 1, settings.quantile()),
        new ValueSums("faded", settings.fading(), settings.quantile()),
        new ValueSums("recent", 1, settings.quantile()),
        drifts);
  }

  private ValueEvaluation(
      Window window, ValueSums whole, ValueSums faded, ValueSums recent, DriftMonitor drifts) {
    super(window, whole, faded, drifts);
    this.window = window;
    this.whole = whole;
    this.faded = faded;
    this.recent = recent;
  }

  @Override
  public @Nullable Drift add(Prediction prediction, Label label) {
    if (!(label instanceof Label.Real real)) {
      throw wrongKind(label, "a real value");
    }
    return addValue(prediction.value(), real.value(), prediction.loss());
  }

  @Nullable Drift addValue(double predicted, double label, double loss) {
    checkFinite("predicted value", predicted);
    checkFinite("label", label);
    checkFinite("loss", loss);
    int at = window.begin(examples());
    double last = window.lastLabel(at);
    double[] rows = window.values();
    rows[at + Window.LOSS] = loss;
    rows[at + Window.LABEL] = label;
    rows[at + ValueSums.ERROR] = predicted - label;
    rows[at + ValueSums.MEAN_ERROR] = whole.labelMean() - label;
    rows[at + ValueSums.LAST_VALUE_ERROR] = last - label;
    return include(at);
  }

  @Override
  public EvaluationSnapshot snapshot() {
    window.sum(recent, examples());
    return snapshot(whole.scores(), faded.scores(), recent.scores());
  }
}
