package io.gradstream.feature;

/**
 * MurmurHash3 by Austin Appleby, its 32-bit variant for x86: the hash of feature hashing
 * (Weinberger et al. 2009) in most tools of the field.
 */
final class MurmurHash3 {
  private static final int C1 = 0xcc9e2d51;
  private static final int C2 = 0x1b873593;

  private MurmurHash3() {}

  static int hash(byte[] bytes, int start, int length, int seed) {
    int h = seed;
    int blocks = length & ~3;
    for (int i = 0; i < blocks; i += 4) {
      h = Integer.rotateLeft(h ^ scramble(word(bytes, start + i, 4)), 13) * 5 + 0xe6546b64;
    }
    if (blocks < length) {
      h ^= scramble(word(bytes, start + blocks, length - blocks));
    }
    return finish(h ^ length);
  }

  /** The hash of a number's four bytes, low byte first: joins two hashes to one. */
  static int hash(int number, int seed) {
    int h = Integer.rotateLeft(seed ^ scramble(number), 13) * 5 + 0xe6546b64;
    return finish(h ^ 4);
  }

  private static int word(byte[] bytes, int at, int length) {
    int word = 0;
    for (int i = 0; i < length; i++) {
      word |= (bytes[at + i] & 0xff) << (8 * i);
    }
    return word;
  }

  private static int scramble(int k) {
    return Integer.rotateLeft(k * C1, 15) * C2;
  }

  private static int finish(int hash) {
    int h = hash;
    h = (h ^ (h >>> 16)) * 0x85ebca6b;
    h = (h ^ (h >>> 13)) * 0xc2b2ae35;
    return h ^ (h >>> 16);
  }
}
