package io.gradstream.evaluation;

import io.gradstream.learning.Label;
import io.gradstream.learning.Prediction;
import io.gradstream.network.DoubleArray;
import io.gradstream.network.LearnedArray;
import java.util.ArrayList;
import java.util.List;

/** Scores predicted classes. */
final class ClassEvaluation extends Evaluation {
  private final int classes;
  private final Window window;
  private final ClassSums whole;
  private final DoubleArray majority = new DoubleArray("evaluation/majority", 1);

  ClassEvaluation(int classes, EvaluationSettings settings) {
    this(
        checkClasses(classes),
        new Window(settings.window(), ClassSums.COLUMNS),
        new ClassSums("whole", classes, 1),
        new ClassSums("faded", classes, settings.fading()));
  }

  private ClassEvaluation(int classes, Window window, ClassSums whole, ClassSums faded) {
    super(window, whole, faded, new ClassSums("recent", classes, 1));
    this.classes = classes;
    this.window = window;
    this.whole = whole;
  }

  @Override
  public void add(Prediction prediction, Label label) {
    if (!(label instanceof Label.Category category)) {
      throw wrongKind(label, "a category");
    }
    addClass(prediction.predictedClass(), category.index(), prediction.loss());
  }

  void addClass(int predicted, int label, double loss) {
    checkIndex("predicted class", predicted);
    checkIndex("class", label);
    checkFinite("loss", loss);
    int at = window.begin(examples());
    int last = (int) window.lastLabel(at);
    int most = (int) majority.values()[0];
    double[] rows = window.values();
    rows[at + Window.LOSS] = loss;
    rows[at + Window.LABEL] = label;
    rows[at + ClassSums.PREDICTED] = predicted;
    rows[at + ClassSums.MAJORITY_MISS] = most == label ? 0 : 1;
    rows[at + ClassSums.LAST_LABEL_MISS] = last == label ? 0 : 1;
    include(at);
    if (whole.leads(label, most)) {
      majority.values()[0] = label;
      majority.markAllChanged();
    }
  }

  @Override
  public List<LearnedArray> state() {
    List<LearnedArray> state = new ArrayList<>(super.state());
    state.add(majority);
    return List.copyOf(state);
  }

  private static int checkClasses(int classes) {
    if (classes < 2 || classes > MAX_CLASSES) {
      throw new IllegalArgumentException(
          "classes: got %d, wants 2 to %d".formatted(classes, MAX_CLASSES));
    }
    return classes;
  }

  private void checkIndex(String name, int index) {
    if (index < 0 || index >= classes) {
      throw new IllegalArgumentException(
          "%s: got %d, wants 0 to %d".formatted(name, index, classes - 1));
    }
  }
}
