package io.gradstream.config;

import io.gradstream.feature.Mapping;
import io.gradstream.network.Activation;
import io.gradstream.network.EmbeddingSpec;
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
   * @throws ConfigurationException if the loss does not fit the label
   */
  public NetworkSpec spec(Mapping mapping) {
    boolean classes = mapping.labelKind() == Mapping.LabelKind.CLASSES;
    Loss chosen = loss;
    if (chosen == null) {
      chosen = classes ? new Loss.SoftmaxCrossEntropy() : new Loss.SquaredError();
    }
    if (chosen.classifies() != classes) {
      throw new ConfigurationException(
          "network.loss", chosen, classes ? "a loss of classes" : "a loss of real labels");
    }
    if (chosen instanceof Loss.BinaryCrossEntropy && mapping.classes().size() != 2) {
      throw new ConfigurationException(
          "network.loss", chosen, "two classes in mapping.classes, got " + mapping.classes());
    }
    return new NetworkSpec(
        mapping.inputCapacity(),
        mapping.usesTable() ? 1 << mapping.hashBits() : 0,
        mapping.embeddings().stream()
            .map(embedding -> new EmbeddingSpec(1 << embedding.bits(), embedding.width()))
            .toList(),
        hidden,
        chosen instanceof Loss.SoftmaxCrossEntropy ? mapping.classCapacity() : 1,
        chosen,
        hiddenInitializer,
        outputInitializer);
  }
}
