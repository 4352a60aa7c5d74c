package io.gradstream.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.kernel.Kernels;
import io.gradstream.network.Activation;
import io.gradstream.network.EmbeddingSpec;
import io.gradstream.network.FloatArray;
import io.gradstream.network.Initializer;
import io.gradstream.network.LayerSpec;
import io.gradstream.network.LearnedArray;
import io.gradstream.network.Loss;
import io.gradstream.network.Network;
import io.gradstream.network.NetworkSpec;
import io.gradstream.network.Parameters;
import io.gradstream.network.Tensor;
import io.gradstream.network.Workspace;
import io.gradstream.support.StoredState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every optimizer, whatever its settings. */
class OptimizerLawsTest {
  private static final double[] WEIGHTS = {1.5, -1, 0.5, 0, -2};
  private static final int TABLE_ROWS = 64; // Of which examples touch the even ones below 40.
  private static final int EMBEDDING_ROWS = 200; // Of which they touch the even ones.
  private static final double NO_CLIP = Double.POSITIVE_INFINITY;

  static Stream<OptimizerSettings> settings() {
    LearningRate rate = new LearningRate.Constant(0.01);
    LearningRate falling = new LearningRate.InverseTime(0.05, 1e-3);
    LearningRate stepping = new LearningRate.Step(1, 0.9, 4_000);
    return Stream.of(
        SgdSettings.plain(0.01),
        new SgdSettings(rate, 0, false, 1e-4, NO_CLIP),
        new SgdSettings(rate, 0, false, 0, 4),
        new SgdSettings(rate, 0.5, false, 0, NO_CLIP),
        new SgdSettings(rate, 0.5, true, 0, NO_CLIP),
        new SgdSettings(rate, 0.5, true, 1e-4, 4),
        new SgdSettings(new LearningRate.Step(0.05, 0.5, 4_000), 0, false, 0, NO_CLIP),
        new SgdSettings(new LearningRate.InverseTime(0.02, 1e-4), 0.5, false, 0, NO_CLIP),
        new RmsPropSettings(falling, 0.999, 1e-8, NO_CLIP),
        new RmsPropSettings(new LearningRate.Constant(0.002), 0.99, 1e-8, 4),
        new AdamSettings(falling, 0.9, 0.999, 1e-8, 0, NO_CLIP),
        new AdamSettings(rate, 0.5, 0.99, 1e-8, 1e-4, 4),
        new AdaGradSettings(new LearningRate.Constant(0.5), 1e-8, NO_CLIP),
        new AdaGradSettings(stepping, 1e-8, 4),
        new FactoredSettings(falling, 0.999, 0),
        new FactoredSettings(new LearningRate.InverseRoot(0.5), 0.99, 1e-3),
        new FtrlSettings(0.5, 1, 0, 0, NO_CLIP),
        new FtrlSettings(0.5, 1, 0.1, 0.01, 4),
        new NormalizedSettings(new LearningRate.Constant(0.5)),
        new NormalizedSettings(stepping),
        new CoinBettingSettings());
  }

  @ParameterizedTest
  @MethodSource("settings")
  void findsTheWeightsOfALinearRegression(OptimizerSettings settings) {
    Run run = new Run(linear(new Loss.SquaredError()), settings, 0);
    double[] mean = new double[WEIGHTS.length];
    for (int step = 0; step < 20_000; step++) {
      run.setInputs(step);
      assertThat(run.learn(step, (float) logit(run))).isTrue();
      for (int i = 0; step >= 10_000 && i < WEIGHTS.length; i++) {
        mean[i] += run.parameters.values()[run.network.layer(1).weightIndex(i, 0)] / 10_000;
      }
    }

    assertThat(mean).containsExactly(WEIGHTS, within(0.01));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void theLossOfALogisticRegressionComesNearTheLeastThereIs(OptimizerSettings settings) {
    Run run = new Run(linear(new Loss.BinaryCrossEntropy()), settings, 0);
    Random labels = new Random(4);
    double excess = 0;
    for (int step = 0; step < 20_000; step++) {
      run.setInputs(step);
      double probability = 1 / (1 + StrictMath.exp(-logit(run)));
      int label = labels.nextDouble() < probability ? 1 : 0;
      assertThat(run.learn(step, label)).isTrue();
      double least = -StrictMath.log(label == 1 ? probability : 1 - probability);
      excess += step < 10_000 ? 0 : (run.loss - least) / 10_000;
    }

    assertThat(excess).isLessThan(0.01);
  }

  private static Network linear(Loss loss) {
    return new Network(
        new NetworkSpec(WEIGHTS.length, List.of(), 1, loss, Initializer.ZERO, Initializer.ZERO),
        Kernels.best());
  }

  /** The true one of the inputs. */
  private static double logit(Run run) {
    double logit = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      logit += WEIGHTS[i] * run.workspace.inputs()[i];
    }
    return logit;
  }

  @ParameterizedTest
  @MethodSource("settings")
  void goesOnFromACopyOfItsStateToTheBit(OptimizerSettings settings) {
    Run run = new Run(deep(Kernels.best()), settings, 1);
    run.learnRandom(0, 100);
    Run copy = new Run(deep(Kernels.best()), settings, 2);
    StoredState.of(run.state()).restore(copy.state());

    run.learnRandom(100, 200);
    copy.learnRandom(100, 200);

    assertThat(StoredState.of(copy.state())).isEqualTo(StoredState.of(run.state()));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void refusesAnUpdateThatIsNotFiniteAndChangesNothing(OptimizerSettings settings) {
    Run run = new Run(deep(Kernels.best()), settings, 1);
    run.learnRandom(0, 10);
    StoredState before = StoredState.of(run.state());
    run.state().forEach(LearnedArray::clearChanged);

    for (float target : new float[] {Float.NaN, Float.POSITIVE_INFINITY, 3e38f, -1e30f}) {
      run.setInputs(10);
      assertThat(run.learn(10, target)).as("%s", target).isFalse();
    }

    assertThat(StoredState.of(run.state())).isEqualTo(before);
    assertThat(run.state()).allMatch(array -> array.nextChangedBlock(0) == -1);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void marksAllItChangesAndLeavesThePaddingZero(OptimizerSettings settings) {
    Run run = new Run(deep(Kernels.best()), settings, 1);
    run.state().forEach(LearnedArray::clearChanged);
    run.learnRandom(0, 100);

    assertThat(run.state()).allMatch(array -> array.nextChangedBlock(0) == 0);
    float[] values = run.parameters.values();
    for (Tensor tensor : run.parameters.tensors()) {
      for (int row = 0; row < tensor.rows(); row++) {
        int start = tensor.offset() + row * tensor.columns();
        assertThat(Arrays.copyOfRange(values, start + tensor.used(), start + tensor.columns()))
            .as(tensor.name())
            .isEqualTo(new float[tensor.columns() - tensor.used()]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void leavesRowsThatNoExampleTouchedAsTheyAre(OptimizerSettings settings) {
    Run run = new Run(deep(Kernels.best()), settings, 1);
    StoredState fresh = StoredState.of(run.state());
    run.learnRandom(0, 100);
    Run restored = new Run(deep(Kernels.best()), settings, 1);
    fresh.restore(restored.state());

    List<FloatArray> before = tables(restored);
    List<FloatArray> after = tables(run);
    for (int t = 0; t < after.size(); t++) {
      String name = after.get(t).name();
      int lastTouched = name.contains("/table") ? 38 : EMBEDDING_ROWS;
      int stride = after.get(t).length() / (name.contains("/table") ? TABLE_ROWS : EMBEDDING_ROWS);
      float[] values = after.get(t).values();
      for (int row = 0; row < values.length / stride; row++) {
        float[] now = Arrays.copyOfRange(values, row * stride, (row + 1) * stride);
        if (row % 2 == 1 || row > lastTouched) {
          assertThat(now)
              .as("row %d of %s", row, name)
              .isEqualTo(
                  Arrays.copyOfRange(before.get(t).values(), row * stride, (row + 1) * stride));
        }
      }
      assertThat(values).as(name).isNotEqualTo(before.get(t).values());
    }
  }

  /** The table, the embedding, and the optimizer's of both. */
  private static List<FloatArray> tables(Run run) {
    return run.state().stream()
        .filter(array -> array.name().matches(".*/(table|embedding-0)(-squares|-touched)?"))
        .map(FloatArray.class::cast)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void scalarAndVectorKernelsLearnTheSameToTheBit(OptimizerSettings settings) {
    Run scalar = new Run(deep(Kernels.scalar()), settings, 1);
    Run vector = new Run(deep(Kernels.best()), settings, 1);
    scalar.learnRandom(0, 300);
    vector.learnRandom(0, 300);

    assertThat(StoredState.of(vector.state())).isEqualTo(StoredState.of(scalar.state()));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void whateverItAcceptsLeavesEveryNumberFinite(OptimizerSettings settings) {
    Random random = new Random(5);
    for (int seed = 0; seed < 20; seed++) {
      Run run = new Run(linear(new Loss.SquaredError()), settings, seed);
      double inputScale = StrictMath.pow(10, random.nextInt(-42, 38));
      double targetScale = StrictMath.pow(10, random.nextInt(-42, 38));
      for (int step = 0; step < 500; step++) {
        for (int i = 0; i < WEIGHTS.length; i++) {
          run.workspace.inputs()[i] = (float) (inputScale * random.nextGaussian());
        }
        boolean sameSign = seed % 2 == 0; // Of the gradient, until the target is reached.
        double target = targetScale * (sameSign ? 1 : random.nextGaussian());
        run.learn(step, (float) target);
      }
      for (LearnedArray array : run.state()) {
        if (array instanceof FloatArray floats) {
          for (float value : floats.values()) {
            assertThat(value).as("%s, %s", array.name(), inputScale).isFinite();
          }
        }
      }
    }
  }

  /** Of both layouts, all with padding, with a table and an embedding. */
  private static Network deep(Kernels kernels) {
    List<LayerSpec> hidden =
        List.of(
            new LayerSpec(20, Activation.SIGMOID),
            new LayerSpec(18, Activation.GELU),
            new LayerSpec(5, Activation.LEAKY_RELU));
    return new Network(
        new NetworkSpec(
            7,
            TABLE_ROWS,
            List.of(new EmbeddingSpec(EMBEDDING_ROWS, 5)),
            hidden,
            1,
            new Loss.SquaredError(),
            Initializer.HE,
            Initializer.XAVIER),
        kernels);
  }

  /** A network on its way along a stream of which each example is a function of its number. */
  private static final class Run {
    final Network network;
    final Parameters parameters;
    final Workspace workspace;
    private final Optimizer optimizer;
    float loss;

    Run(Network network, OptimizerSettings settings, long seed) {
      this.network = network;
      this.parameters = network.initialParameters(seed);
      this.workspace = network.newWorkspace();
      this.optimizer = settings.newOptimizer(network);
    }

    List<LearnedArray> state() {
      List<LearnedArray> state = new ArrayList<>(optimizer.state());
      state.addAll(parameters.arrays());
      return state;
    }

    void setInputs(long example) {
      Random random = new Random(example);
      for (int i = 0; i < network.spec().inputs(); i++) {
        workspace.inputs()[i] = (float) random.nextGaussian();
      }
      workspace.clearRows();
      if (network.spec().tableRows() > 0) {
        int row = 2 * random.nextInt(10);
        workspace.addRow(row, 1f);
        workspace.addRow(row + 20, (float) random.nextGaussian());
        workspace.setEmbedding(0, 2 * random.nextInt(EMBEDDING_ROWS / 2));
      }
    }

    boolean learn(long example, float target) {
      network.forward(parameters, workspace);
      loss = network.loss(workspace, target);
      network.backward(parameters, workspace, target);
      return optimizer.step(parameters, workspace, example);
    }

    void learnRandom(int from, int to) {
      for (int example = from; example < to; example++) {
        setInputs(example);
        assertThat(learn(example, workspace.inputs()[0] * workspace.inputs()[1])).isTrue();
      }
    }
  }
}
