package io.gradstream.dataset.generator;

/**
 * The label of a row as a random variable.
 *
 * @param probability of a click
 * @param yesLoss the log loss, in nats, if it is a click
 * @param noLoss the log loss, in nats, if it is none
 */
record Click(double probability, double yesLoss, double noLoss) {

  static Click of(double logit) {
    double softplus = StrictMath.log1p(StrictMath.exp(-Math.abs(logit)));
    return new Click(
        probability(logit), softplus + Math.max(-logit, 0), softplus + Math.max(logit, 0));
  }

  /** The logistic function. */
  static double probability(double logit) {
    double e = StrictMath.exp(-Math.abs(logit));
    return (logit < 0 ? e : 1) / (1 + e);
  }

  double logLoss(boolean clicked) {
    return clicked ? yesLoss : noLoss;
  }

  /** The log loss to expect, in nats. */
  double entropy() {
    return probability * yesLoss + (1 - probability) * noLoss;
  }
}
