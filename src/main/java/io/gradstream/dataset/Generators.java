package io.gradstream.dataset;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * The endless streams by name, each with its default parameters: the literature's, whose concept
 * drifts, and {@link ClickLog}, whose truth is known. They draw from {@link java.util.Random},
 * whose algorithm is specified, or from one of ours, and compute with exactly rounded operations
 * and {@link StrictMath}: a seed gives the same rows on any machine.
 */
public final class Generators {
  private static final SortedMap<String, LongFunction<Dataset>> BY_NAME =
      Collections.unmodifiableSortedMap(
          new TreeMap<>(
              Map.of(
                  "clicks", ClickLog::of,
                  "friedman", Friedman::of,
                  "hyperplane", RotatingHyperplane::of,
                  "rbf", RandomRbf::of,
                  "sea", SeaConcepts::of)));

  private Generators() {}

  /** The names {@link #named} knows, sorted. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /**
   * The stream of that name from a seed.
   *
   * @throws IllegalArgumentException if there is no such name; the message lists those there are
   */
  public static Dataset named(String name, long seed) {
    LongFunction<Dataset> generator = BY_NAME.get(name);
    if (generator == null) {
      throw new IllegalArgumentException(
          "no generator %s. %s".formatted(Names.quoted(name), Names.suggestion(name, names())));
    }
    return generator.apply(seed);
  }
}
