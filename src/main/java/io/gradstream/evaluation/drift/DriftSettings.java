package io.gradstream.evaluation.drift;

/** A drift detector with all that can be set of it; as text it is part of a model's identity. */
public sealed interface DriftSettings {
  /** Which detector it is. */
  default DriftKind kind() {
    return switch (this) {
      case None none -> DriftKind.NONE;
      case Adwin adwin -> DriftKind.ADWIN;
      case PageHinkley pageHinkley -> DriftKind.PAGE_HINKLEY;
      case Ddm ddm -> DriftKind.DDM;
      case Kswin kswin -> DriftKind.KSWIN;
    };
  }

  /** A detector as it is when nothing is said. */
  static DriftSettings of(DriftKind kind) {
    return switch (kind) {
      case NONE -> new None();
      case ADWIN -> new Adwin(0.002);
      case PAGE_HINKLEY -> new PageHinkley(0.1, 50);
      case DDM -> new Ddm(2, 3);
      case KSWIN -> new Kswin(400, 100, 1e-4);
    };
  }

  private static void check(boolean holds, String name, Object got, String wants) {
    if (!holds) {
      throw new IllegalArgumentException("%s: got %s, wants %s".formatted(name, got, wants));
    }
  }

  /** Nothing watches. */
  record None() implements DriftSettings {
    @Override
    public String toString() {
      return "none";
    }
  }

  /**
   * Of adaptive windowing.
   *
   * @param confidence the chance of a false alarm, δ, above 0 and below 1; 0.002 as in MOA and
   *     river
   */
  record Adwin(double confidence) implements DriftSettings {
    public Adwin {
      check(confidence > 0 && confidence < 1, "confidence", confidence, "more than 0, less than 1");
    }

    @Override
    public String toString() {
      return "adwin confidence=" + confidence;
    }
  }

  /**
   * Of the Page-Hinkley test.
   *
   * @param tolerance δ, in standard deviations, 0 to below a tenth of {@code threshold}: values are
   *     not let further away
   * @param threshold λ, in standard deviations, 1 or more: with a tolerance of 0.1 and one of 50 a
   *     million independent normal values give one false alarm
   */
  record PageHinkley(double tolerance, double threshold) implements DriftSettings {
    /** What a value may be away from the mean, at most, as a share of the threshold. */
    static final double MOST_DISTANCE = 0.1;

    public PageHinkley {
      check(threshold >= 1 && threshold <= 1e6, "threshold", threshold, "1 to 1000000");
      double most = threshold * MOST_DISTANCE;
      check(
          tolerance >= 0 && tolerance < most,
          "tolerance",
          tolerance,
          "0 to below %s, a tenth of threshold".formatted(most));
    }

    @Override
    public String toString() {
      return "page-hinkley tolerance=%s threshold=%s".formatted(tolerance, threshold);
    }
  }

  /**
   * Of the drift detection method.
   *
   * @param warning standard errors above the least mean from which it warns, above 0
   * @param drift standard errors from which it signals, at least {@code warning}
   */
  record Ddm(double warning, double drift) implements DriftSettings {
    public Ddm {
      check(warning > 0 && warning <= 1e6, "warning", warning, "more than 0, at most 1000000");
      check(drift >= warning && drift <= 1e6, "drift", drift, warning + " to 1000000");
    }

    @Override
    public String toString() {
      return "ddm warning=%s drift=%s".formatted(warning, drift);
    }
  }

  /**
   * Of Kolmogorov-Smirnov windowing.
   *
   * @param window values that are kept
   * @param recent of them the newest, which are compared with as many of the others
   * @param alpha α, about half the chance that one comparison is a false alarm, of which there is
   *     one with each quarter of {@code recent} values; above {@code exp(−recent)}, or nothing is
   *     far enough apart, and below 1
   */
  record Kswin(int window, int recent, double alpha) implements DriftSettings {
    private static final int LEAST_RECENT = 20;
    private static final int MOST_RECENT = 10_000;
    private static final int MOST_WINDOW = 100_000;

    public Kswin {
      check(
          recent >= LEAST_RECENT && recent <= MOST_RECENT,
          "recent",
          recent,
          LEAST_RECENT + " to " + MOST_RECENT);
      check(
          window >= 2 * recent && window <= MOST_WINDOW,
          "window",
          window,
          "%d (twice recent) to %d".formatted(2 * recent, MOST_WINDOW));
      double least = StrictMath.exp(-recent);
      check(
          alpha > least && alpha < 1,
          "alpha",
          alpha,
          "more than %s (exp(-recent)), less than 1".formatted(least));
    }

    @Override
    public String toString() {
      return "kswin window=%d recent=%d alpha=%s".formatted(window, recent, alpha);
    }
  }
}
