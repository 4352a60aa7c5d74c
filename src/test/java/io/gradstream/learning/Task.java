package io.gradstream.learning;

import io.gradstream.kernel.Kernels;
import io.gradstream.network.Activation;
import io.gradstream.network.Initializer;
import io.gradstream.network.LayerSpec;
import io.gradstream.network.Loss;
import io.gradstream.network.Network;
import io.gradstream.network.NetworkSpec;
import io.gradstream.optimizer.LearningRate;
import io.gradstream.optimizer.SgdSettings;
import io.gradstream.support.Streams;
import java.util.List;
import java.util.function.Supplier;

/** What there is to learn, and a learner for it with all that can be set. */
enum Task {
  CLASSES,
  VALUES;

  Supplier<Example> stream(long seed) {
    return this == CLASSES ? Streams.classes(seed) : Streams.values(seed);
  }

  NetworkLearner learner() {
    return learner(Kernels.best(), 1);
  }

  NetworkLearner learner(Kernels kernels, long seed) {
    Network network = network(kernels);
    SgdSettings settings = new SgdSettings(new LearningRate.Constant(0.005), 0.5, true, 1e-6, 5);
    return new NetworkLearner(network, settings.newOptimizer(network), seed);
  }

  Network network(Kernels kernels) {
    List<LayerSpec> hidden =
        List.of(new LayerSpec(33, Activation.GELU), new LayerSpec(7, Activation.TANH));
    int outputs = this == CLASSES ? 3 : 1;
    Loss loss = this == CLASSES ? new Loss.SoftmaxCrossEntropy() : new Loss.SquaredError();
    return new Network(
        new NetworkSpec(
            Streams.features(), hidden, outputs, loss, Initializer.HE, Initializer.ZERO),
        kernels);
  }
}
