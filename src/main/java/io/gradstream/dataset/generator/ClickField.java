package io.gradstream.dataset.generator;

import io.gradstream.kernel.SplitMix64;
import java.util.List;

/** A field of {@link ClickLog}: how its values are spread, and how much they weigh. */
sealed interface ClickField {

  /** The ten categories, then the five numbers. */
  List<ClickField> ALL =
      List.of(
          new Category("device", 20, 1.2, 0.4),
          new Category("browser", 40, 1.3, 0.3),
          new Category("language", 80, 1.4, 0.2),
          new Category("topic", 250, 0.9, 0.5),
          new Category("region", 600, 0.8, 0.3),
          new Category("site", 2_000, 1.1, 0.6),
          new Category("advertiser", 5_000, 1.0, 0.5),
          new Category("campaign", 20_000, 1.1, 0.4),
          new Category("ad", 50_000, 1.05, 0.3),
          new Category("visitor", 100_000, 0.9, 0.3),
          new Numeric("hour", Shape.FLAT, 0, 24, 0, 0.2),
          new Numeric("position", Shape.FLAT, 1, 11, 0, 0.4),
          new Numeric("price", Shape.SKEWED, 0.01, 5, 0.1, 0.3),
          new Numeric("seconds_since_visit", Shape.SKEWED, 0, 2_500_000, 0.3, 0.4),
          new Numeric("past_rate", Shape.BELL, 0, 0.2, 0.1, 0.4));

  String name();

  /** The standard deviation of the weights: of the ids', or of the number's over all seeds. */
  double deviation();

  /**
   * Ids whose frequencies follow Zipf.
   *
   * @param size how many ids there are
   */
  record Category(String name, int size, double exponent, double deviation) implements ClickField {}

  /**
   * A number between two bounds.
   *
   * @param missing the probability that it is missing
   */
  record Numeric(
      String name, Shape shape, double low, double high, double missing, double deviation)
      implements ClickField {

    /** The value that random bits stand for; the second say whether it is missing. */
    double value(long bits, long missingBits) {
      return SplitMix64.uniform(missingBits) < missing
          ? Double.NaN
          : low + (high - low) * shape.value(bits);
    }

    /** A value in standard deviations from the mean; 0 where it is missing. */
    double standardised(double value) {
      return Double.isNaN(value)
          ? 0
          : ((value - low) / (high - low) - shape.mean) / shape.deviation;
    }
  }

  /** A distribution over 0 to 1; within four standard deviations of its mean. */
  enum Shape {
    /** Uniform. */
    FLAT(0.5, Math.sqrt(1 / 12.0)),
    /** The square of a uniform number. */
    SKEWED(1 / 3.0, Math.sqrt(4 / 45.0)),
    /** Nearly normal. */
    BELL(0.5, Math.sqrt(1 / 48.0));

    private final double mean;
    private final double deviation;

    Shape(double mean, double deviation) {
      this.mean = mean;
      this.deviation = deviation;
    }

    private double value(long bits) {
      double uniform = SplitMix64.uniform(bits);
      return switch (this) {
        case FLAT -> uniform;
        case SKEWED -> uniform * uniform;
        case BELL -> SplitMix64.bell(bits);
      };
    }
  }
}
