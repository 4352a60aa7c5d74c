package io.gradstream.learning;

import io.gradstream.optimizer.LearningRate;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is a pool's member's own.
 *
 * @param hidden units of the hidden layers; none is a linear model
 * @param rate the learning rate, of {@link io.gradstream.optimizer.FactoredSettings}
 * @param expanded whether it sees features as smooth steps too
 * @param followsLabels whether it sees the label before
 */
public record MemberSpec(
    List<Integer> hidden, LearningRate rate, boolean expanded, boolean followsLabels) {
  /** Copies the list. */
  public MemberSpec {
    hidden = List.copyOf(hidden);
  }

  /** As in {@code 64-64 constant 0.01 expanded follows-labels}. */
  @Override
  public String toString() {
    String shape =
        hidden.isEmpty()
            ? "linear"
            : hidden.stream().map(String::valueOf).collect(Collectors.joining("-"));
    return shape
        + " "
        + rate
        + (expanded ? " expanded" : "")
        + (followsLabels ? " follows-labels" : "");
  }
}
