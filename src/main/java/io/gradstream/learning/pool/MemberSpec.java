package io.gradstream.learning.pool;

import io.gradstream.optimizer.LearningRate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings in which members of a pool differ.
 *
 * @param hidden units of the hidden layers; none is a linear model
 * @param rate the learning rate, of {@link io.gradstream.optimizer.FactoredSettings}
 * @param inputOptions what it sees besides the features as they are
 */
public record MemberSpec(List<Integer> hidden, LearningRate rate, Set<InputOption> inputOptions) {
  /** Copies the lists. */
  public MemberSpec {
    hidden = List.copyOf(hidden);
    inputOptions = Set.copyOf(inputOptions);
  }

  /** Whether it has an option. */
  boolean has(InputOption option) {
    return inputOptions.contains(option);
  }

  /** The same without the options that are left out with some mechanisms. */
  MemberSpec without(Set<Mechanism> left) {
    return new MemberSpec(
        hidden,
        rate,
        inputOptions.stream()
            .filter(option -> !Mechanism.leavesOut(left, option))
            .collect(Collectors.toSet()));
  }

  /** As in {@code 64-64 constant 0.01 expanded follows-labels}. */
  @Override
  public String toString() {
    String shape =
        hidden.isEmpty()
            ? "linear"
            : hidden.stream().map(String::valueOf).collect(Collectors.joining("-"));
    return Stream.concat(Stream.of(shape, rate), inputOptions.stream().sorted())
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }
}
