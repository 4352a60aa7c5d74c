package io.gradstream.kernel;

import static io.gradstream.kernel.VectorKernels.FLOATS;
import static io.gradstream.kernel.VectorKernels.WIDTH;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.EQ;

import jdk.incubator.vector.FloatVector;

/**
 * A bet on the next gradient, for each weight by itself, of a share of what bets have won so far.
 * With {@code g = scale · vector}, and all arithmetic on what stood there before the arrow:
 *
 * <pre>
 * largest ← max(largest, |g|);  sizes ← sizes + |g|;  sum ← sum − g
 * won ← clamp(fma(start − w, g, won), 0, 2⁴⁰ · largest)
 * w ← fma(sum / max(sizes + largest, 100 · largest), (largest + won) / largest, start)
 * </pre>
 *
 * <p>Its states are {@code largest}, {@code sizes}, {@code sum}, {@code won} and {@code start}, the
 * weight until its first gradient that is not zero; until then it stays as it is. The limit of what
 * can be won is not the paper's: with it a weight stays within 2⁴⁰ of its start, and so finite.
 */
public final class CoinBettingRule extends UpdateRule {
  /** α of the paper: the first bets are this many times smaller. */
  private static final float CAUTION = 100f;

  private static final float MOST_WON = 0x1p40f;

  /** The rule has nothing that could be set. */
  public CoinBettingRule() {}

  @Override
  void update(
      float[] matrix, float[][] states, int start, int columns, float scale, float[] vector) {
    float[] largests = states[0];
    float[] sizes = states[1];
    float[] sums = states[2];
    float[] wins = states[3];
    float[] starts = states[4];
    for (int c = 0, i = start; c < columns; c++, i++) {
      float gradient = scale * vector[c];
      float largest = Math.max(largests[i], Math.abs(gradient));
      float from = largests[i] == 0f ? matrix[i] : starts[i];
      float size = sizes[i] + Math.abs(gradient);
      float sum = sums[i] - gradient;
      float won = Math.fma(from - matrix[i], gradient, wins[i]);
      won = Math.min(Math.max(won, 0f), MOST_WON * largest);
      float share = sum / Math.max(size + largest, CAUTION * largest);
      largests[i] = largest;
      sizes[i] = size;
      sums[i] = sum;
      wins[i] = won;
      starts[i] = from;
      matrix[i] = largest == 0f ? matrix[i] : Math.fma(share, (largest + won) / largest, from);
    }
  }

  @Override
  void updateByVectors(
      float[] matrix, float[][] states, int start, int columns, float scale, float[] vector) {
    float[] largests = states[0];
    float[] sizes = states[1];
    float[] sums = states[2];
    float[] wins = states[3];
    float[] starts = states[4];
    FloatVector scales = broadcast(FLOATS, scale);
    FloatVector zero = FloatVector.zero(FLOATS);
    FloatVector caution = broadcast(FLOATS, CAUTION);
    FloatVector mostWon = broadcast(FLOATS, MOST_WON);
    for (int c = 0, i = start; c < columns; c += WIDTH, i += WIDTH) {
      FloatVector gradient = fromArray(FLOATS, vector, c).mul(scales);
      FloatVector weight = fromArray(FLOATS, matrix, i);
      FloatVector before = fromArray(FLOATS, largests, i);
      FloatVector largest = before.max(gradient.abs());
      FloatVector from = fromArray(FLOATS, starts, i).blend(weight, before.compare(EQ, 0f));
      FloatVector size = fromArray(FLOATS, sizes, i).add(gradient.abs());
      FloatVector sum = fromArray(FLOATS, sums, i).sub(gradient);
      FloatVector won = from.sub(weight).fma(gradient, fromArray(FLOATS, wins, i));
      won = won.max(zero).min(largest.mul(mostWon));
      FloatVector share = sum.div(size.add(largest).max(largest.mul(caution)));
      largest.intoArray(largests, i);
      size.intoArray(sizes, i);
      sum.intoArray(sums, i);
      won.intoArray(wins, i);
      from.intoArray(starts, i);
      share
          .fma(largest.add(won).div(largest), from)
          .blend(weight, largest.compare(EQ, 0f))
          .intoArray(matrix, i);
    }
  }
}
