package io.gradstream.dataset.generator;

import io.gradstream.dataset.Columns;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.Row;
import io.gradstream.text.Messages;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.function.LongFunction;

/**
 * Endless streams of numbers as daily life has them: each is easy but for one thing. Features are
 * normal where nothing else is said; two classes, or a real label, follow from them and some noise.
 */
public final class HardStreams {
  private static final SequencedMap<String, Stream> BY_NAME = new LinkedHashMap<>();

  static {
    classes(
        "early-error", "one value of 10¹⁸ in row 10", 2, (n, x, r) -> x[0] = n == 10 ? 1e18 : x[0]);
    classes(
        "sentinels",
        "−999 in 10 % of the cells",
        5,
        (n, x, r) -> {
          for (int i = 0; i < x.length; i++) {
            x[i] = r.nextInt(10) == 0 ? -999 : x[i];
          }
        });
    classes("cents", "25,000,000 ± 1", 2, (n, x, r) -> x[0] += 25_000_000);
    classes("tiny", "1,000,000 ± 0.01", 2, (n, x, r) -> x[0] = 1e6 + x[0] / 100);
    classes("lognormal", "σ = 3", 3, (n, x, r) -> bend(x, 3));
    classes(
        "cauchy",
        "tails without a mean",
        3,
        (n, x, r) -> {
          for (int i = 0; i < x.length; i++) {
            x[i] = StrictMath.sinh(2 * x[i]) * StrictMath.exp(x[i] * x[i] / 3);
          }
        });
    classes(
        "rare-errors",
        "1 % of the values a thousand times as large",
        2,
        (n, x, r) -> x[0] *= r.nextInt(100) == 0 ? 1_000 : 1);
    classes("clock", "seconds, a minute more with each row", 2, (n, x, r) -> x[0] = clock(n, x[0]));
    classes("id", "a feature that counts the rows", 2, (n, x, r) -> x[1] = 100_000 + n);
    values("first-label", "the first label is 10⁹", (n, y, r) -> n == 0 ? 1e9 : y);
    values("outliers", "2 % of the labels off by 400", (n, y, r) -> y + rarely(r) * 400);
    values(
        "outliers-above",
        "2 % of the labels higher by 400",
        (n, y, r) -> y + Math.abs(rarely(r)) * 400);
    values("offset-label", "labels around 1.7·10⁹", (n, y, r) -> y + 1.7e9);
    values("trend", "labels that grow by 10 with each row", (n, y, r) -> y + 10.0 * n);
    add(
        "missing-tells",
        "the first feature is missing where the class is 1, by and large",
        true,
        (n, r) -> {
          int label = r.nextInt(10) < 3 ? 1 : 0;
          boolean isMissing = r.nextInt(10) < (label == 1 ? 6 : 1);
          double x = r.nextGaussian();
          return new Row(new double[] {isMissing ? Double.NaN : x, r.nextGaussian()}, label);
        });
    add(
        "line",
        "the label is three times the row's number, and noise",
        false,
        (n, r) -> new Row(new double[] {n}, 3.0 * n + 7 + r.nextGaussian()));
  }

  private HardStreams() {}

  /** Changes the features of a row. */
  private interface OfFeatures {
    void spoil(long n, double[] x, Random random);
  }

  /** Changes the label of a row. */
  private interface OfLabel {
    double spoil(long n, double label, Random random);
  }

  private interface Rows {
    Row row(long n, Random random);
  }

  private static void classes(String name, String summary, int features, OfFeatures dirt) {
    add(
        name,
        summary,
        true,
        (n, r) -> {
          double[] x = gaussians(features, r);
          double sum = 0;
          for (int i = 0; i < features; i++) {
            sum += i == 0 ? 3 * x[i] : x[i];
          }
          int label = r.nextDouble() < 1 / (1 + StrictMath.exp(-sum)) ? 1 : 0;
          dirt.spoil(n, x, r);
          return new Row(x, label);
        });
  }

  private static void values(String name, String summary, OfLabel dirt) {
    add(
        name,
        summary,
        false,
        (n, r) -> {
          double[] x = gaussians(3, r);
          double label = 3 * x[0] - 2 * x[1] + x[2] + r.nextGaussian();
          return new Row(x, dirt.spoil(n, label, r));
        });
  }

  private static double[] gaussians(int count, Random random) {
    double[] x = new double[count];
    for (int i = 0; i < count; i++) {
      x[i] = random.nextGaussian();
    }
    return x;
  }

  private static void bend(double[] x, double power) {
    for (int i = 0; i < x.length; i++) {
      x[i] = StrictMath.exp(power * x[i]);
    }
  }

  private static double clock(long row, double deviation) {
    return 1.7e9 + 60.0 * row + 300 * deviation;
  }

  private static double rarely(Random random) {
    double size = random.nextGaussian();
    return random.nextInt(50) == 0 ? size : 0;
  }

  private static void add(String name, String summary, boolean classes, Rows rows) {
    BY_NAME.put(name, new Stream(summary, classes, rows));
  }

  /** The names {@link #named} knows. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /** What each stream is, by name. */
  public static SequencedMap<String, String> summaries() {
    SequencedMap<String, String> summaries = new LinkedHashMap<>();
    BY_NAME.forEach((name, stream) -> summaries.put(name, stream.summary));
    return Collections.unmodifiableSequencedMap(summaries);
  }

  /**
   * The stream of that name from a seed.
   *
   * @throws IllegalArgumentException if there is no such name
   */
  public static Dataset named(String name, long seed) {
    Stream stream = BY_NAME.get(name);
    if (stream == null) {
      throw new IllegalArgumentException("no hard stream " + Messages.quoted(name));
    }
    int features = stream.rows.row(0, new Random(seed)).features().length;
    LabelKind kind =
        stream.classes ? new LabelKind.Classes(List.of("0", "1")) : new LabelKind.Real();
    return new Endless(Columns.generated(features, kind), stream.rows, seed);
  }

  private record Stream(String summary, boolean classes, Rows rows) {}

  private record Endless(Columns columns, Rows drawn, long seed) implements GeneratedStream {
    @Override
    public LongFunction<Row> rows() {
      Random random = new Random(seed);
      return n -> drawn.row(n, random);
    }
  }
}
