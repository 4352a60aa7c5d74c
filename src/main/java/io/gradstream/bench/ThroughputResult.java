package io.gradstream.bench;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How fast the topologies were.
 *
 * @param recordsPerSecond of each, in the order of the runs
 */
public record ThroughputResult(Map<ThroughputVariant, List<Double>> recordsPerSecond) {
  /** The rates of one, in the order of the runs. */
  public List<Double> rates(ThroughputVariant variant) {
    return recordsPerSecond.getOrDefault(variant, List.of());
  }

  /** The median rate of one. */
  public double medianRate(ThroughputVariant variant) {
    return median(rates(variant));
  }

  /** The time of one for a record, by its median rate. */
  public double recordMicros(ThroughputVariant variant) {
    return 1e6 / medianRate(variant);
  }

  /** What each takes longer for a record than the one before it; the first, than nothing. */
  public Map<ThroughputVariant, Double> addedMicros() {
    Map<ThroughputVariant, Double> added = new EnumMap<>(ThroughputVariant.class);
    double before = 0;
    for (ThroughputVariant variant : ThroughputVariant.values()) {
      added.put(variant, recordMicros(variant) - before);
      before = recordMicros(variant);
    }
    return added;
  }

  /** How fast learning was with meters beside the run without them, run by run. */
  public List<Double> meteredRatios() {
    List<Double> metered = rates(ThroughputVariant.METERS);
    List<Double> plain = rates(ThroughputVariant.STORE);
    return IntStream.range(0, metered.size())
        .mapToObj(run -> metered.get(run) / plain.get(run))
        .toList();
  }

  /** The median of these ratios. */
  public double meteredRatio() {
    return median(meteredRatios());
  }

  /** How fast learning was beside the pass-through of the same run, run by run. */
  public List<Double> ratios() {
    List<Double> learning = rates(ThroughputVariant.STORE);
    List<Double> passThrough = rates(ThroughputVariant.PASS_THROUGH);
    return IntStream.range(0, learning.size())
        .mapToObj(run -> learning.get(run) / passThrough.get(run))
        .toList();
  }

  /** The median of the runs' ratios. */
  public double ratio() {
    return median(ratios());
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int n = sorted.length;
    return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
}
