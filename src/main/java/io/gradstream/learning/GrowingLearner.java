package io.gradstream.learning;

import io.gradstream.network.Extent;
import io.gradstream.network.LearnedArray;
import io.gradstream.network.Loss;
import io.gradstream.scale.Doubt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Test, then train, one example after the other; what predicts and what descends is left to the
 * learner.
 *
 * <pre>
 * features ─► forward ─► publish ─► loss ─► enlarge ─► train ─► include in scales ─► count
 *                │                   │                   │
 *                └───────────────────┴───────────────────┴─► refusal: nothing learned has changed
 * </pre>
 *
 * <p>It may grow into its capacity. A dense feature that comes later starts with zero weights. The
 * first ones of a learner that began with none are drawn when the first example is learned, for as
 * many as it has. A class that comes later starts with zero weights too: an example of it is
 * predicted with the classes known before; its loss and gradient are those with the new one.
 */
public abstract class GrowingLearner implements Learner {
  private final Loss loss;
  private final Targets targets;
  private final Counts counts;
  private final Prediction prediction;
  private Extent used;

  /**
   * @param outputs classes, at most; 1 for a real label
   * @param start the dense features and the outputs known before the first example; it belongs to
   *     what a stored model must agree on
   */
  protected GrowingLearner(Loss loss, int outputs, Extent start) {
    this.loss = loss;
    this.targets = new Targets(loss, loss.scores(outputs));
    this.counts = new Counts(start);
    this.prediction = new Prediction(loss.scores(outputs));
    this.used = start;
  }

  /** Fails with an {@link IllegalArgumentException} for features of another shape. */
  protected abstract void checkShape(FeatureVector features);

  /**
   * Predicts with what is in use.
   *
   * @param size dense features in use, or those of the example if they are more
   * @return why it cannot, or null
   */
  protected abstract @Nullable Refusal forward(FeatureVector features, int size, Extent inUse);

  /** A score of what was predicted last: the probability of a class, or the standardised value. */
  protected abstract double score(int index);

  /** The standardised value that was expected last, whatever was published. */
  protected abstract double expected();

  /** The loss of what was predicted last. */
  protected abstract float loss(float target);

  /** Brings more outputs into use, in what was predicted last. */
  protected abstract void enlarge(int outputs);

  /**
   * Takes a step along the gradient.
   *
   * @return false if that is not finite: nothing has changed then
   */
  protected abstract boolean train(float target, float weight, Extent inUse);

  /**
   * Includes the features last predicted in their scale.
   *
   * @return whether a scale was given up, as the features are elsewhere now
   */
  protected abstract boolean includeFeatures();

  /** Forgets what rests on a scale that was given up. */
  protected void forgetScales() {}

  /** Draws the weights of the first features that come into use. */
  protected abstract void initializeInputs(Extent inUse);

  @Override
  public final Prediction predict(FeatureVector features) {
    checkShape(features);
    int scores = loss.scores(counts.outputs());
    prediction.begin(examples(), targets.areClasses() ? scores : 0);
    int size = Math.max(counts.inputs(), features.size());
    use(counts.inputs(), counts.outputs());
    Refusal refusal = forward(features, size, used);
    if (refusal != null) {
      return prediction.refuse(refusal);
    }
    publish(scores);
    return prediction;
  }

  private void publish(int scores) {
    if (!targets.areClasses()) {
      prediction.setValue(targets.published(score(0)));
      return;
    }
    for (int k = 0; k < scores; k++) {
      prediction.scores()[k] = (float) score(k);
    }
  }

  /** What is in use seldom changes: no new extent for each example. */
  private void use(int inputs, int outputs) {
    if (used.inputs() != inputs || used.outputs() != outputs) {
      used = new Extent(inputs, outputs);
    }
  }

  @Override
  public final Prediction learn(Example example) {
    predict(example.features());
    float target = targets.of(example.label(), expected());
    if (prediction.refusal() != null) {
      return prediction;
    }
    if (!Float.isFinite(target)) {
      return prediction.refuse(Refusal.NON_FINITE_INPUT);
    }
    float published = publishedLoss(target);
    if (!Float.isFinite(published)) {
      return prediction.refuse(Refusal.NON_FINITE_LOSS);
    }
    prediction.setLoss(published);
    int inputs = Math.max(counts.inputs(), example.features().size());
    int outputs = counts.outputs();
    if (targets.areClasses() && target >= loss.scores(outputs)) {
      outputs = (int) target + 1;
      enlarge(outputs);
    }
    use(inputs, outputs);
    float weight = example.weight();
    if (weight > 0 && !train(target, weight, used)) {
      return prediction.refuse(Refusal.NON_FINITE_UPDATE);
    }
    boolean areElsewhere = weight > 0 && targets.include();
    areElsewhere |= includeFeatures();
    if (areElsewhere) {
      forgetScales();
    }
    if (counts.inputs() == 0 && inputs > 0 && examples() == 0) {
      initializeInputs(used);
    }
    counts.countExample(inputs, outputs);
    return prediction;
  }

  /**
   * The loss of what was published: of a class that it does not know, as of one held impossible.
   */
  private float publishedLoss(float target) {
    if (targets.areClasses() && target >= prediction.classes()) {
      return Prediction.MOST_LOSS;
    }
    return loss(targets.asPredicted(target));
  }

  /** From labels to what a loss is taken at, and back. */
  protected final Targets targets() {
    return targets;
  }

  @Override
  public final long examples() {
    return counts.examples();
  }

  /** What is suspicious of the labels, then of the features. */
  protected final List<Doubt> doubts(List<Doubt> ofFeatures) {
    return targets.doubts(ofFeatures);
  }

  /** What it counts, as learned. */
  protected final LearnedArray countsState() {
    return counts.state();
  }
}
