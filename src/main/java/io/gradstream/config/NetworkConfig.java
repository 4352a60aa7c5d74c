package io.gradstream.config;

import io.gradstream.network.Activation;
import io.gradstream.network.Initializer;
import io.gradstream.network.LayerSpec;
import io.gradstream.network.Loss;
import io.gradstream.network.NetworkSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network but for its inputs and outputs, which follow from the records.
 *
 * @param loss null to choose by the label
 */
public record NetworkConfig(
    List<LayerSpec> hidden,
    @Nullable Loss loss,
    Initializer hiddenInitializer,
    Initializer outputInitializer) {
  private enum LossName {
    AUTO,
    SQUARED_ERROR,
    HUBER,
    BINARY_CROSS_ENTROPY,
    SOFTMAX_CROSS_ENTROPY
  }

  static NetworkConfig of(Section section) {
    Activation activation = section.choice("activation", Activation.values());
    return new NetworkConfig(
        section.wholes("hidden").stream().map(u -> new LayerSpec(u, activation)).toList(),
        loss(section),
        section.choice("hidden-initializer", Initializer.values()),
        section.choice("output-initializer", Initializer.values()));
  }

  private static @Nullable Loss loss(Section section) {
    Loss huber = new Loss.Huber((float) section.number("huber-threshold"));
    return switch (section.choice("loss", LossName.values())) {
      case AUTO -> null;
      case SQUARED_ERROR -> new Loss.SquaredError();
      case HUBER -> huber;
      case BINARY_CROSS_ENTROPY -> new Loss.BinaryCrossEntropy();
      case SOFTMAX_CROSS_ENTROPY -> new Loss.SoftmaxCrossEntropy();
    };
  }

  /**
   * The whole spec.
   *
   * @param inputs the number of features
   * @param classes the number of classes, 0 for a real label
   * @throws ConfigurationException if the loss does not fit the label
   */
  public NetworkSpec spec(int inputs, int classes) {
    Loss chosen = loss;
    if (chosen == null) {
      chosen = classes == 0 ? new Loss.SquaredError() : new Loss.SoftmaxCrossEntropy();
    }
    boolean fits =
        chosen.classifies() == (classes > 0)
            && (!(chosen instanceof Loss.BinaryCrossEntropy) || classes == 2);
    if (!fits) {
      throw new ConfigurationException(
          "network.loss",
          chosen,
          classes == 0 ? "a loss of real labels" : "a loss of " + classes + " classes");
    }
    int outputs = chosen instanceof Loss.SoftmaxCrossEntropy ? classes : 1;
    return new NetworkSpec(inputs, hidden, outputs, chosen, hiddenInitializer, outputInitializer);
  }
}
