package io.gradstream.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.kernel.Kernels;
import io.gradstream.network.Activation;
import io.gradstream.network.FloatArray;
import io.gradstream.network.Initializer;
import io.gradstream.network.LayerSpec;
import io.gradstream.network.LearnedArray;
import io.gradstream.network.Loss;
import io.gradstream.network.Network;
import io.gradstream.network.NetworkSpec;
import io.gradstream.network.Parameters;
import io.gradstream.network.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What optimizers make of units and of size, and of what is of no use. */
class ScaleTest {
  private static final double[] WEIGHTS = {1.5, -1, 0.5, -2, 0, 0, 0};
  private static final double NEVER = Double.POSITIVE_INFINITY;

  static Stream<OptimizerSettings> blindToTheSizeOfTheLoss() {
    LearningRate rate = new LearningRate.Constant(0.01);
    return Stream.of(
        new AdaGradSettings(rate, 1e-12, NEVER),
        new RmsPropSettings(rate, 0.99, 1e-12, NEVER),
        new AdamSettings(rate, 0.9, 0.999, 1e-12, 0.01, NEVER),
        new FactoredSettings(rate, 0.99, 0.01),
        new NormalizedSettings(rate),
        new CoinBettingSettings());
  }

  @ParameterizedTest
  @MethodSource("blindToTheSizeOfTheLoss")
  void aLossAThousandTimesTheSizeMakesNoDifference(OptimizerSettings settings) {
    double[] weights = afterLearning(settings, 64); // Before it, no epsilon counts.

    assertThat(afterLearning(settings, 64 * 1024)).containsExactly(weights, within(1e-5));
    assertThat(weights).isNotEqualTo(afterLearning(SgdSettings.plain(1e-9), 1));
  }

  private static double[] afterLearning(OptimizerSettings settings, float weight) {
    NetworkSpec spec =
        new NetworkSpec(
            5,
            List.of(new LayerSpec(20, Activation.TANH)),
            1,
            new Loss.SquaredError(),
            Initializer.HE,
            Initializer.XAVIER);
    Network network = new Network(spec, Kernels.best());
    Parameters parameters = network.initialParameters(1);
    Workspace workspace = network.newWorkspace();
    Optimizer optimizer = settings.newOptimizer(network);
    Random random = new Random(3);
    for (int step = 0; step < 100; step++) {
      for (int i = 0; i < 5; i++) {
        workspace.inputs()[i] = (float) random.nextGaussian();
      }
      network.forward(parameters, workspace);
      network.backward(parameters, workspace, workspace.inputs()[0], weight);
      assertThat(optimizer.step(parameters, workspace, step)).isTrue();
    }
    double[] weights = new double[parameters.array().length()];
    Arrays.setAll(weights, i -> parameters.values()[i]);
    return weights;
  }

  /** Far beyond Huber's threshold a delta is the threshold, whatever the weights have come to. */
  @Test
  void theUnitOfAnInputMakesNoDifferenceToTheStepsOfFactoredDescent() {
    float[] weights = afterFactoredDescent(new double[] {1, 1, 1, 1, 1});

    float[] inUnits = afterFactoredDescent(new double[] {1024, 0.25, 1, 7, 1e6});

    for (int i = 0; i < weights.length; i++) {
      assertThat(inUnits[i]).as("%d", i).isCloseTo(weights[i], within(1e-5f));
    }
    assertThat(Math.abs(weights[0])).isGreaterThan(0.1f);
  }

  /** The mean squares of an input that was always zero are zero, and no measure of it. */
  @Test
  void anInputThatComesLateTakesStepsOfTheUsualLength() {
    Network network =
        new Network(
            new NetworkSpec(2, List.of(), 1, new Loss.Huber(1), Initializer.ZERO, Initializer.ZERO),
            Kernels.best());
    Parameters parameters = network.initialParameters(0);
    Workspace workspace = network.newWorkspace();
    Optimizer optimizer =
        new FactoredSettings(new LearningRate.Constant(0.01), 0.999, 0).newOptimizer(network);
    int early = network.layer(1).weightIndex(0, 0);
    int late = network.layer(1).weightIndex(1, 0);
    for (int step = 0; step < 3_000; step++) {
      workspace.inputs()[0] = 2;
      workspace.inputs()[1] = step < 2_900 ? 0 : 2;
      float earlyBefore = parameters.values()[early];
      float lateBefore = parameters.values()[late];
      network.forward(parameters, workspace);
      network.backward(parameters, workspace, 1e9f);
      assertThat(optimizer.step(parameters, workspace, step)).isTrue();
      if (step >= 2_900) {
        assertThat(parameters.values()[late] - lateBefore)
            .isCloseTo(parameters.values()[early] - earlyBefore, within(1e-5f))
            .isGreaterThan(1e-3f);
      }
    }
  }

  private static float[] afterFactoredDescent(double[] units) {
    NetworkSpec spec =
        new NetworkSpec(
            units.length, List.of(), 1, new Loss.Huber(1), Initializer.ZERO, Initializer.ZERO);
    Network network = new Network(spec, Kernels.best());
    Parameters parameters = network.initialParameters(0);
    Workspace workspace = network.newWorkspace();
    Optimizer optimizer =
        new FactoredSettings(new LearningRate.Constant(0.01), 0.99, 0.01).newOptimizer(network);
    Random random = new Random(8);
    for (int step = 0; step < 100; step++) {
      double sum = 0;
      for (int i = 0; i < units.length; i++) {
        double x = random.nextGaussian();
        workspace.inputs()[i] = (float) (units[i] * x);
        sum += x;
      }
      network.forward(parameters, workspace);
      network.backward(parameters, workspace, (float) (1e9 * Math.signum(sum)));
      assertThat(optimizer.step(parameters, workspace, step)).isTrue();
    }
    float[] weights = new float[units.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = parameters.values()[network.layer(1).weightIndex(i, 0)];
    }
    return weights;
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 1e6})
  void theUnitOfAFeatureMakesNoDifferenceToNormalizedDescent(double unit) {
    OptimizerSettings settings = new NormalizedSettings(new LearningRate.Constant(0.5));
    double[] ones = new double[WEIGHTS.length];
    Arrays.fill(ones, 1);
    double loss = new Regression(settings).loss(ones);
    for (int i = 0; i < ones.length; i++) {
      double[] units = ones.clone();
      units[i] = unit;
      assertThat(new Regression(settings).loss(units))
          .as("%d", i)
          .isCloseTo(loss, within(0.01 * loss));
    }
    double[] units = {unit, 1, 1 / unit, 3, unit, 1 / unit, 7};

    assertThat(new Regression(settings).loss(units)).isCloseTo(loss, within(0.01 * loss));
    assertThat(loss).isLessThan(0.4);
  }

  @Test
  void l1MakesTheWeightsOfWhatIsOfNoUseExactlyZero() {
    Regression regression = new Regression(new FtrlSettings(0.5, 1, 60, 0, NEVER));
    double[] ones = new double[WEIGHTS.length];
    Arrays.fill(ones, 1);
    regression.loss(ones);

    float[] weights = regression.weights();
    for (int i = 0; i < weights.length; i++) {
      if (WEIGHTS[i] == 0) {
        assertThat(weights[i]).isZero();
      } else {
        assertThat((double) weights[i]).isCloseTo(WEIGHTS[i], within(0.3));
      }
    }
    FloatArray sums =
        (FloatArray)
            regression.optimizer.state().stream().map(LearnedArray.class::cast).toList().get(1);
    assertThat(sums.values()[regression.network.layer(1).weightIndex(6, 0)]).isGreaterThan(1);
  }

  /** A logistic regression that has learned nothing. */
  private static final class Regression {
    final Network network =
        new Network(
            new NetworkSpec(
                WEIGHTS.length,
                List.of(),
                1,
                new Loss.BinaryCrossEntropy(),
                Initializer.ZERO,
                Initializer.ZERO),
            Kernels.best());
    final Parameters parameters = network.initialParameters(0);
    final Optimizer optimizer;

    Regression(OptimizerSettings settings) {
      this.optimizer = settings.newOptimizer(network);
    }

    /** The mean loss over a stream whose features are in these units. */
    double loss(double[] units) {
      Workspace workspace = network.newWorkspace();
      Random random = new Random(6);
      double loss = 0;
      for (int step = 0; step < 10_000; step++) {
        double logit = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
          double x = random.nextGaussian();
          logit += WEIGHTS[i] * x;
          workspace.inputs()[i] = (float) (units[i] * x);
        }
        int label = random.nextDouble() < 1 / (1 + StrictMath.exp(-logit)) ? 1 : 0;
        network.forward(parameters, workspace);
        loss += network.loss(workspace, label) / 10_000;
        network.backward(parameters, workspace, label);
        assertThat(optimizer.step(parameters, workspace, step)).isTrue();
      }
      return loss;
    }

    float[] weights() {
      float[] weights = new float[WEIGHTS.length];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = parameters.values()[network.layer(1).weightIndex(i, 0)];
      }
      return weights;
    }
  }
}
