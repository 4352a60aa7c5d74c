package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gradstream.kernel.Kernels;
import io.gradstream.network.Activation;
import io.gradstream.network.Initializer;
import io.gradstream.network.LayerSpec;
import io.gradstream.network.Loss;
import io.gradstream.network.Network;
import io.gradstream.network.NetworkSpec;
import io.gradstream.optimizer.SgdSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Prequential accuracy on Electricity (Harries 1999), where the file is present. */
class ElectricityTest {
  private static final Path FILE = Path.of("../shared/data/elec.csv");
  private static final int FEATURES = 6;

  @Test
  void sixtyFourHiddenUnitsReachNinetyPercent() throws IOException {
    assertThat(accuracy(List.of(new LayerSpec(64, Activation.RELU)))).isGreaterThanOrEqualTo(0.900);
  }

  @Test
  void logisticRegressionReaches888PerMille() throws IOException {
    assertThat(accuracy(List.of())).isGreaterThanOrEqualTo(0.888);
  }

  private static double accuracy(List<LayerSpec> hidden) throws IOException {
    assumeTrue(Files.exists(FILE), FILE + " is not present: nothing to learn from");
    Network network =
        new Network(
            new NetworkSpec(
                FEATURES,
                hidden,
                2,
                new Loss.SoftmaxCrossEntropy(),
                Initializer.HE,
                Initializer.ZERO),
            Kernels.best());
    Learner learner = new NetworkLearner(network, SgdSettings.plain(0.1).newOptimizer(network), 1);
    int right = 0;
    try (Stream<String> lines = Files.lines(FILE)) {
      for (String line : (Iterable<String>) lines.skip(1)::iterator) {
        double[] cells =
            Arrays.stream(line.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
        int label = (int) cells[FEATURES];
        FeatureVector features = FeatureVector.of(Arrays.copyOf(cells, FEATURES));
        Prediction prediction = learner.learn(new Example(features, new Label.Category(label)));
        assertThat(prediction.refusal()).isNull();
        right += prediction.predictedClass() == label ? 1 : 0;
      }
    }
    return (double) right / learner.examples();
  }
}
