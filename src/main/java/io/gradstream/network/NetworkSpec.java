package io.gradstream.network;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What never changes of a network.
 *
 * @param inputs how many features
 * @param hidden the hidden layers from input to output; none makes a linear model
 * @param outputs how many logits
 * @param loss the loss, which owns the link from logits to scores
 * @param hiddenInitializer where hidden weights start
 * @param outputInitializer where the output layer's weights start; zero makes the first prediction
 *     indifferent
 */
public record NetworkSpec(
    int inputs,
    List<LayerSpec> hidden,
    int outputs,
    Loss loss,
    Initializer hiddenInitializer,
    Initializer outputInitializer) {
  /** Units of a layer, inputs and outputs included, at most. */
  public static final int MAX_WIDTH = 1 << 20;

  /** Hidden layers at most. */
  public static final int MAX_DEPTH = 64;

  /** Checks the limits and that the loss fits the number of outputs. */
  public NetworkSpec {
    hidden = List.copyOf(hidden);
    if (inputs < 1 || inputs > MAX_WIDTH) {
      throw new IllegalArgumentException(
          "inputs: got %d, wants 1 to %d".formatted(inputs, MAX_WIDTH));
    }
    if (hidden.size() > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "hidden layers: got %d, wants at most %d".formatted(hidden.size(), MAX_DEPTH));
    }
    if (outputs > MAX_WIDTH) {
      throw new IllegalArgumentException(
          "outputs: got %d, wants at most %d".formatted(outputs, MAX_WIDTH));
    }
    loss.checkOutputs(outputs);
  }

  /** As in {@code 10 - 64 relu - 2, softmax-cross-entropy, he/zero}. */
  @Override
  public String toString() {
    String layers = hidden.stream().map(layer -> layer + " - ").collect(Collectors.joining());
    String initializers = lower(hiddenInitializer) + "/" + lower(outputInitializer);
    return inputs + " - " + layers + outputs + ", " + loss + ", " + initializers;
  }

  private static String lower(Initializer initializer) {
    return initializer.name().toLowerCase(Locale.ROOT);
  }
}
