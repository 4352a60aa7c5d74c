package io.gradstream.jmh;

import io.gradstream.kernel.Kernels;
import io.gradstream.learning.Example;
import io.gradstream.learning.Learner;
import io.gradstream.learning.NetworkLearner;
import io.gradstream.learning.Prediction;
import io.gradstream.network.Activation;
import io.gradstream.network.Network;
import io.gradstream.optimizer.LearningRate;
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

/**
 * What a learner adds to the step: standardising, refusing, counting. Run it with {@code -prof gc}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class LearnerBenchmark {
  @Param({"10-64-2", "784-128-10"})
  public String shape = "";

  @Param({"RELU", "TANH", "GELU"})
  public Activation activation = Activation.RELU;

  @Param({"0", "0.9"})
  public double momentum;

  private Shape shapes;
  private Example[] examples;
  private Learner learner;

  @SuppressWarnings("NullAway.Init") // JMH calls the set-up first.
  public LearnerBenchmark() {}

  @Setup
  public void setUp() {
    shapes = new Shape(shape);
    examples = shapes.examples();
    Network network = new Network(shapes.spec(activation), Kernels.best());
    SgdSettings settings =
        new SgdSettings(new LearningRate.Constant(0.001), momentum, momentum > 0, 1e-6, 5);
    learner = new NetworkLearner(network, settings.newOptimizer(network), 42);
  }

  @Benchmark
  public Prediction predict() {
    return learner.predict(examples[shapes.next()].features());
  }

  @Benchmark
  public Prediction learn() {
    return learner.learn(examples[shapes.next()]);
  }
}
