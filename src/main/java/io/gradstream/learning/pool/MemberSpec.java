package io.gradstream.learning.pool;

import io.gradstream.optimizer.LearningRate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is a pool's member's own.
 *
 * @param hidden units of the hidden layers; none is a linear model
 * @param rate the learning rate, of {@link io.gradstream.optimizer.FactoredSettings}
 * @param sights what it sees beside the features as they are
 */
public record MemberSpec(List<Integer> hidden, LearningRate rate, Set<Sight> sights) {
  /** Copies the lists. */
  public MemberSpec {
    hidden = List.copyOf(hidden);
    sights = Set.copyOf(sights);
  }

  /** Whether it has a sight. */
  boolean has(Sight sight) {
    return sights.contains(sight);
  }

  /** As in {@code 64-64 constant 0.01 expanded follows-labels}. */
  @Override
  public String toString() {
    String shape =
        hidden.isEmpty()
            ? "linear"
            : hidden.stream().map(String::valueOf).collect(Collectors.joining("-"));
    return Stream.concat(Stream.of(shape, rate), sights.stream().sorted())
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }
}
