package io.gradstream.evaluation;

import io.gradstream.learning.Label;
import io.gradstream.learning.Prediction;
import io.gradstream.network.LearnedArray;
import java.util.List;

/**
 * Scores predictions against labels: over the whole stream, fading, and over the last examples. Not
 * safe for use by several threads; its snapshots are.
 */
public abstract sealed class Evaluation permits ClassEvaluation, ValueEvaluation {
  /** Classes at most. */
  public static final int MAX_CLASSES = 10_000;

  private final Window window;
  private final Sums whole;
  private final Sums faded;
  private final Sums recent;

  /** {@code recent} is scratch: it is summed from the window for each snapshot. */
  Evaluation(Window window, Sums whole, Sums faded, Sums recent) {
    this.window = window;
    this.whole = whole;
    this.faded = faded;
    this.recent = recent;
  }

  /** An evaluation of predicted classes that has seen nothing. */
  public static Evaluation ofClasses(int classes, EvaluationSettings settings) {
    return new ClassEvaluation(classes, settings);
  }

  /** An evaluation of predicted values that has seen nothing. */
  public static Evaluation ofValues(EvaluationSettings settings) {
    return new ValueEvaluation(settings);
  }

  /**
   * Includes an example that was predicted and not refused. It allocates nothing, and costs the
   * same for any window.
   *
   * @throws IllegalArgumentException for a label of the wrong kind, a class out of range or a
   *     number that is not finite; nothing is included then
   */
  public abstract void add(Prediction prediction, Label label);

  /** The scores now. It costs the length of the window and the number of classes. */
  public final EvaluationSnapshot snapshot() {
    recent.clear();
    window.addTo(recent, examples());
    return new EvaluationSnapshot(examples(), whole.scores(), faded.scores(), recent.scores());
  }

  /** The faded mean loss alone, which costs nothing; NaN when no example was seen. */
  public final double fadedLoss() {
    return faded.loss();
  }

  /** All that is summed. */
  public List<LearnedArray> state() {
    return List.of(whole.state(), faded.state(), window.state());
  }

  final long examples() {
    return (long) whole.examples();
  }

  final void include(int at) {
    double[] rows = window.values();
    whole.add(rows, at);
    whole.markChanged(rows, at);
    faded.add(rows, at);
    faded.markChanged(rows, at);
    window.markChanged(at);
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
