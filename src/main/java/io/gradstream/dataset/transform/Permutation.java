package io.gradstream.dataset.transform;

import java.util.Random;

/** Orders drawn at random. */
final class Permutation {
  private Permutation() {}

  /**
   * Moves numbers along one circle through all of them, so that of two or more none stays where it
   * is.
   *
   * <p>Source: S. Sattolo, "An algorithm to generate a random cyclic permutation", Information
   * Processing Letters 22 (6), 1986.
   */
  static void cycle(int[] numbers, Random random) {
    for (int i = numbers.length - 1; i > 0; i--) {
      int other = random.nextInt(i);
      int number = numbers[i];
      numbers[i] = numbers[other];
      numbers[other] = number;
    }
  }
}
