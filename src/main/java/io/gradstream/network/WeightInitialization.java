package io.gradstream.network;

import io.gradstream.kernel.Kernels;
import java.util.List;
import java.util.Random;

/** Where the weights of a network start, of which so much is in use. */
final class WeightInitialization {
  /**
   * How many dense inputs the hashed table counts for where weights are drawn by the number of
   * inputs: about as many rows as an example of a few categories touches.
   */
  private static final int INPUTS_OF_TABLE = 16;

  private final Network network;
  private final NetworkSpec spec;
  private final long seed;
  private final Extent used;

  WeightInitialization(Network network, long seed, Extent used) {
    this.network = network;
    this.spec = network.spec();
    this.seed = seed;
    this.used = used;
  }

  void drawAll(Parameters parameters) {
    Random random = new Random(seed);
    int inputs = used.inputs();
    for (int l = 1; l <= network.depth(); l++) {
      int outputs = outputs(l);
      float bound = (float) bound(l, inputs, outputs);
      if (isSparse(l) && inputs > 0) {
        Initializer.connect(network.layer(l), inputs, outputs, parameters.values(), random);
      } else {
        Initializer.draw(network.layer(l), inputs, outputs, bound, parameters.values(), random);
      }
      if (l == 1) {
        Initializer.draw(network.embeddingWeights(), outputs, bound, parameters.values(), random);
      }
      inputs = outputs;
    }
    drawTables(parameters);
  }

  private boolean isSparse(int layer) {
    return layer == 1 && network.depth() > 1 && spec.hiddenInitializer() == Initializer.SPARSE;
  }

  private void drawTables(Parameters parameters) {
    Tensor first = network.layer(1).weights();
    int outputs = outputs(1);
    new RowInitializer(seed, 1, bound(1, used.inputs(), outputs))
        .fill(
            parameters.table().values(),
            0,
            first.columns(),
            spec.tableRows(),
            first.used(),
            outputs);
    List<EmbeddingSpec> embeddings = spec.embeddings();
    for (int k = 0; k < embeddings.size(); k++) {
      int width = embeddings.get(k).width();
      new RowInitializer(seed, 2 + k, 1 / Math.sqrt(width))
          .fill(
              parameters.embedding(k).values(),
              0,
              Kernels.padded(width),
              embeddings.get(k).rows(),
              width,
              width);
    }
  }

  /** Of the dense inputs alone; marked as changed. */
  void drawInputs(Parameters parameters) {
    Tensor weights = network.layer(1).weights();
    int outputs = outputs(1);
    if (isSparse(1)) {
      Initializer.connect(
          network.layer(1), used.inputs(), outputs, parameters.values(), new Random(~seed));
    } else {
      new RowInitializer(seed, 0, bound(1, used.inputs(), outputs))
          .fill(
              parameters.values(),
              weights.offset(),
              weights.columns(),
              used.inputs(),
              weights.used(),
              outputs);
    }
    parameters
        .array()
        .markChanged(weights.offset(), weights.offset() + used.inputs() * weights.columns());
  }

  static int inputsOfTable(NetworkSpec spec) {
    return Math.min(INPUTS_OF_TABLE, spec.tableRows());
  }

  private int outputs(int layer) {
    return layer == network.depth() ? used.outputs() : network.layer(layer).outputs();
  }

  private double bound(int layer, int inputs, int outputs) {
    Initializer initializer =
        layer == network.depth() ? spec.outputInitializer() : spec.hiddenInitializer();
    int sparse = spec.embeddedInputs() + inputsOfTable(spec);
    return initializer.bound(Math.max(1, layer == 1 ? inputs + sparse : inputs), outputs);
  }
}
