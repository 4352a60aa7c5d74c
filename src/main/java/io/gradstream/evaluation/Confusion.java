package io.gradstream.evaluation;

import java.util.List;

/**
 * How often the last examples of one class were taken for another. Of many classes it shows those
 * that most of these examples are of.
 *
 * @param classes the classes shown, ascending
 * @param counts for each of them as the label, how often each of them was predicted
 */
public record Confusion(List<Integer> classes, List<List<Integer>> counts) {
  /** Classes shown at most. */
  public static final int MAX_CLASSES = 20;

  /** Keeps copies of the lists. */
  public Confusion {
    classes = List.copyOf(classes);
    counts = counts.stream().map(List::copyOf).toList();
  }
}
