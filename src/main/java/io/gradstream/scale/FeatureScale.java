package io.gradstream.scale;

import io.gradstream.kernel.Kernels;
import io.gradstream.network.DoubleArray;
import io.gradstream.network.LearnedArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The views of dense features. Where a feature's standardised values have the shape of its ranks,
 * all views are those; else they are blends of it and of the scores of its ranks, by the share that
 * {@link Agreement} says.
 */
public final class FeatureScale {
  /** Views are at most so far from 0. */
  public static final double CLIP = Standardizer.CLIP;

  /** What is kept of a feature, in bytes. */
  public static final int BYTES_PER_FEATURE =
      RunningRanks.BYTES_PER_FEATURE
          + Agreement.BYTES_PER_FEATURE
          + Sentinels.BYTES_PER_FEATURE
          + TrendLines.BYTES_PER_FEATURE
          + 3 * Double.BYTES;

  /** Signals of a feature, at most: missing, each sentinel, the deviation from its line. */
  public static final int SIGNALS = 2 + Sentinels.SLOTS;

  private static final int MISSING = 0;
  private static final int FIRST_SENTINEL = 1;
  private static final int DEVIATION = 1 + Sentinels.SLOTS;

  /** Values of a feature that are all included in its ranks; later it is one of several. */
  private static final int FIRST_VALUES = 512;

  /** Of less than twice as many it is every fourth, of four times as many every sixteenth. */
  private static final int FEW_FEATURES = 64;

  /** Values in a row that are far off and no errors, of many and of few. */
  private static final int NEWS = 256;

  private static final int NEWS_OF_FEW = 64;

  /** After this many far values in a row, mean and variance ignore further ones until news. */
  private static final int RUN = 16;

  /**
   * 2⁶⁴ over the golden ratio: which examples are included follows no period that the stream may
   * have (Weyl 1916).
   */
  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

  /** Of as many different values, such as those of a flag, nobody expects a bell curve. */
  private static final int FEW_VALUES = 8;

  /** A float has 24 bits: of a mean as many deviations large it leaves two bits to one of them. */
  private static final double RESOLVED = 1 << 22;

  private final DoubleArray examples = new DoubleArray("ranks/examples", 1);
  private final RunningRanks ranks;
  private final Sentinels sentinels;
  private final Standardizer standardizer;
  private final Agreement agreement;
  private final boolean isRanked;
  private final TrendLines lines;

  /** Values whose scores are known; NaN where they are not. */
  private final double[] scored;

  private final double[] near;
  private final float[] standardized;
  private final float[] normalScores;
  private final float[] uniformScores;
  private final float[] normal;
  private final float[] uniform;
  private final int signalling;

  /** The features of few values, known once all have been looked at. */
  private final int[] young;

  private int youngOnes;
  private int knownSize = -1;
  private double[] values = {};
  private int size;

  /**
   * @param features at most
   * @param signalling how many of the first of them may give the signal of a deviation
   * @param horizon examples that mean and variance rest on at most
   * @param isRanked whether features are seen by their ranks where mean and variance are misleading
   */
  public FeatureScale(
      int features, int signalling, Kernels kernels, double horizon, boolean isRanked) {
    this.isRanked = isRanked;
    int padded = Kernels.padded(features);
    this.ranks = new RunningRanks("ranks", features);
    this.sentinels = new Sentinels("sentinels", features);
    this.standardizer = new Standardizer(features, kernels, horizon);
    this.agreement = new Agreement(features);
    this.lines = new TrendLines("lines", signalling);
    this.signalling = signalling;
    this.scored = new double[padded];
    Arrays.fill(scored, Double.NaN);
    this.young = new int[features];
    this.near = new double[padded];
    this.standardized = new float[padded];
    this.normalScores = new float[padded];
    this.uniformScores = new float[padded];
    this.normal = new float[padded];
    this.uniform = new float[padded];
  }

  public List<LearnedArray> state() {
    List<LearnedArray> state = new ArrayList<>(ranks.state());
    state.add(examples);
    state.addAll(sentinels.state());
    state.addAll(standardizer.state());
    state.addAll(agreement.state());
    state.add(lines.state());
    return state;
  }

  /**
   * Makes the views of the first features, as if the values had been included.
   *
   * @param values one for each feature, NaN where it is missing, padded with NaN; read again by
   *     {@link #include}
   * @return false if one is infinite, or too large for a float
   */
  public boolean transform(double[] values, int size) {
    this.values = values;
    this.size = size;
    boolean finite = true;
    double[] lows = ranks.lows();
    double[] highs = ranks.highs();
    for (int f = 0; f < size; f++) {
      finite &= !(Math.abs(values[f]) > Float.MAX_VALUE);
      near[f] = Math.max(lows[f], Math.min(highs[f], values[f]));
    }
    sentinels.leaveOut(values, size, near);
    int length = Kernels.padded(size);
    Arrays.fill(near, size, length, Double.NaN);
    standardizer.transform(near, length, standardized);
    float[] shares = agreement.shares();
    for (int f = 0; f < size; f++) {
      if (shares[f] > 0 && values[f] != scored[f]) {
        scored[f] = values[f];
        score(f);
      }
    }
    for (int f = 0; f < size; f++) {
      float z = standardized[f];
      normal[f] = z + shares[f] * (normalScores[f] - z);
      uniform[f] = z + shares[f] * (uniformScores[f] - z);
    }
    Arrays.fill(normal, size, length, 0f);
    Arrays.fill(uniform, size, length, 0f);
    return finite;
  }

  private void score(int feature) {
    if (isNumber(feature)) {
      double rank = ranks.rank(feature, values[feature]);
      normalScores[feature] = NormalScores.of(rank);
      uniformScores[feature] = NormalScores.uniform(rank);
    } else {
      normalScores[feature] = 0;
      uniformScores[feature] = 0;
    }
  }

  /** Whether a value last transformed is neither missing nor a sentinel. */
  private boolean isNumber(int feature) {
    return !Double.isNaN(near[feature]);
  }

  /**
   * Includes the values last transformed.
   *
   * @return whether one that may signal is elsewhere now, so that its scale was given up
   */
  public boolean include() {
    double[] inARowFar = ranks.inARowFar();
    for (int f = 0; f < size; f++) {
      if (inARowFar[f] >= RUN && near[f] != values[f]) {
        standardizer.leaveOut(f);
      }
    }
    standardizer.include(Kernels.padded(size));
    boolean isElsewhere = false;
    for (int f = 0; f < size; f++) {
      if ((near[f] != values[f] || inARowFar[f] > 0) && isNumber(f)) {
        isElsewhere |= lookHowFar(f) && f < signalling;
      }
    }
    for (int f = 0; f < Math.min(size, signalling); f++) {
      if (isNumber(f)) {
        lines.include(f, values[f], true);
      }
    }
    lines.markChanged(Math.min(size, signalling));
    includeRanks();
    return isElsewhere;
  }

  /** A value far off that comes back is a sentinel; true where there were many in a row: news. */
  private boolean lookHowFar(int feature) {
    boolean isFar = near[feature] != values[feature];
    if (isFar && sentinels.isFound(feature, values[feature], values[feature], ranks)) {
      near[feature] = Double.NaN;
      scored[feature] = Double.NaN; // It had the scores of a number.
      return false;
    }
    int news = ranks.values(feature) < FIRST_VALUES ? NEWS_OF_FEW : NEWS;
    if (ranks.countFar(feature, isFar) < news) {
      return false;
    }
    ranks.clear(feature);
    ranks.markChanged(feature, feature + 1);
    sentinels.clear(feature);
    standardizer.clear(feature);
    if (feature < signalling) {
      lines.clear(feature);
    }
    knownSize = -1;
    return true;
  }

  /** Ranks learn from one example of several, so that many features cost little. */
  private void includeRanks() {
    long example = (long) examples.values()[0];
    examples.values()[0]++;
    examples.markAllChanged();
    if (((example * GOLDEN_RATIO) >>> (Long.SIZE - halvings())) == 0) {
      for (int f = 0; f < size; f++) {
        includeRank(f);
      }
      ranks.markChanged(0, size);
      agreement.markChanged(0, size);
      findYoung();
      return;
    }
    if (size != knownSize) {
      findYoung();
    }
    for (int k = 0; k < youngOnes; k++) {
      int f = young[k];
      if (ranks.values(f) < FIRST_VALUES) {
        includeRank(f);
        ranks.markChanged(f, f + 1);
        agreement.markChanged(f, f + 1);
      }
    }
  }

  /** How often the examples are halved until ranks learn from one. */
  private int halvings() {
    return size < 2 * FEW_FEATURES ? 2 : size < 4 * FEW_FEATURES ? 3 : 4;
  }

  private void findYoung() {
    knownSize = size;
    youngOnes = 0;
    for (int f = 0; f < size; f++) {
      if (ranks.values(f) < FIRST_VALUES) {
        young[youngOnes++] = f;
      }
    }
  }

  private void includeRank(int feature) {
    if (!isNumber(feature)) {
      return;
    }
    score(feature);
    scored[feature] = Double.NaN;
    if (isRanked) {
      agreement.include(
          feature, standardized[feature], normalScores[feature], uniformScores[feature]);
    }
    ranks.include(feature, values[feature]);
    if (ranks.hasFarFirst(feature) || sentinels.isFound(feature, ranks)) {
      standardizer.restore(feature, ranks);
    }
  }

  /** The features standardised. */
  public float[] standardized() {
    return standardized;
  }

  /** The features with ranks as normal scores. */
  public float[] normal() {
    return normal;
  }

  /** The features with ranks as uniform scores. */
  public float[] uniform() {
    return uniform;
  }

  /** How many values were transformed last. */
  public int size() {
    return size;
  }

  /** A value last transformed. */
  public double value(int feature) {
    return values[feature];
  }

  /** A value last transformed within its limits; NaN if it is missing or a sentinel. */
  public double near(int feature) {
    return near[feature];
  }

  /** Whether there were two values of a feature that differed. */
  public boolean hasVaried(int feature) {
    return standardizer.hasVaried(feature);
  }

  /**
   * What is to be said of the value last transformed beside its views.
   *
   * @return 0 if the signal is not given
   */
  public float signal(int feature, int signal) {
    double value = values[feature];
    if (signal == MISSING) {
      return Double.isNaN(value) && ranks.edges(feature) > 0 ? 1 : 0;
    }
    if (signal < DEVIATION) {
      return sentinels.slot(feature, value) == signal - FIRST_SENTINEL ? 1 : 0;
    }
    if (!isNumber(feature)) {
      return 0;
    }
    double variance = lines.variance(feature);
    if (variance == 0 || !grows(feature)) {
      return 0;
    }
    double deviation = lines.deviation(feature, value) / Math.sqrt(variance);
    return (float) Math.clamp(deviation, -CLIP, CLIP);
  }

  private boolean grows(int feature) {
    return lines.leavesLess(TrendLines.GROWS, standardizer.variance(feature), feature);
  }

  /** What is suspicious of the features, once there were some values of them. */
  public List<Doubt> doubts() {
    List<Doubt> doubts = new ArrayList<>();
    for (int f = 0; f < young.length; f++) {
      for (int slot = 0; slot < Sentinels.SLOTS; slot++) {
        double sentinel = sentinels.value(f, slot);
        if (!Double.isNaN(sentinel)) {
          doubts.add(new Doubt(f, Doubt.Kind.SENTINEL, sentinel));
        }
      }
      if (isEmpty(f)) {
        doubts.add(new Doubt(f, Doubt.Kind.EMPTY, Double.NaN));
      } else if (ranks.values(f) >= Doubt.LEAST_VALUES) {
        Doubt.Kind kind = doubtOfShape(f);
        if (kind != null) {
          doubts.add(new Doubt(f, kind, standardizer.mean(f)));
        }
      }
    }
    return doubts;
  }

  /** Whether a feature was there, but no number of it. */
  private boolean isEmpty(int feature) {
    return feature < size
        && examples.values()[0] >= Doubt.LEAST_VALUES
        && ranks.edges(feature) == 0
        && Double.isNaN(sentinels.value(feature, 0));
  }

  private Doubt.@Nullable Kind doubtOfShape(int feature) {
    if (!standardizer.hasVaried(feature)) {
      return Doubt.Kind.CONSTANT;
    }
    if (feature < signalling && grows(feature) && lines.isSteep(feature)) {
      return Doubt.Kind.GROWING;
    }
    double deviation = Math.sqrt(standardizer.variance(feature));
    if (Math.abs(standardizer.mean(feature)) > RESOLVED * deviation) {
      return Doubt.Kind.FINE;
    }
    boolean isExplained =
        ranks.edges(feature) <= FEW_VALUES || !Double.isNaN(sentinels.value(feature, 0));
    return !isExplained && agreement.isHeavyTailed(feature) ? Doubt.Kind.HEAVY_TAILED : null;
  }
}
