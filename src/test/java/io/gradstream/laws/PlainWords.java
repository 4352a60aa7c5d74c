package io.gradstream.laws;

/** Words that a reader stumbles over, and that have a plain one. */
final class PlainWords {
  /** One letter of each is in brackets, or this file would have them. */
  static final String AVOIDED =
      "(?i)\\b(ane[w]|coa[t](s|ed)?|for wan[t] of|in good orde[r]|men[d](s|ed)?|of lat[e])\\b";

  private PlainWords() {}
}
