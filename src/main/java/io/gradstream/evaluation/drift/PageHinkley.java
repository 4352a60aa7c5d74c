package io.gradstream.evaluation.drift;

/**
 * Page-Hinkley test (Page, "Continuous inspection schemes", Biometrika 41, 1954; as a detector of
 * rising loss Gama, Sebastião and Rodrigues, "On evaluating stream learning algorithms", 2013,
 * section 5): sums how far values are above their running mean, less a tolerance, and signals when
 * the sum is a threshold above its least so far. It runs both ways, for rises and for falls.
 *
 * <p>Distances are in running standard deviations, so that tolerance and threshold fit any loss,
 * and held to a tenth of the threshold, so that no few values signal alone. Of independent normal
 * values it signals once in about a million (the run length {@code e^(2δλ) / 2δ²} of a cumulative
 * sum).
 */
final class PageHinkley extends DriftDetector {
  /** Values from which mean and deviation are known well enough. */
  private static final int WARM_UP = 30;

  private static final int VALUES = OWN;
  private static final int MEAN = OWN + 1;
  private static final int SQUARES = OWN + 2;
  private static final int RISE = OWN + 3;

  /** A sum: its value, its least so far, and how many values there were then, of what mean. */
  private static final int LEAST = 1;

  private static final int LEAST_VALUES = 2;
  private static final int LEAST_MEAN = 3;
  private static final int SUM = 4;

  private static final int FALL = RISE + SUM;

  private final double tolerance;
  private final double threshold;

  PageHinkley(String name, DriftSettings.PageHinkley settings) {
    super(name, FALL + SUM - OWN);
    this.tolerance = settings.tolerance();
    this.threshold = settings.threshold();
  }

  @Override
  DriftLevel include(double value) {
    double[] v = values();
    v[VALUES]++;
    double before = value - v[MEAN];
    v[MEAN] += before / v[VALUES];
    v[SQUARES] += before * (value - v[MEAN]);
    double deviation = Math.sqrt(v[SQUARES] / v[VALUES]);
    double distance = deviation == 0 ? 0 : (value - v[MEAN]) / deviation;
    double most = threshold * DriftSettings.PageHinkley.MOST_DISTANCE;
    distance = Math.min(Math.max(distance, -most), most);
    if (v[VALUES] <= WARM_UP) {
      restart(RISE);
      restart(FALL);
      return DriftLevel.STABLE;
    }
    boolean rises = exceeds(RISE, distance);
    boolean falls = exceeds(FALL, -distance);
    return rises || falls ? drift(rises ? RISE : FALL) : DriftLevel.STABLE;
  }

  private boolean exceeds(int sum, double distance) {
    double[] v = values();
    v[sum] += distance - tolerance;
    if (v[sum] < v[sum + LEAST]) {
      restart(sum);
    }
    return v[sum] - v[sum + LEAST] > threshold;
  }

  /** The change, if there is one, began after this value. */
  private void restart(int sum) {
    double[] v = values();
    v[sum + LEAST] = v[sum];
    v[sum + LEAST_VALUES] = v[VALUES];
    v[sum + LEAST_MEAN] = v[MEAN];
  }

  private DriftLevel drift(int sum) {
    double[] v = values();
    double before = v[sum + LEAST_MEAN];
    double n = v[sum + LEAST_VALUES];
    double after = (v[VALUES] * v[MEAN] - n * before) / (v[VALUES] - n);
    forget();
    return drift(before, after);
  }
}
