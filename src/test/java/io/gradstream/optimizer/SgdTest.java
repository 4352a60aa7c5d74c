package io.gradstream.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.kernel.Kernels;
import io.gradstream.network.Activation;
import io.gradstream.network.DenseLayer;
import io.gradstream.network.Initializer;
import io.gradstream.network.LayerSpec;
import io.gradstream.network.Loss;
import io.gradstream.network.Network;
import io.gradstream.network.NetworkSpec;
import io.gradstream.network.Parameters;
import io.gradstream.network.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each term of the update by itself. */
class SgdTest {
  private final Network network =
      new Network(
          new NetworkSpec(
              5,
              List.of(new LayerSpec(20, Activation.TANH), new LayerSpec(6, Activation.GELU)),
              1,
              new Loss.SquaredError(),
              Initializer.XAVIER,
              Initializer.XAVIER),
          Kernels.best());
  private final Parameters parameters = network.initialParameters(1);
  private final Workspace workspace = network.newWorkspace();
  private final Random random = new Random(2);

  @Test
  void aStepSubtractsTheRateTimesTheGradient() {
    Network line = new Network(linear(2), Kernels.best());
    Parameters weights = line.initialParameters(1);
    DenseLayer layer = line.layer(1);
    weights.values()[layer.bias().offset()] = 0.125f;
    weights.values()[layer.weightIndex(0, 0)] = 0.5f;
    weights.values()[layer.weightIndex(1, 0)] = -0.25f;
    Workspace scratch = line.newWorkspace();
    scratch.inputs()[0] = 2;
    scratch.inputs()[1] = 4;
    line.forward(weights, scratch);
    line.backward(weights, scratch, 1.125f);

    assertThat(SgdSettings.plain(0.25).newOptimizer(line).step(weights, scratch, 0)).isTrue();

    // predicted 0.125 + 0.5·2 − 0.25·4 = 0.125, so the error is −1 and the gradient (−1, −2, −4)
    assertThat(weights.values()[layer.bias().offset()]).isEqualTo(0.125f + 0.25f);
    assertThat(weights.values()[layer.weightIndex(0, 0)]).isEqualTo(0.5f + 0.5f);
    assertThat(weights.values()[layer.weightIndex(1, 0)]).isEqualTo(-0.25f + 1f);
  }

  private static NetworkSpec linear(int inputs) {
    return new NetworkSpec(
        inputs, List.of(), 1, new Loss.SquaredError(), Initializer.ZERO, Initializer.ZERO);
  }

  @ParameterizedTest
  @CsvSource({"0, false", "0.9, false", "0.9, true", "0.5, true"})
  void fiftyStepsFollowTheReference(double momentum, boolean nesterov) {
    double rate = 0.05;
    double l2 = 0.01;
    Optimizer sgd = sgd(new SgdSettings(constant(rate), momentum, nesterov, l2, infinity()));
    double[] weights = doubles(parameters.values());
    double[] velocity = new double[weights.length];
    boolean[] decays = new boolean[weights.length];
    for (DenseLayer layer : network.layers()) {
      Arrays.fill(decays, layer.weights().offset(), layer.weights().end(), true);
    }

    for (int step = 0; step < 50; step++) {
      double[] gradient = drawGradient();
      assertThat(sgd.step(parameters, workspace, step)).isTrue();
      for (int i = 0; i < weights.length; i++) {
        double g = gradient[i] + (decays[i] ? l2 * weights[i] : 0);
        velocity[i] = momentum * velocity[i] + g;
        weights[i] -= rate * (nesterov ? momentum * velocity[i] + g : velocity[i]);
      }
    }

    for (int i = 0; i < weights.length; i++) {
      assertThat((double) parameters.values()[i]).as("%d", i).isCloseTo(weights[i], within(2e-6));
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "0.9"})
  void l2ShrinksWeightsAndNoBias(double momentum) {
    Optimizer sgd = sgd(new SgdSettings(constant(0.5), momentum, false, 0.25, infinity()));
    Arrays.fill(parameters.values(), 0.5f);
    drawInputs();
    network.forward(parameters, workspace);
    network.backward(parameters, workspace, workspace.scores()[0]);

    sgd.step(parameters, workspace, 0);

    for (DenseLayer layer : network.layers()) {
      assertThat(parameters.values()[layer.bias().offset()]).isEqualTo(0.5f);
      assertThat(parameters.values()[layer.weights().offset()]).isEqualTo(0.5f * (1 - 0.125f));
    }
  }

  @Test
  void aLongGradientIsShortenedAndKeepsItsDirection() {
    double[] gradient = drawGradient();
    double norm = norm(gradient);
    double clip = norm / 10;
    double[] before = doubles(parameters.values());

    sgd(new SgdSettings(constant(0.5), 0, false, 0, clip)).step(parameters, workspace, 0);

    for (int i = 0; i < before.length; i++) {
      assertThat(parameters.values()[i] - before[i])
          .isCloseTo(-0.5 * clip / norm * gradient[i], within(1e-6 * clip));
    }
  }

  @Test
  void aShortGradientIsNotClipped() {
    double norm = norm(drawGradient());
    Parameters unclipped = network.initialParameters(1);
    sgd(SgdSettings.plain(0.5)).step(unclipped, workspace, 0);

    sgd(new SgdSettings(constant(0.5), 0, false, 0, 1.01 * norm)).step(parameters, workspace, 0);

    assertThat(parameters.values()).isEqualTo(unclipped.values());
  }

  @Test
  void theStepRateFallsAtExactSteps() {
    LearningRate rate = new LearningRate.Step(0.8, 0.5, 10);

    assertThat(List.of(0L, 9L, 10L, 19L, 20L, 109L).stream().map(rate::at))
        .containsExactly(0.8, 0.8, 0.4, 0.4, 0.2, 0.8 / 1024);
  }

  @Test
  void theInverseRootRateFallsWithEveryStep() {
    LearningRate rate = new LearningRate.InverseRoot(0.5);

    assertThat(List.of(0L, 3L, 24L, 999_999L).stream().map(rate::at))
        .containsExactly(0.5, 0.25, 0.1, 0.0005);
  }

  @Test
  void theInverseTimeRateFallsWithEveryStep() {
    LearningRate rate = new LearningRate.InverseTime(1, 0.5);

    assertThat(List.of(0L, 1L, 2L, 6L).stream().map(rate::at))
        .containsExactly(1.0, 1 / 1.5, 0.5, 0.25);
    assertThat(new LearningRate.Constant(0.3).at(Long.MAX_VALUE)).isEqualTo(0.3);
  }

  @ParameterizedTest
  @CsvSource({"0, 9, 1", "0, 10, 2", "0.9, 9, 1", "0.9, 10, 2"})
  void aStepTakesTheRateOfItsNumber(double momentum, long step, int halves) {
    LearningRate rate = new LearningRate.Step(1, 0.5, 10);
    double[] gradient = drawGradient();
    double[] before = doubles(parameters.values());

    sgd(new SgdSettings(rate, momentum, false, 0, infinity())).step(parameters, workspace, step);

    for (int i = 0; i < before.length; i++) {
      assertThat(parameters.values()[i] - before[i]).isCloseTo(-gradient[i] / halves, within(1e-6));
    }
  }

  @Test
  void hugeGradientsAtATinyRateDoNotAddUpToAnInfiniteVelocity() {
    Network line = new Network(linear(1), Kernels.best());
    Parameters weights = line.initialParameters(1);
    Optimizer sgd = new SgdSettings(constant(1e-42), 0.9, false, 0, infinity()).newOptimizer(line);
    Workspace scratch = line.newWorkspace();
    for (int step = 0; step < 50; step++) {
      scratch.inputs()[0] = 1e19f;
      line.forward(weights, scratch);
      line.backward(weights, scratch, 1e19f);
      sgd.step(weights, scratch, step);
    }

    assertThat(weights.values()[line.layer(1).weightIndex(0, 0)]).isFinite();
  }

  @Test
  void anL2BeyondTheFloatsIsRefused() {
    assertThatThrownBy(() -> new SgdSettings(constant(1e-40), 0, false, 1e39, infinity()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("l2: got 1.0E39, wants");
  }

  @Test
  void aRateBeyondTheFloatsIsRefused() {
    assertThatThrownBy(() -> constant(1e39))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.0E39");
  }

  private Optimizer sgd(SgdSettings settings) {
    return settings.newOptimizer(network);
  }

  private static LearningRate constant(double rate) {
    return new LearningRate.Constant(rate);
  }

  private static double infinity() {
    return Double.POSITIVE_INFINITY;
  }

  private void drawInputs() {
    for (int i = 0; i < network.spec().inputs(); i++) {
      workspace.inputs()[i] = (float) random.nextGaussian();
    }
  }

  /** The gradient of a random example, which the workspace then holds. */
  private double[] drawGradient() {
    drawInputs();
    network.forward(parameters, workspace);
    network.backward(parameters, workspace, (float) random.nextGaussian());
    Parameters gradient = network.zeroParameters("gradient");
    network.addGradient(workspace, gradient);
    return doubles(gradient.values());
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, i -> values[i]);
    return doubles;
  }

  private static double norm(double[] vector) {
    return Math.sqrt(Arrays.stream(vector).map(x -> x * x).sum());
  }
}
