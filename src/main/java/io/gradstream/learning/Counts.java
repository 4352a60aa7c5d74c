package io.gradstream.learning;

import io.gradstream.network.DoubleArray;
import io.gradstream.network.Extent;

/** What a learner counts: examples, and how much of its capacity is in use. */
final class Counts {
  private static final int EXAMPLES = 0;
  private static final int INPUTS = 1;
  private static final int OUTPUTS = 2;

  private final DoubleArray array = new DoubleArray("learner/counts", 3);

  public Counts(Extent start) {
    array.values()[INPUTS] = start.inputs();
    array.values()[OUTPUTS] = start.outputs();
  }

  public DoubleArray state() {
    return array;
  }

  public long examples() {
    return (long) array.get(EXAMPLES);
  }

  /** Dense features in use. */
  public int inputs() {
    return (int) array.get(INPUTS);
  }

  public int outputs() {
    return (int) array.get(OUTPUTS);
  }

  /** Counts an example that brought so much into use. */
  void countExample(int inputs, int outputs) {
    array.set(EXAMPLES, array.get(EXAMPLES) + 1);
    array.set(INPUTS, inputs);
    array.set(OUTPUTS, outputs);
  }
}
