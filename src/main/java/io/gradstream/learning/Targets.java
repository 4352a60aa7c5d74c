package io.gradstream.learning;

import io.gradstream.network.DoubleArray;
import io.gradstream.network.Loss;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From labels to what a loss is taken at, and from scores to what is published. */
final class Targets {
  private final int classes;
  private final @Nullable TargetScale scale;

  /**
   * @param classes at most, for a loss that classifies
   */
  Targets(Loss loss, int classes) {
    this.classes = classes;
    this.scale = loss.classifies() ? null : new TargetScale();
  }

  boolean areClasses() {
    return scale == null;
  }

  /**
   * The class's index, or the standardised value; NaN for one that is not finite.
   *
   * @throws IllegalArgumentException for a label of the wrong kind, or none, or no such class
   */
  float of(@Nullable Label label) {
    return switch (label) {
      case Label.Category category when scale == null -> classIndex(category.index());
      case Label.Real real when scale != null ->
          Float.isFinite((float) real.value()) ? scale.transform(real.value()) : Float.NaN;
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

  /** The published value of a score. */
  float published(float score) {
    return scale == null ? score : scale.value(score);
  }

  /** Whether the label last asked for is too far away to be learned. */
  boolean isAbsurd() {
    return scale != null && scale.isAbsurd();
  }

  /** Includes the label last asked for. */
  void include() {
    if (scale != null) {
      scale.include();
    }
  }

  /** Lets the scale follow the labels that come more quickly. */
  void forget() {
    if (scale != null) {
      scale.forget();
    }
  }

  List<DoubleArray> state() {
    return scale == null ? List.of() : List.of(scale.state());
  }
}
