package io.gradstream.support;

import java.util.Random;

/** Kinds of floats to test arithmetic with. */
public enum Floats {
  /** Normal numbers, from a thousandth to a thousand. */
  ORDINARY(0, 0),
  /** A tenth of them zeros of either sign, subnormal or huge. */
  AWKWARD(0.1, 0),
  /** As the awkward, and one in a hundred NaN or infinite. */
  NON_FINITE(0.1, 0.01);

  private static final float[] AWKWARD_VALUES = {
    0f,
    -0f,
    1f,
    -1f,
    1e-40f,
    -1e-40f,
    88.3f,
    -87.3f,
    1e19f,
    -1e19f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    -Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE
  };
  private static final float[] NON_FINITE_VALUES = {
    Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY
  };

  private final double awkwardShare;
  private final double nonFiniteShare;

  Floats(double awkwardShare, double nonFiniteShare) {
    this.awkwardShare = awkwardShare;
    this.nonFiniteShare = nonFiniteShare;
  }

  /** Draws an array of this kind. */
  public float[] draw(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = draw(random);
    }
    return values;
  }

  private float draw(Random random) {
    double lot = random.nextDouble();
    if (lot < nonFiniteShare) {
      return NON_FINITE_VALUES[random.nextInt(NON_FINITE_VALUES.length)];
    }
    if (lot < nonFiniteShare + awkwardShare) {
      return AWKWARD_VALUES[random.nextInt(AWKWARD_VALUES.length)];
    }
    return (float) Math.scalb(random.nextGaussian(), random.nextInt(20) - 10);
  }
}
