package io.gradstream.learning;

import io.gradstream.kernel.Kernels;
import io.gradstream.learning.pool.LearnerPool;
import io.gradstream.network.Activation;
import io.gradstream.network.Extent;
import io.gradstream.network.Initializer;
import io.gradstream.network.LayerSpec;
import io.gradstream.network.Loss;
import io.gradstream.network.Network;
import io.gradstream.network.NetworkSpec;
import io.gradstream.optimizer.LearningRate;
import io.gradstream.optimizer.SgdSettings;
import io.gradstream.support.SmallPool;
import io.gradstream.support.Streams;
import java.util.List;
import java.util.function.Supplier;

/** What there is to learn, and a learner for it with all that can be set. */
enum Task {
  CLASSES,
  VALUES,
  CLASSES_IN_A_POOL,
  VALUES_IN_A_POOL;

  boolean areClasses() {
    return this == CLASSES || this == CLASSES_IN_A_POOL;
  }

  Supplier<Example> stream(long seed) {
    return areClasses() ? Streams.classes(seed) : Streams.values(seed);
  }

  Learner learner() {
    return learner(Kernels.best(), 1);
  }

  Learner learner(Kernels kernels, long seed) {
    return switch (this) {
      case CLASSES, VALUES -> networkLearner(kernels, seed);
      case CLASSES_IN_A_POOL, VALUES_IN_A_POOL ->
          new LearnerPool(
              SmallPool.spec(Streams.features(), 0, List.of(), outputs(), loss()),
              kernels,
              seed,
              new Extent(Streams.features(), outputs()));
    };
  }

  private NetworkLearner networkLearner(Kernels kernels, long seed) {
    Network network = network(kernels);
    SgdSettings settings = new SgdSettings(new LearningRate.Constant(0.005), 0.5, true, 1e-6, 5);
    return new NetworkLearner(network, settings.newOptimizer(network), seed);
  }

  Network network(Kernels kernels) {
    List<LayerSpec> hidden =
        List.of(new LayerSpec(33, Activation.GELU), new LayerSpec(7, Activation.TANH));
    return new Network(
        new NetworkSpec(
            Streams.features(), hidden, outputs(), loss(), Initializer.HE, Initializer.ZERO),
        kernels);
  }

  private int outputs() {
    return areClasses() ? 3 : 1;
  }

  private Loss loss() {
    return areClasses() ? new Loss.SoftmaxCrossEntropy() : new Loss.SquaredError();
  }
}
