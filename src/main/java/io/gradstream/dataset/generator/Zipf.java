package io.gradstream.dataset.generator;

import java.util.Arrays;

/**
 * Ids 0 to n − 1 with Zipf's frequencies: id i is drawn with a probability proportional to (i + 1)
 * to the power −s. One draw costs one look-up, whatever n.
 *
 * <p>Source: the alias method of A. J. Walker, "An efficient method for generating discrete random
 * variables with general distributions", ACM TOMS 3 (3), 1977, its table filled as in M. D. Vose,
 * "A linear algorithm for generating random numbers with a given distribution", IEEE Transactions
 * on Software Engineering 17 (9), 1991. It is chosen over the rejection-inversion of W. Hörmann and
 * G. Derflinger, "Rejection-inversion to generate variates from monotone discrete distributions",
 * ACM TOMS 6 (3), 1996, which needs no table, because that takes an unknown number of random bits
 * for an id, and a row could not be had without those before it.
 */
final class Zipf {
  /** The slots of the table: the share, in 2⁻³², that is the slot's own id; and the other id. */
  private final int[] shares;

  private final int[] others;

  Zipf(int size, double exponent) {
    shares = new int[size];
    others = new int[size];
    fill(probabilities(size, exponent));
  }

  /** The probability of each id. */
  static double[] probabilities(int size, double exponent) {
    double[] probabilities = new double[size];
    double sum = 0;
    for (int id = size - 1; id >= 0; id--) { // the small ones first, for accuracy
      probabilities[id] = StrictMath.pow(id + 1, -exponent);
      sum += probabilities[id];
    }
    for (int id = 0; id < size; id++) {
      probabilities[id] /= sum;
    }
    return probabilities;
  }

  /** The id that random bits stand for: the upper half chooses a slot, the lower one of its two. */
  int id(long bits) {
    int slot = (int) (((bits >>> 32) * shares.length) >>> 32);
    return Integer.compareUnsigned((int) bits, shares[slot]) < 0 ? slot : others[slot];
  }

  /** Fills each slot that has room with ids that have more than a slot's worth. */
  private void fill(double[] probabilities) {
    int size = probabilities.length;
    double[] left = Arrays.stream(probabilities).map(p -> p * size).toArray();
    int[] stack = new int[size]; // from below ids of less than a slot's worth, from above of more
    int small = 0;
    int large = size;
    for (int id = 0; id < size; id++) {
      if (left[id] < 1) {
        stack[small++] = id;
      } else {
        stack[--large] = id;
      }
    }
    while (small > 0 && large < size) {
      int slot = stack[--small];
      int other = stack[large++];
      set(slot, left[slot], other);
      left[other] -= 1 - left[slot];
      if (left[other] < 1) {
        stack[small++] = other;
      } else {
        stack[--large] = other;
      }
    }
    while (small > 0) { // what rounding left over
      int slot = stack[--small];
      set(slot, 1, slot);
    }
    while (large < size) {
      int slot = stack[large++];
      set(slot, 1, slot);
    }
  }

  private void set(int slot, double share, int other) {
    shares[slot] = (int) Math.min((long) (share * 0x1p32), 0xffffffffL);
    others[slot] = other;
  }
}
