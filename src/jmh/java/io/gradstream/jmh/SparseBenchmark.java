package io.gradstream.jmh;

import io.gradstream.kernel.Kernels;
import io.gradstream.learning.Example;
import io.gradstream.learning.FeatureVector;
import io.gradstream.learning.Label;
import io.gradstream.learning.Learner;
import io.gradstream.learning.NetworkLearner;
import io.gradstream.learning.Prediction;
import io.gradstream.network.Activation;
import io.gradstream.network.Initializer;
import io.gradstream.network.LayerSpec;
import io.gradstream.network.Loss;
import io.gradstream.network.Network;
import io.gradstream.network.NetworkSpec;
import io.gradstream.optimizer.SgdSettings;
import java.util.List;
import java.util.Random;
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
 * What 15 rows of a hashed table cost, whatever the table's size: two classes, without hidden units
 * (16 floats a row) or with 64. Rows are drawn uniformly. With 256 examples those in use stay in
 * the processor's caches; with 65,536 nearly every row comes from memory, as far as the table is
 * larger than the caches: what is left to see then is the memory's speed. In huge pages, because
 * rows scattered over a gibibyte of small ones wait for the processor to look up their addresses:
 * 925 ns instead of 455 for the largest table and no hidden units.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx4g", "-XX:+UseTransparentHugePages"})
public class SparseBenchmark {
  private static final int ROWS = 15;

  @Param({"1024", "16384", "262144", "4194304"})
  public int tableRows;

  @Param({"0", "64"})
  public int hidden;

  @Param({"256", "65536"})
  public int examples;

  private Example[] drawn;
  private Learner learner;
  private int next;

  @SuppressWarnings("NullAway.Init") // JMH calls the set-up first.
  public SparseBenchmark() {}

  @Setup
  public void setUp() {
    Random random = new Random(7);
    drawn = new Example[examples];
    for (int n = 0; n < examples; n++) {
      FeatureVector features = new FeatureVector(0, 0);
      for (int k = 0; k < ROWS; k++) {
        features.addRow(random.nextInt(tableRows), random.nextBoolean() ? 1f : -1f);
      }
      drawn[n] = new Example(features, new Label.Category(random.nextInt(2)));
    }
    NetworkSpec spec =
        new NetworkSpec(
            0,
            tableRows,
            List.of(),
            hidden == 0 ? List.of() : List.of(new LayerSpec(hidden, Activation.RELU)),
            1,
            new Loss.BinaryCrossEntropy(),
            Initializer.HE,
            Initializer.ZERO);
    Network network = new Network(spec, Kernels.best());
    learner = new NetworkLearner(network, SgdSettings.plain(0.01).newOptimizer(network), 42);
  }

  @Benchmark
  public Prediction predict() {
    return learner.predict(next().features());
  }

  @Benchmark
  public Prediction learn() {
    return learner.learn(next());
  }

  private Example next() {
    next = (next + 1) % examples;
    return drawn[next];
  }
}
