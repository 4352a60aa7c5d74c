package io.gradstream.jmh;

import io.gradstream.kernel.Kernels;
import io.gradstream.learning.Example;
import io.gradstream.learning.Learner;
import io.gradstream.learning.Prediction;
import io.gradstream.learning.pool.DefaultPool;
import io.gradstream.learning.pool.LearnerPool;
import io.gradstream.learning.pool.PoolSpec;
import io.gradstream.network.Extent;
import io.gradstream.network.Loss;
import java.util.List;
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

/** What the default pool costs, by its inputs and outputs. Run it with {@code -prof gc}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PoolBenchmark {
  @Param({"10-2", "784-10"})
  public String shape = "";

  private Shape shapes;
  private Example[] examples;
  private Learner learner;

  @SuppressWarnings("NullAway.Init") // JMH calls the set-up first.
  public PoolBenchmark() {}

  @Setup
  public void setUp() {
    shapes = new Shape(shape);
    examples = shapes.examples();
    int inputs = shapes.widths[0];
    int outputs = shapes.widths[1];
    int expanded = inputs > DefaultPool.MOST_EXPANDED ? 0 : inputs;
    PoolSpec spec =
        new PoolSpec(
            DefaultPool.members(),
            inputs,
            expanded,
            0,
            List.of(),
            outputs,
            new Loss.SoftmaxCrossEntropy());
    learner = new LearnerPool(spec, Kernels.best(), 42, new Extent(inputs, outputs));
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
