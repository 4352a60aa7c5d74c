package io.gradstream.learning.pool;

import java.util.Locale;
import java.util.Set;

/** The parts of the default learner that can be left out, to measure what each of them earns. */
public enum Mechanism {
  EXPANSION("features as smooth steps"),
  LAST_LABEL("the label before as an input"),
  SCREENING("features faded where they tell nothing of the label by themselves"),
  RANKS("features seen by their ranks where mean and variance are misleading"),
  UNIFORM_RANKS("ranks as values of a uniform distribution"),
  SIGNALS("inputs for missing values, sentinels and deviations from a line"),
  INPUT_GAINS("a learned factor for each feature"),
  SKIPPING("no step for what a member knows already"),
  WEIGHT_DECAY("weights shrink with each step"),
  SPARSE_WEIGHTS("hidden units begin with few inputs each"),
  GRADIENT_MIXING("mixtures whose weights follow the gradient of the loss"),
  BAYESIAN_MIXTURE("a Bayesian mixture of the members"),
  LABEL_VOICES("what labels alone predict, as voices of the mixture"),
  LEAST_SQUARES("recursive least squares, as a voice of the mixture"),
  PUBLISHED_BASELINE("a baseline is published where its absolute error is lower"),
  RAISED_RATES("learning rates raised where the loss is found to have risen");

  private final String summary;

  Mechanism(String summary) {
    this.summary = summary;
  }

  /** What it is, in a few words. */
  public String summary() {
    return summary;
  }

  /** The name in commands and tables, as {@code input-gains}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether an option of a member's input is left out with these. */
  static boolean leavesOut(Set<Mechanism> without, InputOption option) {
    return without.contains(
        switch (option) {
          case EXPANDED -> EXPANSION;
          case LAST_LABEL -> LAST_LABEL;
          case SCREENED -> SCREENING;
          case UNIFORM_RANKS -> UNIFORM_RANKS;
        });
  }
}
