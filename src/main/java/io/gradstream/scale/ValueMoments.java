package io.gradstream.scale;

/**
 * How many values there were, their mean, and the sum of their squared deviations from it.
 *
 * @param count of values
 * @param squares Σ (x − mean)²
 */
record ValueMoments(double count, double mean, double squares) {

  /** Those of the values at a feature's edges that are not far off. */
  static ValueMoments ofNear(RunningRanks ranks, int feature) {
    double mean = 0;
    double weight = 0;
    double squares = 0;
    for (int k = 0; k < ranks.edges(feature); k++) {
      double edge = ranks.edge(feature, k);
      double w = ranks.atom(feature, k);
      if (w > 0 && !ranks.isFar(feature, edge)) {
        weight += w;
        double d = edge - mean;
        mean += w / weight * d;
        squares += w * d * (edge - mean);
      }
    }
    double count = Math.min(weight * ranks.values(feature), RunningRanks.EDGES);
    return new ValueMoments(count, mean, weight > 0 ? squares / weight * count : 0);
  }
}
