package io.gradstream.dataset.generator;

import io.gradstream.dataset.Dataset;
import io.gradstream.text.Messages;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * The endless streams by name, each with its default parameters: the literature's, most of which
 * drift, and {@link ClickLog}, whose truth is known. They draw from {@link java.util.Random}, whose
 * algorithm is specified, or from one of ours, and compute with exactly rounded operations and
 * {@link StrictMath}: a seed gives the same rows on any machine.
 */
public final class Generators {
  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              "agrawal",
              "loan applicants of 6 numbers and 3 categories, 2 classes; one of 10 functions, the"
                  + " next every 25,000 rows",
              Agrawal::of),
          new Kind(
              "blobs",
              "50 classes, each a round cloud of 10 numbers, 97 % at best; no drift",
              Blobs::of),
          new Kind(
              "clicks",
              "10 categories of up to 100,000 ids and 5 numbers, 5 % clicks; the best log loss is"
                  + " known; no drift",
              ClickLog::of),
          new Kind(
              "friedman",
              "Friedman's function of 5 of 10 numbers, a real label; abrupt drift every 25,000"
                  + " rows",
              Friedman::of),
          new Kind(
              "hyperplane",
              "a plane through 10 numbers that turns with every row, 2 classes, 5 % noise",
              RotatingHyperplane::of),
          new Kind(
              "led",
              "a digit on a display of 7 segments among 24 binary features, 10 % noise, 74 % at"
                  + " best; 4 move every 25,000 rows",
              Led::of),
          new Kind(
              "mackey-glass",
              "a chaotic series to predict from its past, a real label; rows are strongly"
                  + " correlated; no drift",
              MackeyGlass::of),
          new Kind(
              "random-tree",
              "a random decision tree of 5 categories and 5 numbers, 2 classes; no drift",
              RandomTree::of),
          new Kind(
              "rbf", "50 clouds of 10 numbers that move with every row, 5 classes", RandomRbf::of),
          new Kind(
              "sea",
              "the sum of 2 of 3 numbers, 2 classes, 10 % noise; abrupt drift every 25,000 rows",
              SeaConcepts::of),
          new Kind(
              "sine",
              "a sine curve through 2 numbers, 2 classes; reversed or changed every 10,000 rows",
              Sine::of),
          new Kind(
              "stagger",
              "3 texts of 3 values, 2 classes; another of 3 rules every 10,000 rows",
              Stagger::of),
          new Kind(
              "steps",
              "two planes of 10 numbers, a real label; they change places, and the level steps,"
                  + " every 25,000 rows",
              Steps::of),
          new Kind(
              "waveform",
              "noisy waves of 21 numbers, and 19 of noise, 3 classes, 86 % at best; no drift",
              Waveform::of));

  private static final SequencedMap<String, Kind> BY_NAME =
      KINDS.stream()
          .collect(Collectors.toMap(Kind::name, kind -> kind, (a, b) -> a, LinkedHashMap::new));

  private Generators() {}

  /** The names {@link #named} knows, sorted. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /** What each stream is, by name, sorted. */
  public static SequencedMap<String, String> summaries() {
    SequencedMap<String, String> summaries = new LinkedHashMap<>();
    KINDS.forEach(kind -> summaries.put(kind.name, kind.summary));
    return Collections.unmodifiableSequencedMap(summaries);
  }

  /**
   * The stream of that name from a seed.
   *
   * @throws IllegalArgumentException if there is no such name; the message lists those there are
   */
  public static Dataset named(String name, long seed) {
    Kind kind = BY_NAME.get(name);
    if (kind == null) {
      throw new IllegalArgumentException(
          "no generator %s. %s"
              .formatted(Messages.quoted(name), Messages.suggestion(name, names())));
    }
    return kind.make.apply(seed);
  }

  private record Kind(String name, String summary, LongFunction<Dataset> make) {}
}
