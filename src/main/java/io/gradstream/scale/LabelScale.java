package io.gradstream.scale;

import io.gradstream.network.DoubleArray;
import io.gradstream.network.LearnedArray;
import java.util.ArrayList;
import java.util.List;

/**
 * Standardises real labels: by the running mean and variance of what of them is no error, or, of
 * labels that grow, by their deviation from the line through the last ones. A prediction is scaled
 * back by the labels before it; its own is included only when it is learned.
 */
public final class LabelScale {
  /** Standardised labels are at most so far from 0. */
  public static final double CLIP = Standardizer.CLIP;

  /** Labels that mean and variance rest on at most. */
  private static final double HORIZON = 1000;

  /** Labels that grow no longer do if their line leaves more than this share of their variance. */
  private static final double GROWS_NO_MORE = 0.2;

  /** Before as many labels the centre is the last of them, which one error cannot spoil. */
  private static final int FIRST_LABELS = 4;

  /** What the deviations from the line count as once labels are found to grow. */
  private static final double FIRST_DEVIATIONS = 32;

  /** Equal labels after which another one may be an error, or the first of a new level. */
  private static final int FIRST_CONSTANT = 16;

  /** Labels in a row that are far off and no errors. */
  private static final int NEWS = 64;

  /** Its square is finite. */
  private static final double MOST = 1e150;

  /** A label is no error up to as many times as far as it was predicted. */
  private static final double PREDICTED_MULTIPLE = 2;

  private static final int LABELS = 0;
  private static final int LAST = 1;
  private static final int MEAN_OF_ALL = 2;
  private static final int GROWING = 3;

  /** Count, mean and sum of squares of labels; then of their deviations from the line. */
  private static final int LEVEL = 4;

  private static final int DEVIATIONS = 7;
  private static final int MEAN = 1;
  private static final int SQUARES = 2;

  /** Whether two labels differed. */
  private static final int VARIED = 10;

  private static final int NUMBERS = VARIED + 1;

  private final RunningRanks ranks = new RunningRanks("label/ranks", 1);
  private final TrendLines line = new TrendLines("label/line", 1);
  private final Sentinels sentinels = new Sentinels("label/sentinels", 1);
  private final Jumps jumps = new Jumps();
  private final DoubleArray numbers = new DoubleArray("label/numbers", NUMBERS);
  private double label;
  private double beyond;
  private double near;
  private boolean isFar;

  public List<LearnedArray> state() {
    List<LearnedArray> state = new ArrayList<>(ranks.state());
    state.add(line.state());
    state.addAll(sentinels.state());
    state.add(jumps.state());
    state.add(numbers);
    return state;
  }

  /** What a standardised value of 0 stands for. */
  public double centre() {
    double[] n = numbers.values();
    return n[LABELS] < FIRST_LABELS ? n[LAST] : foot() + n[moments() + MEAN];
  }

  /**
   * What a standardised value of 1 is more than one of 0; 0 while all labels were equal. Just after
   * labels that were equal, it is how far the last one is from them.
   */
  public double deviation() {
    double[] n = numbers.values();
    double variance = variance(moments());
    if (variance == 0 && jumps.surprises() > 0) {
      return Math.abs(n[LAST] - centre());
    }
    return n[LABELS] < FIRST_LABELS ? 0 : Math.sqrt(variance);
  }

  private double variance(int moments) {
    double[] n = numbers.values();
    return n[moments] > 0 ? n[moments + SQUARES] / n[moments] : 0;
  }

  private boolean isGrowing() {
    return numbers.values()[GROWING] > 0;
  }

  /** What labels are measured from. */
  private double foot() {
    return isGrowing() ? line.forecast(0) : 0;
  }

  /** How far the label is above it. */
  private double above() {
    return isGrowing() ? line.deviation(0, label) : label;
  }

  private int moments() {
    return isGrowing() ? DEVIATIONS : LEVEL;
  }

  /** The label before, standardised. */
  public double last() {
    return standardized(numbers.values()[LAST]);
  }

  /** The mean of all labels, however far off, standardised. */
  public double mean() {
    return standardized(meanOfAll());
  }

  /** The mean of all labels, however far off. */
  public double meanOfAll() {
    return numbers.values()[MEAN_OF_ALL];
  }

  /** The label last transformed. */
  public double label() {
    return label;
  }

  /** What of the label last transformed is no error: within its limits, or predicted. */
  public double near() {
    return near;
  }

  /** What the line through the last labels foretells, standardised. */
  public double forecast() {
    return standardized(line.forecast(0));
  }

  /**
   * Whether the next label is to be expected near the last one, which was far off: labels jump, and
   * are followed before they are news.
   */
  public boolean hasJumped() {
    return jumps.hasJumped();
  }

  /** Where ranks set no limits, an exact line does, and so do labels that were all the same. */
  private double withinLimits(double above) {
    if (ranks.highs()[0] < Double.POSITIVE_INFINITY) {
      return Math.max(ranks.lows()[0], Math.min(ranks.highs()[0], above));
    }
    if (isGrowing()) {
      double most = line.mostDeviation(0);
      return Math.clamp(above, -most, most);
    }
    return leavesConstant() ? numbers.values()[LEVEL + MEAN] : above;
  }

  /** What of a label that is far off was predicted, give or take as much again. */
  private double reached(double above, double within, double predicted) {
    double reach =
        numbers.values()[moments() + MEAN] + PREDICTED_MULTIPLE * predicted * deviation();
    return within < above ? Math.clamp(reach, within, above) : Math.clamp(reach, above, within);
  }

  /** Whether the label is the first, or one of the first in a row, that differ from all before. */
  private boolean leavesConstant() {
    double[] n = numbers.values();
    double constant = n[LEVEL + MEAN];
    boolean isFirst = ranks.edges(0) == 1 && label != constant;
    boolean isNext =
        jumps.surprises() > 0 && Math.abs(label - n[LAST]) < Math.abs(label - constant);
    return n[LEVEL] >= FIRST_CONSTANT && n[LEVEL + SQUARES] == 0 && (isFirst || isNext);
  }

  /** What is suspicious about the labels, once there were some. */
  public List<Doubt> doubts() {
    List<Doubt> doubts = new ArrayList<>();
    for (int slot = 0; slot < Sentinels.SLOTS; slot++) {
      double sentinel = sentinels.value(0, slot);
      if (!Double.isNaN(sentinel)) {
        doubts.add(new Doubt(Doubt.LABEL, Doubt.Kind.LABEL_SENTINEL, sentinel));
      }
    }
    double[] n = numbers.values();
    if (n[LABELS] >= Doubt.LEAST_VALUES && n[VARIED] == 0) {
      doubts.add(new Doubt(Doubt.LABEL, Doubt.Kind.LABEL_CONSTANT, n[LAST]));
    }
    return doubts;
  }

  /** A value standardised, not clipped, but such that its square is finite; 0 without a unit. */
  public double standardized(double value) {
    double deviation = deviation();
    return deviation > Double.MIN_NORMAL
        ? Math.clamp((value - centre()) / deviation, -MOST, MOST)
        : 0;
  }

  /**
   * The label standardised, as if it had been included, and clipped.
   *
   * @param predicted what was predicted of it, standardised
   */
  public float transform(double label, double predicted) {
    this.label = label;
    double foot = foot();
    double above = above();
    ranks.rank(0, above);
    double within = withinLimits(above);
    double reached = hasJumped() ? within : reached(above, within, predicted);
    beyond = Math.abs(above - within);
    near = foot + reached;
    isFar = reached != above;
    double[] n = numbers.values();
    int moments = moments();
    double count = Math.min(n[moments] + 1, HORIZON);
    double mean = n[moments + MEAN] + (near - foot - n[moments + MEAN]) / count;
    double squares =
        kept(moments, count) + (near - foot - n[moments + MEAN]) * (near - foot - mean);
    double ratio = count / squares;
    double z = ratio < Double.POSITIVE_INFINITY ? (near - foot - mean) * Math.sqrt(ratio) : 0;
    return (float) Math.clamp(z, -CLIP, CLIP);
  }

  /**
   * The label last transformed by the scale by which it was predicted, clipped; as it was
   * transformed where that scale has no unit yet.
   */
  public float asPredicted(float transformed) {
    return asPredicted(label, transformed);
  }

  /** The same of what of the label is within its limits. */
  public float nearAsPredicted(float transformed) {
    return asPredicted(near, transformed);
  }

  private float asPredicted(double value, float transformed) {
    return deviation() > 0 ? (float) Math.clamp(standardized(value), -CLIP, CLIP) : transformed;
  }

  private double kept(int moments, double count) {
    double[] n = numbers.values();
    double squares = n[moments + SQUARES];
    return count > n[moments] ? squares : squares - squares / count;
  }

  private void include(int moments, double value) {
    double[] n = numbers.values();
    double count = Math.min(n[moments] + 1, HORIZON);
    double d = value - n[moments + MEAN];
    double kept = kept(moments, count);
    n[moments] = count;
    n[moments + MEAN] += d / count;
    n[moments + SQUARES] = kept + d * (value - n[moments + MEAN]);
  }

  /**
   * Includes the label last transformed.
   *
   * @return whether labels are elsewhere now, so that what was known of them was given up
   */
  public boolean include() {
    double[] n = numbers.values();
    double above = above();
    include(LEVEL, near);
    if (isGrowing()) {
      include(DEVIATIONS, near - foot());
    }
    line.include(0, near, isGrowing());
    jumps.include(label, n[LAST], beyond, isFar);
    boolean isKnown = sentinels.slot(0, label) >= 0;
    if (isFar && !isKnown) {
      sentinels.isFound(0, label, above, ranks);
    }
    n[VARIED] = n[LABELS] > 0 && label != n[LAST] ? 1 : n[VARIED];
    n[LABELS]++;
    n[LAST] = label;
    n[MEAN_OF_ALL] += (label - n[MEAN_OF_ALL]) / n[LABELS];
    boolean isElsewhere = ranks.countFar(0, isFar) >= NEWS || jumps.surprises() >= Jumps.FOR_GOOD;
    if (isElsewhere) {
      beginAnew();
    } else if (jumps.surprises() <= 1) {
      includeRank(above, isKnown);
    }
    turn();
    ranks.markChanged(0, 1);
    line.markChanged(1);
    numbers.markAllChanged();
    return isElsewhere;
  }

  /** Labels that have jumped are left out until they are news, or would be taken for usual ones. */
  private void includeRank(double above, boolean isSentinel) {
    boolean wasFar = ranks.hasFarFirst(0);
    ranks.include(0, above);
    if (!isGrowing() && !isSentinel) {
      sentinels.isNoted(0, ranks);
    }
    if (!isGrowing() && !wasFar && ranks.hasFarFirst(0)) {
      restore();
    }
  }

  /** Labels may grow from now on, or no longer. */
  private void turn() {
    double most = isGrowing() ? GROWS_NO_MORE : TrendLines.GROWS;
    boolean grows = line.leavesLess(most, variance(LEVEL), 0);
    if (grows != isGrowing()) {
      double[] n = numbers.values();
      n[GROWING] = grows ? 1 : 0;
      ranks.clear(0);
      if (grows) {
        set(DEVIATIONS, new ValueMoments(FIRST_DEVIATIONS, 0, FIRST_DEVIATIONS * line.variance(0)));
      }
    }
  }

  /** The labels are elsewhere, and have been for a while. */
  private void beginAnew() {
    numbers.values()[GROWING] = 0;
    set(LEVEL, new ValueMoments(0, 0, 0));
    ranks.clear(0);
    sentinels.clear(0);
    line.clear(0);
    for (int k = 0; k < jumps.surprises(); k++) {
      double value = jumps.surprise(k);
      include(LEVEL, value);
      ranks.rank(0, value);
      ranks.include(0, value);
      line.include(0, value, false);
    }
    jumps.end();
  }

  /** One of the first labels was far off: mean and variance are those of the others. */
  private void restore() {
    set(LEVEL, ValueMoments.ofNear(ranks, 0));
    line.clear(0);
  }

  private void set(int moments, ValueMoments to) {
    double[] n = numbers.values();
    n[moments] = to.count();
    n[moments + MEAN] = to.mean();
    n[moments + SQUARES] = to.squares();
  }
}
