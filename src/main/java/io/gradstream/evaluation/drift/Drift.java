package io.gradstream.evaluation.drift;

/**
 * A change of the loss that was found.
 *
 * @param detector what found it
 * @param example the number of the example it was found with, the first being 1
 * @param lossBefore the mean loss before it
 * @param lossAfter the mean loss of the examples it was found by
 */
public record Drift(DriftKind detector, long example, double lossBefore, double lossAfter) {
  /** Whether the loss rose: what was learned fits no longer. Where it fell, it was learned. */
  public boolean rises() {
    return lossAfter > lossBefore;
  }
}
