package io.gradstream.evaluation;

import io.gradstream.evaluation.drift.Drift;
import io.gradstream.evaluation.drift.DriftMonitor;
import io.gradstream.learning.Label;
import io.gradstream.learning.Prediction;
import io.gradstream.network.DoubleArray;
import io.gradstream.network.LearnedArray;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scores predicted classes. */
final class ClassEvaluation extends Evaluation {
  /** The most frequent class, and how many classes were known or seen. */
  private static final int MAJORITY = 0;

  private static final int KNOWN = 1;

  private final int classes;
  private final Window window;
  private final ScoreWindow scores;
  private final ClassSums whole;
  private final ClassSums faded;
  private final ClassSums recent;
  private final DoubleArray progress = new DoubleArray("evaluation/classes", 2);

  ClassEvaluation(int classes, EvaluationSettings settings, DriftMonitor drifts) {
    this(
        checkClasses(classes),
        new Window(settings.window(), ClassSums.COLUMNS),
        new ClassSums("whole", classes, 1),
        new ClassSums("faded", classes, settings.fading()),
        drifts);
  }

  private ClassEvaluation(
      int classes, Window window, ClassSums whole, ClassSums faded, DriftMonitor drifts) {
    super(window, whole, faded, drifts);
    this.classes = classes;
    this.window = window;
    this.scores = ScoreWindow.of(window.rows(), classes);
    this.whole = whole;
    this.faded = faded;
    this.recent = new ClassSums("recent", classes, 1);
  }

  @Override
  public @Nullable Drift add(Prediction prediction, Label label) {
    if (!(label instanceof Label.Category category)) {
      throw wrongKind(label, "a category");
    }
    return addScores(
        prediction.scores(), prediction.classes(), category.index(), prediction.loss());
  }

  /**
   * Includes an example.
   *
   * @param predicted the probability of each class, those after the first {@code count} being 0
   */
  @Nullable Drift addScores(float[] predicted, int count, int label, double loss) {
    checkIndex("classes", count, classes);
    checkIndex("class", label, classes - 1);
    checkFinite("loss", loss);
    int best = 0;
    double squares = count > label ? 0 : 1;
    for (int k = 0; k < count; k++) {
      best = predicted[k] > predicted[best] ? k : best;
      double error = (k == label ? 1.0 : 0.0) - predicted[k];
      squares += error * error;
    }
    checkFinite("scores", squares);
    know(Math.max(count, label + 1));
    int at = window.begin(examples());
    int last = (int) window.lastLabel(at);
    int most = (int) progress.get(MAJORITY);
    double[] rows = window.values();
    rows[at + Window.LOSS] = loss;
    rows[at + Window.LABEL] = label;
    rows[at + ClassSums.PREDICTED] = count == 0 ? ClassSums.NONE : best;
    rows[at + ClassSums.MAJORITY_MISS] = most == label ? 0 : 1;
    rows[at + ClassSums.LAST_LABEL_MISS] = last == label ? 0 : 1;
    rows[at + ClassSums.BRIER_SCORE] = squares / 2;
    rows[at + ClassSums.CONFIDENCE] = count == 0 ? 0 : predicted[best];
    scores.add(examples(), predicted, count, known());
    Drift drift = include(at);
    if (whole.leads(label, most)) {
      progress.set(MAJORITY, label);
    }
    return drift;
  }

  private void know(int count) {
    int known = known();
    if (count > known) {
      scores.enlarge(known, count);
      progress.set(KNOWN, count);
    }
  }

  private int known() {
    return (int) progress.get(KNOWN);
  }

  @Override
  public EvaluationSnapshot snapshot() {
    window.sum(recent, examples());
    return snapshot(
        whole.scores(known(), Double.NaN),
        faded.scores(known(), Double.NaN),
        recent.scores(known(), scores.auc(window, examples(), known())));
  }

  @Override
  public Confusion confusion() {
    return ConfusionCount.of(window, (int) Math.min(examples(), window.rows()), known());
  }

  @Override
  public List<LearnedArray> sums() {
    List<LearnedArray> sums = new ArrayList<>(super.sums());
    sums.add(progress);
    sums.add(scores.state());
    return List.copyOf(sums);
  }

  private static int checkClasses(int classes) {
    if (classes < 2 || classes > MAX_CLASSES) {
      throw new IllegalArgumentException(
          "classes: got %d, wants 2 to %d".formatted(classes, MAX_CLASSES));
    }
    return classes;
  }

  private static void checkIndex(String name, int index, int most) {
    if (index < 0 || index > most) {
      throw new IllegalArgumentException("%s: got %d, wants 0 to %d".formatted(name, index, most));
    }
  }
}
