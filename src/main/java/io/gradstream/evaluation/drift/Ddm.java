package io.gradstream.evaluation.drift;

/**
 * Drift detection method (Gama, Medas, Castillo and Rodrigues, "Learning with drift detection",
 * SBIA 2004, section 3): the mean p of the values and its standard error s should only fall while a
 * learner learns; it warns when {@code p + s} exceeds its least so far by two of the standard
 * errors of then, and signals at three. It sees rises alone.
 *
 * <p>The paper's values are misses, 0 or 1, with {@code s = √(p (1 − p) / n)}. Here s comes from
 * the values' own variance, which is the same number for misses and holds for any loss. The least
 * is only taken once values differ: the first miss after many hits is no drift. What a drift was
 * found by are the values since the warning, as the paper's new context.
 */
final class Ddm extends DriftDetector {
  private static final int WARM_UP = 30;

  private static final int VALUES = OWN;
  private static final int MEAN = OWN + 1;
  private static final int SQUARES = OWN + 2;

  /** Mean and standard error at the least so far; 0 before one was taken. */
  private static final int LEAST_MEAN = OWN + 3;

  private static final int LEAST_ERROR = OWN + 4;

  /** How many values there were when it was last stable, and of what mean. */
  private static final int STABLE_VALUES = OWN + 5;

  private static final int STABLE_MEAN = OWN + 6;

  private final DriftSettings.Ddm settings;

  Ddm(String name, DriftSettings.Ddm settings) {
    super(name, STABLE_MEAN + 1 - OWN);
    this.settings = settings;
  }

  @Override
  DriftLevel include(double value) {
    double[] v = values();
    v[VALUES]++;
    double before = value - v[MEAN];
    v[MEAN] += before / v[VALUES];
    v[SQUARES] += before * (value - v[MEAN]);
    DriftLevel level = level(Math.sqrt(v[SQUARES]) / v[VALUES]);
    switch (level) {
      case STABLE -> {
        v[STABLE_VALUES] = v[VALUES];
        v[STABLE_MEAN] = v[MEAN];
      }
      case WARNING -> {}
      case DRIFT -> {
        double stable = v[STABLE_VALUES] * v[STABLE_MEAN];
        drift(v[STABLE_MEAN], (v[VALUES] * v[MEAN] - stable) / (v[VALUES] - v[STABLE_VALUES]));
        forget();
      }
    }
    return level;
  }

  private DriftLevel level(double error) {
    double[] v = values();
    if (v[VALUES] < WARM_UP || error == 0) {
      return DriftLevel.STABLE;
    }
    double now = v[MEAN] + error;
    if (v[LEAST_ERROR] == 0 || now < v[LEAST_MEAN] + v[LEAST_ERROR]) {
      v[LEAST_MEAN] = v[MEAN];
      v[LEAST_ERROR] = error;
    }
    if (now > v[LEAST_MEAN] + settings.drift() * v[LEAST_ERROR]) {
      return DriftLevel.DRIFT;
    }
    return now > v[LEAST_MEAN] + settings.warning() * v[LEAST_ERROR]
        ? DriftLevel.WARNING
        : DriftLevel.STABLE;
  }
}
