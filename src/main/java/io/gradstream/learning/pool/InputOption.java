package io.gradstream.learning.pool;

/** What a member of a pool may see besides the features as they are. */
public enum InputOption {
  /** Features as smooth steps too. */
  EXPANDED("expanded"),

  /** The label before. */
  LAST_LABEL("follows-labels"),

  /** Features less, the less they tell of the label by themselves. */
  SCREENED("screened"),

  /**
   * Ranks as values of a uniform distribution instead of a normal one, where a feature is seen by
   * its ranks at all.
   */
  UNIFORM_RANKS("uniform-ranks");

  private final String label;

  InputOption(String label) {
    this.label = label;
  }

  @Override
  public String toString() {
    return label;
  }
}
