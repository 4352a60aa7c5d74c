package io.gradstream.evaluation.drift;

/**
 * ADWIN2 (Bifet and Gavaldà, "Learning from time-changing data with adaptive windowing", SDM 2007,
 * section 4): a window that grows while the mean is the same and ends when two parts of it differ
 * by more than chance allows. It is an exponential histogram: row r holds up to {@value #BUCKETS}
 * buckets of 2^r values each, so n values take O(log n) numbers.
 *
 * <p>The bound is the paper's for values in [0, 1] (section 3.2, with variance, and confidence
 * shared among the cuts), after those of the window were mapped to [0, 1] by their own range. Cuts
 * are tried with each {@value #CLOCK}nd value. Where there are cuts, the clearest one is told, and
 * the next window begins with the next value, not with what is after the cut: old values that stay
 * would be found, and signalled, again.
 *
 * <p>Not in the paper: the cuts are sought in values held within {@value #CLIP} standard deviations
 * of the window's mean. The bound grows with the range, and a loss has no upper end: one surprise
 * would make it deaf for as long as that stays in the window. The mean after the cut is told of the
 * values as they came, unless a surprise would turn the rise into a fall.
 */
final class Adwin extends DriftDetector {
  private static final int BUCKETS = 5;
  private static final int CLOCK = 32;

  /** Values on each side of a cut at least. */
  private static final int LEAST = 5;

  /** What sums of equal values may differ by, as a share of their mean. */
  private static final double ROUNDING = 1e-12;

  private static final int ROWS = 48;

  private static final double CLIP = 5;

  private static final int VALUES = OWN;
  private static final int ADDED = OWN + 1;

  /** Within what values are held; both 0 before it is known. */
  private static final int LEAST_VALUE = OWN + 2;

  private static final int MOST_VALUE = OWN + 3;
  private static final int FIRST_ROW = OWN + 4;

  /**
   * A bucket: sum, sum of squared deviations from the mean, least and largest value, all of what
   * values are held to; and their sum as they came.
   */
  private static final int SUM = 0;

  private static final int SQUARES = 1;
  private static final int MIN = 2;
  private static final int MAX = 3;
  private static final int RAW_SUM = 4;
  private static final int BUCKET = 5;

  /** A row: how many buckets it has, then these, the oldest first, with room for one too many. */
  private static final int ROW = 1 + (BUCKETS + 1) * BUCKET;

  private final double confidence;

  Adwin(String name, DriftSettings.Adwin settings) {
    super(name, FIRST_ROW - OWN + ROWS * ROW);
    this.confidence = settings.confidence();
  }

  @Override
  DriftLevel include(double value) {
    double[] v = values();
    double held =
        v[MOST_VALUE] > v[LEAST_VALUE] ? Math.clamp(value, v[LEAST_VALUE], v[MOST_VALUE]) : value;
    int at = bucket(0, (int) v[FIRST_ROW]++);
    v[at + SUM] = held;
    v[at + SQUARES] = 0;
    v[at + MIN] = held;
    v[at + MAX] = held;
    v[at + RAW_SUM] = value;
    v[VALUES]++;
    v[ADDED]++;
    compress();
    return v[ADDED] % CLOCK == 0 ? compare() : DriftLevel.STABLE;
  }

  /** Two oldest buckets of a full row become one of the next. */
  private void compress() {
    double[] v = values();
    double half = 1;
    for (int row = 0; v[row(row)] > BUCKETS; row++) {
      int one = bucket(row, 0);
      int two = bucket(row, 1);
      int to = bucket(row + 1, (int) v[row(row + 1)]++);
      double apart = (v[one + SUM] - v[two + SUM]) / half;
      v[to + SUM] = v[one + SUM] + v[two + SUM];
      v[to + SQUARES] = v[one + SQUARES] + v[two + SQUARES] + apart * apart * half / 2;
      v[to + MIN] = Math.min(v[one + MIN], v[two + MIN]);
      v[to + MAX] = Math.max(v[one + MAX], v[two + MAX]);
      v[to + RAW_SUM] = v[one + RAW_SUM] + v[two + RAW_SUM];
      remove(row, 2);
      half *= 2;
    }
  }

  private void remove(int row, int buckets) {
    double[] v = values();
    v[row(row)] -= buckets;
    System.arraycopy(v, bucket(row, buckets), v, bucket(row, 0), (BUCKETS + 1 - buckets) * BUCKET);
  }

  /** Starts over with nothing if there is a cut: what is held would be found again. */
  private DriftLevel compare() {
    double cut = clearestCut();
    if (cut == 0) {
      hold();
      return DriftLevel.STABLE;
    }
    double[] v = values();
    double before = 0;
    double after = 0;
    double rawAfter = 0;
    double older = 0;
    for (int row = lastRow(); row >= 0; row--) {
      for (int at = bucket(row, 0); at < end(row); at += BUCKET) {
        if (older < cut) {
          before += v[at + SUM];
        } else {
          after += v[at + SUM];
          rawAfter += v[at + RAW_SUM];
        }
        older += Math.scalb(1.0, row);
      }
    }
    before /= cut;
    after /= v[VALUES] - cut;
    rawAfter /= v[VALUES] - cut;
    forget();
    return drift(before, after > before ? Math.max(after, rawAfter) : Math.min(after, rawAfter));
  }

  private void hold() {
    double[] v = values();
    int last = lastRow();
    double mean = sum(last) / v[VALUES];
    double deviation = Math.sqrt(squares(last, mean) / v[VALUES]);
    double most = deviation > ROUNDING * Math.abs(mean) ? CLIP * deviation : 0;
    v[LEAST_VALUE] = mean - most;
    v[MOST_VALUE] = mean + most;
  }

  /** How many values are before the cut that exceeds its bound the most; 0 if none does. */
  private double clearestCut() {
    double[] v = values();
    double n = v[VALUES];
    int last = lastRow();
    double sum = sum(last);
    double log = StrictMath.log(2 * StrictMath.log(n) / confidence);
    double spread = 2 * squares(last, sum / n) / n * log;
    double range = 2.0 / 3 * range(last) * log;
    double rounding = ROUNDING * Math.abs(sum) / n;
    double cut = 0;
    double most = 1;
    double older = 0;
    double olderSum = 0;
    for (int row = last; row >= 0; row--) {
      double size = Math.scalb(1.0, row);
      for (int at = bucket(row, 0); at < end(row); at += BUCKET) {
        older += size;
        olderSum += v[at + SUM];
        double newer = n - older;
        if (older >= LEAST && newer >= LEAST) {
          double inverse = 1 / older + 1 / newer;
          double bound = Math.sqrt(spread * inverse) + range * inverse + rounding;
          double apart = Math.abs(olderSum / older - (sum - olderSum) / newer);
          if (apart > most * bound && bound > 0) {
            most = apart / bound;
            cut = older;
          }
        }
      }
    }
    return cut;
  }

  private double sum(int last) {
    double sum = 0;
    for (int row = last; row >= 0; row--) {
      for (int at = bucket(row, 0); at < end(row); at += BUCKET) {
        sum += values()[at + SUM];
      }
    }
    return sum;
  }

  /** The sum of squared deviations from the mean. */
  private double squares(int last, double mean) {
    double squares = 0;
    for (int row = last; row >= 0; row--) {
      double size = Math.scalb(1.0, row);
      for (int at = bucket(row, 0); at < end(row); at += BUCKET) {
        double apart = values()[at + SUM] / size - mean;
        squares += values()[at + SQUARES] + size * apart * apart;
      }
    }
    return squares;
  }

  private double range(int last) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int row = last; row >= 0; row--) {
      for (int at = bucket(row, 0); at < end(row); at += BUCKET) {
        min = Math.min(min, values()[at + MIN]);
        max = Math.max(max, values()[at + MAX]);
      }
    }
    return max - min;
  }

  private int lastRow() {
    int row = ROWS - 1;
    while (row > 0 && values()[row(row)] == 0) {
      row--;
    }
    return row;
  }

  private static int row(int row) {
    return FIRST_ROW + row * ROW;
  }

  private static int bucket(int row, int index) {
    return row(row) + 1 + index * BUCKET;
  }

  private int end(int row) {
    return bucket(row, (int) values()[row(row)]);
  }
}
