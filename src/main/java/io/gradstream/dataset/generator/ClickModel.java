package io.gradstream.dataset.generator;

import io.gradstream.dataset.generator.ClickField.Category;
import io.gradstream.dataset.generator.ClickField.Numeric;
import io.gradstream.kernel.SplitMix64;
import java.util.List;

/**
 * The truth behind a {@link ClickLog}: draws the values of its fields, and weighs them. Row and
 * weight are functions of the seed and of their number, so no weight is kept. Immutable.
 */
final class ClickModel {
  /** Rows from which the intercept is found. */
  private static final int CALIBRATION_ROWS = 10_000;

  private static final int BISECTIONS = 50;
  private static final double MAX_INTERCEPT = 50;

  /** Random bits that a row has for itself, some of them idle; the last decide the label. */
  private static final int DRAWS = 32;

  /** While the weights turn, they are the same for this many rows. */
  private static final int TURN_STEP_ROWS = 1024;

  private static final double BELL_DEVIATION = Math.sqrt(1 / 48.0);

  private static final List<Category> CATEGORIES =
      ClickField.ALL.stream().filter(Category.class::isInstance).map(Category.class::cast).toList();
  private static final List<Numeric> NUMBERS =
      ClickField.ALL.stream().filter(Numeric.class::isInstance).map(Numeric.class::cast).toList();

  private final long rowKey;
  private final long[] weightKeys;
  private final long turnRows;
  private final Zipf[] zipfs;
  private final double[] slopes;

  /** What the ids' weights add to a logit on average, before a turn and after a quarter of it. */
  private final double mean;

  private final double quarterMean;
  private final double intercept;

  ClickModel(long seed, double clickRate, long turnRows) {
    this.turnRows = turnRows;
    rowKey = SplitMix64.bits(seed, 0);
    weightKeys = new long[2 * ClickField.ALL.size()];
    for (int k = 0; k < weightKeys.length; k++) {
      weightKeys[k] = SplitMix64.bits(seed, 2 + k);
    }
    zipfs = CATEGORIES.stream().map(c -> new Zipf(c.size(), c.exponent())).toArray(Zipf[]::new);
    slopes = new double[NUMBERS.size()];
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = weight(CATEGORIES.size() + i, 0, Turn.NONE);
    }
    mean = meanWeight(Turn.NONE);
    quarterMean = turnRows == 0 ? 0 : meanWeight(Turn.QUARTER);
    intercept = intercept(SplitMix64.bits(seed, 1), clickRate);
  }

  /** How far the weights have turned from the first towards the second set. */
  record Turn(double cosine, double sine) {
    static final Turn NONE = new Turn(1, 0);
    static final Turn QUARTER = new Turn(0, 1);
  }

  /** The features of a row, counted from 0. */
  double[] features(long row) {
    return features(rowKey, row);
  }

  /** The number uniform in [0, 1) that makes a row a click if it is below the probability. */
  double chance(long row) {
    return SplitMix64.uniform(SplitMix64.bits(rowKey, row * DRAWS + DRAWS - 1));
  }

  /** The turn at a row; equal for the rows of a step. */
  Turn turn(long row) {
    if (turnRows == 0) {
      return Turn.NONE;
    }
    double angle = 2 * Math.PI * ((double) (row - row % TURN_STEP_ROWS) / turnRows);
    return new Turn(StrictMath.cos(angle), StrictMath.sin(angle));
  }

  /** Whether a row is the first of its step. */
  boolean turnsAt(long row) {
    return turnRows > 0 && row % TURN_STEP_ROWS == 0;
  }

  /** The logarithm of the odds that a row of these features is a click. */
  double logit(double[] features, Turn turn) {
    double logit = intercept - turn.cosine * mean - turn.sine * quarterMean;
    for (int field = 0; field < zipfs.length; field++) {
      logit += weight(field, (long) features[field], turn);
    }
    for (int i = 0; i < slopes.length; i++) {
      logit += slopes[i] * NUMBERS.get(i).standardised(features[zipfs.length + i]);
    }
    return logit;
  }

  private double[] features(long key, long row) {
    double[] features = new double[ClickField.ALL.size()];
    long draw = row * DRAWS;
    int field = 0;
    for (Zipf zipf : zipfs) {
      features[field++] = zipf.id(SplitMix64.bits(key, draw++));
    }
    for (Numeric number : NUMBERS) {
      features[field++] = number.value(SplitMix64.bits(key, draw++), SplitMix64.bits(key, draw++));
    }
    return features;
  }

  private double weight(int field, long id, Turn turn) {
    double weight = turn.cosine * centredBell(weightKeys[2 * field], id);
    if (turn.sine != 0) {
      weight += turn.sine * centredBell(weightKeys[2 * field + 1], id);
    }
    return weight / BELL_DEVIATION * ClickField.ALL.get(field).deviation();
  }

  private static double centredBell(long key, long number) {
    return SplitMix64.bell(SplitMix64.bits(key, number)) - 0.5;
  }

  private double meanWeight(Turn turn) {
    double sum = 0;
    for (int field = 0; field < CATEGORIES.size(); field++) {
      Category category = CATEGORIES.get(field);
      double[] probabilities = Zipf.probabilities(category.size(), category.exponent());
      for (int id = 0; id < probabilities.length; id++) {
        sum += probabilities[id] * weight(field, id, turn);
      }
    }
    return sum;
  }

  /** What brings the mean probability of rows apart from the stream's to the rate, by bisection. */
  private double intercept(long key, double clickRate) {
    double[] logits = new double[CALIBRATION_ROWS];
    for (int row = 0; row < logits.length; row++) {
      logits[row] = logit(features(key, row), Turn.NONE);
    }
    double low = -MAX_INTERCEPT;
    double high = MAX_INTERCEPT;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      double sum = 0;
      for (double logit : logits) {
        sum += Click.probability(logit + middle);
      }
      if (sum < clickRate * logits.length) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
