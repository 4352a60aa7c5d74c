package io.gradstream.kernel;

/**
 * How a step of an optimizer changes a weight: a function of the weight, its gradient and the
 * numbers the rule keeps for it, each element by itself. The scalars of a step are set before it,
 * so a rule is reused from step to step and a step allocates nothing.
 *
 * <p>Each rule states its arithmetic twice, one under the other: element by element, which is the
 * definition, and a vector at a time, which agrees to the bit.
 */
public abstract sealed class UpdateRule
    permits AdaGradRule,
        AdamRule,
        CoinBettingRule,
        FtrlRule,
        MomentumRule,
        NormalizedRule,
        RmsPropRule {
  UpdateRule() {}

  /**
   * Changes one row.
   *
   * @param states the arrays of the rule, all with the layout of the matrix
   * @param start where the row starts in all of them
   * @param scale times {@code vector[c]} is the gradient of element {@code c}
   */
  abstract void update(
      float[] matrix, float[][] states, int start, int columns, float scale, float[] vector);

  /** The same, a vector of floats at a time. */
  abstract void updateByVectors(
      float[] matrix, float[][] states, int start, int columns, float scale, float[] vector);
}
