package io.gradstream.jmh;

import io.gradstream.kernel.Kernels;
import io.gradstream.network.Activation;
import io.gradstream.network.Network;
import io.gradstream.network.Parameters;
import io.gradstream.network.Workspace;
import io.gradstream.optimizer.AdaGradSettings;
import io.gradstream.optimizer.AdamSettings;
import io.gradstream.optimizer.CoinBettingSettings;
import io.gradstream.optimizer.FactoredSettings;
import io.gradstream.optimizer.FtrlSettings;
import io.gradstream.optimizer.LearningRate;
import io.gradstream.optimizer.NormalizedSettings;
import io.gradstream.optimizer.Optimizer;
import io.gradstream.optimizer.OptimizerSettings;
import io.gradstream.optimizer.RmsPropSettings;
import io.gradstream.optimizer.SgdSettings;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What each optimizer makes of the speed of {@link StepBenchmark}'s step, in steps/s. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class OptimizerBenchmark {
  private static final LearningRate RATE = new LearningRate.Constant(0.001);
  private static final double CLIP_NORM = 5;

  /** The kinds there are. */
  public enum Kind {
    SGD,
    MOMENTUM,
    ADAGRAD,
    RMSPROP,
    ADAM,
    FACTORED,
    FTRL,
    NORMALIZED,
    COIN_BETTING;

    OptimizerSettings settings() {
      return switch (this) {
        case SGD -> SgdSettings.plain(0.01);
        case MOMENTUM -> new SgdSettings(RATE, 0.9, false, 0, CLIP_NORM);
        case ADAGRAD -> new AdaGradSettings(RATE, 1e-8, CLIP_NORM);
        case RMSPROP -> new RmsPropSettings(RATE, 0.99, 1e-8, CLIP_NORM);
        case ADAM -> new AdamSettings(RATE, 0.9, 0.999, 1e-8, 0.01, CLIP_NORM);
        case FACTORED -> new FactoredSettings(RATE, 0.999, 0.003);
        case FTRL -> new FtrlSettings(0.01, 1, 1e-6, 1e-6, CLIP_NORM);
        case NORMALIZED -> new NormalizedSettings(RATE);
        case COIN_BETTING -> new CoinBettingSettings();
      };
    }
  }

  @Param({"10-64-2", "784-128-10"})
  public String shape = "";

  @Param public Kind kind = Kind.SGD;

  private Shape examples;
  private Network network;
  private Parameters parameters;
  private Workspace workspace;
  private Optimizer optimizer;
  private long steps;

  @SuppressWarnings("NullAway.Init") // JMH calls the set-up first.
  public OptimizerBenchmark() {}

  @Setup
  public void setUp() {
    examples = new Shape(shape);
    network = new Network(examples.spec(Activation.RELU), Kernels.best());
    parameters = network.initialParameters(42);
    workspace = network.newWorkspace();
    optimizer = kind.settings().newOptimizer(network);
  }

  @Benchmark
  public float step() {
    int example = examples.next();
    float[] input = examples.inputs[example];
    System.arraycopy(input, 0, workspace.inputs(), 0, input.length);
    network.forward(parameters, workspace);
    float loss = network.loss(workspace, examples.labels[example]);
    network.backward(parameters, workspace, examples.labels[example]);
    optimizer.step(parameters, workspace, steps++);
    return loss;
  }
}
