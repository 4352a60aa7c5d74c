package io.gradstream.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.kernel.Kernels;
import io.gradstream.network.Activation;
import io.gradstream.network.DenseLayer;
import io.gradstream.network.EmbeddingSpec;
import io.gradstream.network.FloatArray;
import io.gradstream.network.Initializer;
import io.gradstream.network.LayerSpec;
import io.gradstream.network.Loss;
import io.gradstream.network.Network;
import io.gradstream.network.NetworkSpec;
import io.gradstream.network.Parameters;
import io.gradstream.network.Tensor;
import io.gradstream.network.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every optimizer against its paper, on weights of all layers, a table and an embedding. */
class PaperTest {
  private static final int INPUTS = 5;
  private static final int UNITS = 20;
  private static final int STRIDE = 32;
  private static final int WIDTH = 3;

  /** Of the units, the output and the elements of the embedding. */
  private static final int DELTAS = UNITS + 1 + WIDTH;

  private static final double NEVER = Double.POSITIVE_INFINITY;

  private final Network network =
      new Network(
          new NetworkSpec(
              INPUTS,
              16,
              List.of(new EmbeddingSpec(8, WIDTH)),
              List.of(new LayerSpec(UNITS, Activation.TANH)),
              1,
              new Loss.SquaredError(),
              Initializer.XAVIER,
              Initializer.XAVIER),
          Kernels.scalar());
  private final Parameters parameters = network.initialParameters(1);
  private final Workspace workspace = network.newWorkspace();
  private final Random random = new Random(2);
  private final int tableOffset = parameters.array().length();
  private final int embeddingOffset = tableOffset + parameters.table().length();

  static Stream<OptimizerSettings> settings() {
    LearningRate rate = new LearningRate.InverseTime(0.02, 0.01);
    return Stream.of(
        new SgdSettings(rate, 0, false, 0.01, NEVER),
        new SgdSettings(rate, 0.9, false, 0.01, NEVER),
        new SgdSettings(rate, 0.9, true, 0.01, NEVER),
        new AdaGradSettings(rate, 1e-3, NEVER),
        new RmsPropSettings(rate, 0.9, 1e-3, NEVER),
        new AdamSettings(rate, 0.9, 0.999, 1e-8, 0.3, NEVER),
        new AdamSettings(rate, 0.5, 0.9, 1e-3, 0, NEVER),
        new FactoredSettings(rate, 0.9, 0.3),
        new FactoredSettings(new LearningRate.InverseRoot(0.02), 0.999, 0),
        new FtrlSettings(0.1, 1, 0, 0, NEVER),
        new FtrlSettings(0.1, 0.5, 0.2, 0.1, NEVER),
        new NormalizedSettings(rate),
        new CoinBettingSettings());
  }

  @ParameterizedTest
  @MethodSource("settings")
  void fiftyStepsFollowThePaper(OptimizerSettings settings) {
    Optimizer optimizer = settings.newOptimizer(network);
    PlainOptimizer plain = new PlainOptimizer(settings, flat(parameters), network.depth(), DELTAS);
    for (int step = 0; step < 50; step++) {
      PlainOptimizer.Gradient gradient = drawGradient(step % 5 < 4);
      assertThat(optimizer.step(parameters, workspace, step)).isTrue();
      plain.step(gradient, step + 1);
    }

    double[] weights = flat(parameters);
    double[] start = flat(network.initialParameters(1));
    assertThat(weights).containsExactly(plain.weights, within(5e-6));
    assertThat(
            Arrays.mismatch(
                weights, tableOffset, embeddingOffset, start, tableOffset, embeddingOffset))
        .as("of the table")
        .isNotNegative();
    assertThat(
            Arrays.mismatch(
                weights, embeddingOffset, weights.length, start, embeddingOffset, start.length))
        .as("of the embedding")
        .isNotNegative();
  }

  /**
   * Of a random example, with all that the papers ask of it.
   *
   * @param embeds whether it has a row of the embedding
   */
  private PlainOptimizer.Gradient drawGradient(boolean embeds) {
    double[] inputs = new double[INPUTS];
    for (int i = 0; i < INPUTS; i++) {
      workspace.inputs()[i] = (float) random.nextGaussian();
      inputs[i] = workspace.inputs()[i];
    }
    int row = random.nextInt(16);
    float value = 1 + random.nextFloat();
    workspace.clearRows();
    workspace.addRow(row, value);
    int looked = embeds ? random.nextInt(8) : -1;
    workspace.setEmbedding(0, looked);
    network.forward(parameters, workspace);
    network.backward(parameters, workspace, (float) random.nextGaussian());
    Parameters derivatives = network.zeroParameters("gradient");
    network.addGradient(workspace, derivatives);

    var gradient = new PlainOptimizer.Gradient(flat(derivatives), network.depth(), DELTAS);
    for (DenseLayer layer : network.layers()) {
      Tensor bias = layer.bias();
      mark(gradient, layer, bias.offset(), bias.used(), 1, true);
      Arrays.fill(gradient.bias, bias.offset(), bias.offset() + bias.used(), true);
    }
    DenseLayer first = network.layer(1);
    for (int i = 0; i < INPUTS; i++) {
      mark(gradient, first, first.weightIndex(i, 0), UNITS, inputs[i], true);
    }
    for (int i = 0; i < WIDTH; i++) {
      int weights = network.embeddingWeights().offset() + i * STRIDE;
      float element = embeds ? parameters.embedding(0).values()[looked * Kernels.LANES + i] : 0;
      mark(gradient, first, weights, UNITS, element, true);
    }
    mark(gradient, first, tableOffset + row * STRIDE, UNITS, value, true);
    int element = embeddingOffset + looked * Kernels.LANES;
    if (embeds) {
      mark(gradient, first, element, WIDTH, 1, false);
    }
    mark(gradient, network.layer(2), network.layer(2).weights().offset(), UNITS, 0, false);
    gradient.squaredInputs[1] = network.norms().squaredInputs(2, workspace);
    setDeltas(gradient, embeds, element);
    return gradient;
  }

  /** A bias has an input of 1, so its gradient is the delta; of others the rest is the input. */
  private void setDeltas(PlainOptimizer.Gradient gradient, boolean embeds, int element) {
    gradient.fanIn[0] = INPUTS + WIDTH + 16; // as many as the table has rows
    gradient.fanIn[1] = UNITS;
    int units = network.layer(1).bias().offset();
    System.arraycopy(gradient.gradients, units, gradient.deltas, 0, UNITS);
    double output = gradient.gradients[network.layer(2).bias().offset()];
    gradient.deltas[UNITS] = output;
    int weights = network.layer(2).weights().offset();
    for (int j = 0; j < UNITS; j++) {
      gradient.input[weights + j] = gradient.gradients[weights + j] / output;
    }
    for (int i = 0; i < WIDTH; i++) {
      gradient.deltas[UNITS + 1 + i] = embeds ? gradient.gradients[element + i] : Double.NaN;
      if (embeds) {
        gradient.delta[element + i] = UNITS + 1 + i;
      }
    }
  }

  private void mark(
      PlainOptimizer.Gradient gradient,
      DenseLayer layer,
      int start,
      int count,
      double input,
      boolean counted) {
    Arrays.fill(gradient.takesPart, start, start + count, true);
    Arrays.fill(gradient.layer, start, start + count, network.layers().indexOf(layer));
    Arrays.fill(gradient.input, start, start + count, input);
    for (int c = 0; c < count; c++) {
      gradient.delta[start + c] = gradient.layer[start] == 0 ? c : UNITS;
    }
    gradient.counted[start] = counted;
  }

  private static double[] flat(Parameters parameters) {
    List<Float> all = new ArrayList<>();
    for (FloatArray array : parameters.arrays()) {
      for (float value : array.values()) {
        all.add(value);
      }
    }
    return all.stream().mapToDouble(Float::doubleValue).toArray();
  }
}
