package io.gradstream.topology;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The topics of a graph. */
public record Topics(
    String input,
    String predictions,
    String losses,
    String evaluations,
    String drifts,
    String rejects) {
  /** Checks that they differ. */
  public Topics {
    Set<String> names = new HashSet<>(List.of(input));
    for (String output : List.of(predictions, losses, evaluations, drifts, rejects)) {
      if (!names.add(output)) {
        throw new IllegalArgumentException("topics: got %s twice".formatted(output));
      }
    }
  }

  /** The topics that are written. */
  public List<String> outputs() {
    return List.of(predictions, losses, evaluations, drifts, rejects);
  }
}
