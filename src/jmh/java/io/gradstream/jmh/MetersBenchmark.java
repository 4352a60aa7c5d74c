package io.gradstream.jmh;

import io.gradstream.learning.Label;
import io.gradstream.metrics.PartitionMeters;
import io.gradstream.metrics.WorkMeters;
import io.gradstream.state.FlushStatistics;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What all that is counted and timed adds to a record. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class MetersBenchmark {
  private static final int LOSSES = 1024;

  private final PartitionMeters meters =
      new WorkMeters(System::nanoTime, InstantSource.system()).of(0);
  private final Label label = new Label.Category(1);
  private final float[] losses = new float[LOSSES];
  private int next;

  /** Losses from 0 to 5, small ones most often. */
  public MetersBenchmark() {
    meters.opened(() -> new FlushStatistics(0, 0, 0, 0));
    for (int i = 0; i < LOSSES; i++) {
      float share = i * 0.618034f % 1;
      losses[i] = 5 * share * share * share;
    }
  }

  /** A record that is learned. */
  @Benchmark
  public void record() {
    meters.begun();
    meters.decoded();
    meters.stepped();
    next = (next + 1) % LOSSES;
    meters.learned(losses[next], label);
    meters.finished(1);
  }
}
