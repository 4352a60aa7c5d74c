package io.gradstream.state;

import io.gradstream.network.LearnedArray;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a store keeps of a model: what it has learned, and measures of that, which change nothing
 * about it. If the configuration of the measures changes, they start over and the model stays.
 *
 * @param specification everything that both depend on, as {@code key: value} lines, at most 64 KiB
 * @param identity of a specification, this or a stored one, the part that must not change
 * @param learned everything the model learns, fresh; all names differ
 * @param measured everything that is measured, fresh
 */
public record StoredParts(
    String specification,
    UnaryOperator<String> identity,
    List<LearnedArray> learned,
    List<LearnedArray> measured) {
  /** A model of which nothing is measured. */
  public static StoredParts of(String specification, List<? extends LearnedArray> learned) {
    return new StoredParts(
        specification, UnaryOperator.identity(), List.copyOf(learned), List.of());
  }

  List<LearnedArray> arrays() {
    return Stream.concat(learned.stream(), measured.stream()).toList();
  }
}
