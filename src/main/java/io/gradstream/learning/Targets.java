package io.gradstream.learning;

import io.gradstream.network.LearnedArray;
import io.gradstream.network.Loss;
import io.gradstream.scale.Doubt;
import io.gradstream.scale.LabelScale;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From labels to what a loss is taken at, and from scores to what is published. */
public final class Targets {
  private final int classes;
  private final @Nullable LabelScale scale;

  /**
   * @param classes at most, for a loss that classifies
   */
  Targets(Loss loss, int classes) {
    this.classes = classes;
    this.scale = loss.classifies() ? null : new LabelScale();
  }

  public boolean areClasses() {
    return scale == null;
  }

  /** The scale of real labels; null of classes. */
  public @Nullable LabelScale scale() {
    return scale;
  }

  /**
   * The class's index, or the standardised value; NaN for one that is not finite.
   *
   * @param predicted the standardised value that was predicted
   * @throws IllegalArgumentException for a label of the wrong kind, or none, or no such class
   */
  public float of(@Nullable Label label, double predicted) {
    return switch (label) {
      case Label.Category category when scale == null -> classIndex(category.index());
      case Label.Real real when scale != null ->
          Float.isFinite((float) real.value())
              ? scale.transform(real.value(), predicted)
              : Float.NaN;
      case null, default ->
          throw new IllegalArgumentException(
              "label: got %s, wants %s"
                  .formatted(label, scale == null ? "a category" : "a real value"));
    };
  }

  private float classIndex(int index) {
    if (index < 0 || index >= classes) { // At capacity, whatever is known.
      throw new IllegalArgumentException(
          "class: got %d, wants 0 to %d".formatted(index, classes - 1));
    }
    return index;
  }

  /** The published value of a real label's standardised one. */
  public double published(double standardized) {
    return scale == null ? standardized : scale.centre() + scale.deviation() * standardized;
  }

  /** What a published value is compared with: the label last asked for as it was predicted. */
  public float asPredicted(float target) {
    return scale == null ? target : scale.asPredicted(target);
  }

  /** What voices are compared with: the same, errors in labels limited. */
  public float nearAsPredicted(float target) {
    return scale == null ? target : scale.nearAsPredicted(target);
  }

  /**
   * Includes the label last asked for.
   *
   * @return whether they are elsewhere now, so that their scale was given up
   */
  public boolean include() {
    return scale != null && scale.include();
  }

  /** What is suspicious of the labels, then of the features. */
  public List<Doubt> doubts(List<Doubt> ofFeatures) {
    List<Doubt> doubts = new ArrayList<>(scale == null ? List.of() : scale.doubts());
    doubts.addAll(ofFeatures);
    return doubts;
  }

  public List<LearnedArray> state() {
    return scale == null ? List.of() : scale.state();
  }
}
