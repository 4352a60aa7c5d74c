package io.gradstream.dataset.transform;

import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.generator.Generators;
import io.gradstream.kernel.SplitMix64;
import io.gradstream.text.Messages;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * Transforms of data sets, by name. Each changes one thing and keeps the rest. The first transform
 * sees the rows as they are, the next one what the first has made of them. Random choices come from
 * a seed and are the same in every pass.
 */
public final class Transforms {
  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              "constant",
              "K",
              "K more features, always 1",
              (inner, value, seed) -> new ConstantFeatures(inner, value.columns())),
          new Kind(
              "drift",
              "A[-B]:THEN",
              "from row A on, or more and more from A to B, THEN: another transform, or a stream of"
                  + " the same columns from another seed",
              Transforms::drift),
          new Kind(
              "duplicate",
              "K",
              "K more features, copies of random ones",
              (inner, value, seed) -> DuplicateFeatures.drawn(inner, value.columns(), seed)),
          new Kind(
              "garbage",
              "A-B",
              "rows A to B, B not included: numbers of ±1e30, unknown categories, missing values,"
                  + " random labels",
              (inner, value, seed) -> new Garbage(inner, value.span(), seed)),
          new Kind(
              "imbalance",
              "N",
              "the last class is 1 in N; what is too frequent is left out",
              (inner, value, seed) -> new Imbalanced(inner, value.whole(), seed)),
          new Kind(
              "missing",
              "P",
              "each value is missing with probability P",
              (inner, value, seed) -> new MissingCells(inner, value.number(), seed)),
          new Kind(
              "noise",
              "P",
              "each label is another with probability P: of the other classes, or of 1,000 real"
                  + " labels before it",
              (inner, value, seed) -> new NoisyLabels(inner, value.number(), seed)),
          new Kind(
              "permuted",
              "SEED",
              "the columns, names and all, in another order",
              (inner, value, seed) -> PermutedColumns.withNames(inner, value.whole())),
          new Kind(
              "relabelled",
              "SEED",
              "each class under the name of another",
              (inner, value, seed) -> new Relabelled(inner, value.whole())),
          new Kind(
              "runs",
              "P",
              "labels in runs: with probability P the next row is one of the last's label, else the"
                  + " next in order",
              (inner, value, seed) -> new LabelRuns(inner, value.number(), seed)),
          new Kind(
              "scaled",
              "COLUMN:FACTOR",
              "a feature, or a real label, times FACTOR",
              (inner, value, seed) ->
                  Rescaled.named(inner, value.beforeLast().text(), value.last().number(), 0)),
          new Kind(
              "shifted",
              "COLUMN:AMOUNT",
              "a feature, or a real label, plus AMOUNT",
              (inner, value, seed) ->
                  Rescaled.named(inner, value.beforeLast().text(), 1, value.last().number())),
          new Kind(
              "swapped",
              "SEED",
              "the names of the columns stay, the values under them move within each kind",
              (inner, value, seed) -> PermutedColumns.underNames(inner, value.whole())),
          new Kind(
              "take",
              "N",
              "the first N rows",
              (inner, value, seed) -> new FirstRows(inner, value.whole())),
          new Kind(
              "useless",
              "K",
              "K more features of normal noise",
              (inner, value, seed) -> new UselessFeatures(inner, value.columns(), seed)));

  private static final SequencedMap<String, Kind> BY_NAME =
      KINDS.stream()
          .collect(Collectors.toMap(Kind::name, kind -> kind, (a, b) -> a, LinkedHashMap::new));

  private Transforms() {}

  /** What each transform does, by how it is written, sorted. */
  public static SequencedMap<String, String> summaries() {
    SequencedMap<String, String> summaries = new LinkedHashMap<>();
    KINDS.forEach(kind -> summaries.put(kind.name + "=" + kind.value, kind.summary));
    return Collections.unmodifiableSequencedMap(summaries);
  }

  /**
   * A data set, transformed.
   *
   * @param transforms each as {@code NAME=VALUE}, the first one to be applied first
   * @param seed any
   * @throws IllegalArgumentException if there is no such transform, its value is none, or it does
   *     not fit the data set
   */
  public static Dataset over(Dataset dataset, List<String> transforms, long seed) {
    Dataset transformed = dataset;
    for (int i = 0; i < transforms.size(); i++) {
      transformed = over(transformed, transforms.get(i), SplitMix64.bits(seed, i));
    }
    return transformed;
  }

  private static Dataset over(Dataset dataset, String transform, long seed) {
    int equals = transform.indexOf('=');
    String name = equals < 0 ? transform : transform.substring(0, equals);
    Kind kind = BY_NAME.get(name);
    if (kind == null) {
      throw new IllegalArgumentException(
          "no transform %s. %s"
              .formatted(
                  Messages.quoted(name), Messages.suggestion(name, List.copyOf(BY_NAME.keySet()))));
    }
    if (equals < 0) {
      throw new IllegalArgumentException("want %s=%s".formatted(name, kind.value));
    }
    return kind.make.over(dataset, new TransformValue(name, transform.substring(equals + 1)), seed);
  }

  private static Dataset drift(Dataset before, TransformValue value, long seed) {
    String then = value.afterFirst().text();
    Dataset after =
        then.contains("=")
            ? over(before, then, SplitMix64.bits(seed, 0))
            : Generators.named(then, SplitMix64.bits(seed, 0));
    return new Drift(before, after, value.first().span(), seed);
  }

  /**
   * A transform by name.
   *
   * @param value how its value is written
   */
  private record Kind(String name, String value, String summary, Make make) {}

  private interface Make {
    Dataset over(Dataset inner, TransformValue value, long seed);
  }
}
