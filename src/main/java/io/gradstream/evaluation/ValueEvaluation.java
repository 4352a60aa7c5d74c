package io.gradstream.evaluation;

import io.gradstream.learning.Label;
import io.gradstream.learning.Prediction;

/** Scores predicted values. */
final class ValueEvaluation extends Evaluation {
  private final Window window;
  private final ValueSums whole;

  ValueEvaluation(EvaluationSettings settings) {
    this(
        new Window(settings.window(), ValueSums.COLUMNS),
        new ValueSums("whole", 1),
        new ValueSums("faded", settings.fading()));
  }

  private ValueEvaluation(Window window, ValueSums whole, ValueSums faded) {
    super(window, whole, faded, new ValueSums("recent", 1));
    this.window = window;
    this.whole = whole;
  }

  @Override
  public void add(Prediction prediction, Label label) {
    if (!(label instanceof Label.Real real)) {
      throw wrongKind(label, "a real value");
    }
    addValue(prediction.value(), real.value(), prediction.loss());
  }

  void addValue(double predicted, double label, double loss) {
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
    include(at);
  }
}
