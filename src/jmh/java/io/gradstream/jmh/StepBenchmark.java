package io.gradstream.jmh;

import io.gradstream.kernel.Kernels;
import io.gradstream.network.Activation;
import io.gradstream.network.Network;
import io.gradstream.network.Parameters;
import io.gradstream.network.Workspace;
import io.gradstream.optimizer.Optimizer;
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

/** The speed of the step: forward, loss, backward and plain descent on one example, in steps/s. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class StepBenchmark {
  private static final float RATE = 0.01f;

  @Param({"10-64-2", "54-128-64-7", "784-128-10", "784-512-256-10"})
  public String shape = "";

  private Shape examples;
  private PlainLoops plain;
  private Network network;
  private Parameters parameters;
  private Workspace workspace;
  private Optimizer optimizer;

  @SuppressWarnings("NullAway.Init") // JMH calls the set-up first.
  public StepBenchmark() {}

  @Setup
  public void setUp() {
    examples = new Shape(shape);
    plain = new PlainLoops(examples.widths);
    network = new Network(examples.spec(Activation.RELU), Kernels.best());
    parameters = network.initialParameters(42);
    workspace = network.newWorkspace();
    optimizer = SgdSettings.plain(RATE).newOptimizer(network);
  }

  @Benchmark
  public float engine() {
    int example = examples.next();
    float[] input = examples.inputs[example];
    System.arraycopy(input, 0, workspace.inputs(), 0, input.length);
    network.forward(parameters, workspace);
    float loss = network.loss(workspace, examples.labels[example]);
    network.backward(parameters, workspace, examples.labels[example]);
    optimizer.step(parameters, workspace, 0);
    return loss;
  }

  @Benchmark
  public float plainLoops() {
    int example = examples.next();
    return plain.step(examples.inputs[example], examples.labels[example], RATE);
  }
}
