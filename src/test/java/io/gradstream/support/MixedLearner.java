package io.gradstream.support;

import io.gradstream.kernel.Kernels;
import io.gradstream.learning.Learner;
import io.gradstream.learning.NetworkLearner;
import io.gradstream.learning.pool.LearnerPool;
import io.gradstream.network.Activation;
import io.gradstream.network.EmbeddingSpec;
import io.gradstream.network.Extent;
import io.gradstream.network.Initializer;
import io.gradstream.network.LayerSpec;
import io.gradstream.network.Loss;
import io.gradstream.network.Network;
import io.gradstream.network.NetworkSpec;
import io.gradstream.optimizer.LearningRate;
import io.gradstream.optimizer.SgdSettings;
import java.util.List;

/** Learners for a {@link MixedStream} with all that can be set. */
public enum MixedLearner {
  /** One network, with momentum, L2 and clipping. */
  NETWORK,
  /** A small pool. */
  POOL;

  private static final List<EmbeddingSpec> EMBEDDINGS =
      List.of(new EmbeddingSpec(MixedStream.EMBEDDING_ROWS, 8), new EmbeddingSpec(7, 17));

  /** One that is in use as a whole. */
  public Learner newLearner(Kernels kernels, long seed) {
    Extent all = new Extent(MixedStream.CAPACITY, MixedStream.CLASSES);
    return newLearner(all, kernels, seed, all);
  }

  /** One that grows. */
  public Learner newLearner(int capacity, int outputs, Extent start) {
    return newLearner(new Extent(capacity, outputs), Kernels.best(), 1, start);
  }

  private Learner newLearner(Extent most, Kernels kernels, long seed, Extent start) {
    Loss loss = new Loss.SoftmaxCrossEntropy();
    if (this == POOL) {
      return new LearnerPool(
          SmallPool.spec(most.inputs(), MixedStream.TABLE_ROWS, EMBEDDINGS, most.outputs(), loss),
          kernels,
          seed,
          start);
    }
    NetworkSpec spec =
        new NetworkSpec(
            most.inputs(),
            MixedStream.TABLE_ROWS,
            EMBEDDINGS,
            List.of(new LayerSpec(33, Activation.GELU)),
            most.outputs(),
            loss,
            Initializer.HE,
            Initializer.ZERO);
    Network network = new Network(spec, kernels);
    SgdSettings settings = new SgdSettings(new LearningRate.Constant(0.01), 0.5, true, 1e-6, 5);
    return new NetworkLearner(network, settings.newOptimizer(network), seed, start);
  }
}
