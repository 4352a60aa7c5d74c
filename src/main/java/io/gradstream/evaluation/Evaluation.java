package io.gradstream.evaluation;

import io.gradstream.evaluation.drift.Drift;
import io.gradstream.evaluation.drift.DriftMonitor;
import io.gradstream.learning.Label;
import io.gradstream.learning.Prediction;
import io.gradstream.network.LearnedArray;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scores predictions against labels: over the whole stream, fading, and over the last examples; and
 * watches their loss for drift. Each example counts once, whatever its importance weight. Not safe
 * for use by several threads; its snapshots are.
 */
public abstract sealed class Evaluation permits ClassEvaluation, ValueEvaluation {
  /** Classes at most. */
  public static final int MAX_CLASSES = 10_000;

  private final Window window;
  private final Sums whole;
  private final Sums faded;
  private final DriftMonitor drifts;

  Evaluation(Window window, Sums whole, Sums faded, DriftMonitor drifts) {
    this.window = window;
    this.whole = whole;
    this.faded = faded;
    this.drifts = drifts;
  }

  /**
   * An evaluation of predicted classes that has seen nothing.
   *
   * @param seed of a drift detector that draws at random
   */
  public static Evaluation ofClasses(int classes, EvaluationSettings settings, long seed) {
    return new ClassEvaluation(classes, settings, DriftMonitor.of(settings.drift(), seed));
  }

  /** An evaluation of predicted values that has seen nothing, as {@link #ofClasses}. */
  public static Evaluation ofValues(EvaluationSettings settings, long seed) {
    return new ValueEvaluation(settings, DriftMonitor.of(settings.drift(), seed));
  }

  /** Whether it is of predicted values, not classes. */
  public boolean isOfValues() {
    return this instanceof ValueEvaluation;
  }

  /**
   * Includes an example that was predicted and not refused. It allocates nothing but a drift, and
   * costs the same for any window, and at most the number of classes.
   *
   * @return the drift of the loss that was found with this example, else null
   * @throws IllegalArgumentException for a label of the wrong kind, a class out of range or a
   *     number that is not finite; nothing is included then
   */
  public abstract @Nullable Drift add(Prediction prediction, Label label);

  /**
   * The scores now. It costs the length of the window and the number of classes, and for the AUC
   * the length times the number of classes that are labels in it.
   */
  public abstract EvaluationSnapshot snapshot();

  /**
   * What the examples of the window were taken for; null of values. It costs as much as they are.
   */
  public @Nullable Confusion confusion() {
    return null;
  }

  final EvaluationSnapshot snapshot(Scores whole, Scores faded, Scores windowed) {
    return new EvaluationSnapshot(
        examples(), whole, faded, windowed, drifts.rises(), drifts.lastRise());
  }

  /** The faded mean loss alone, which costs nothing; NaN when no example was seen. */
  public final double fadedLoss() {
    return faded.loss();
  }

  /** All that is summed and watched. */
  public final List<LearnedArray> state() {
    List<LearnedArray> state = new ArrayList<>(sums());
    state.addAll(detector());
    return state;
  }

  /** All that is summed. */
  public List<LearnedArray> sums() {
    return List.of(whole.state(), faded.state(), window.state(), drifts.counts());
  }

  /** What the detector of drift keeps, which a learner that reacts to drift depends on. */
  public final List<LearnedArray> detector() {
    return drifts.detector();
  }

  /** The number of examples evaluated. */
  public final long examples() {
    return (long) whole.examples();
  }

  final @Nullable Drift include(int at) {
    double[] rows = window.values();
    whole.add(rows, at);
    whole.markChanged(rows, at);
    faded.add(rows, at);
    faded.markChanged(rows, at);
    window.markChanged(at);
    return drifts.add(rows[at + Window.LOSS], examples());
  }

  static void checkFinite(String name, double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("%s: got %s, wants a number".formatted(name, number));
    }
  }

  static IllegalArgumentException wrongKind(Label label, String wanted) {
    return new IllegalArgumentException("label: got %s, wants %s".formatted(label, wanted));
  }
}
