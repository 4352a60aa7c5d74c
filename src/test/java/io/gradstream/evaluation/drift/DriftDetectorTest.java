package io.gradstream.evaluation.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.gradstream.support.StoredState;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What holds for every drift detector. */
class DriftDetectorTest {
  private static final int SEEDS = 40;
  private static final int SHIFT = 3_000;

  /**
   * How many of 120 streams of 10,000 values signal at most. The window of DDM never forgets, and
   * it compares with the best moment so far: its alarms are its own, in the literature too.
   */
  @ParameterizedTest
  @CsvSource({"ADWIN, 4", "PAGE_HINKLEY, 8", "DDM, 80", "KSWIN, 10"})
  void isSeldomAlarmedByAStationaryStream(DriftKind kind, int most) {
    int alarms = 0;
    for (Noise noise : Noise.values()) {
      for (int seed = 0; seed < SEEDS; seed++) {
        alarms += signals(kind, noise.around(seed, i -> 0.2), 0, 10_000, seed).size();
      }
    }
    assertThat(alarms).isLessThanOrEqualTo(most);
  }

  /** From 0.2 to 0.7, at once or over a number of values; in nineteen of twenty streams. */
  @ParameterizedTest
  @CsvSource({
    "ADWIN, 1, 200", "ADWIN, 400, 500",
    "PAGE_HINKLEY, 1, 200", "PAGE_HINKLEY, 400, 500",
    "DDM, 1, 800", "DDM, 400, 1000",
    "KSWIN, 1, 200", "KSWIN, 200, 400"
  })
  void findsARiseSoon(DriftKind kind, int width, int most) {
    for (Noise noise : Noise.values()) {
      int found = 0;
      for (int seed = 0; seed < SEEDS; seed++) {
        IntToDoubleFunction stream = noise.around(seed, ramp(0.2, 0.7, width));
        DriftDetector detector = after(kind, stream, SHIFT, seed);
        found += signals(detector, stream, SHIFT, SHIFT + most).isEmpty() ? 0 : 1;
      }
      assertThat(found).as(noise.name()).isGreaterThanOrEqualTo(SEEDS - SEEDS / 20);
    }
  }

  /** A loss has no upper end: one of a hundred deviations comes shortly before the rise. */
  @ParameterizedTest
  @CsvSource({"ADWIN, 200", "PAGE_HINKLEY, 200", "KSWIN, 200"})
  void isNotDeafAfterASurprise(DriftKind kind, int most) {
    int found = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      IntToDoubleFunction plain = Noise.NORMAL.around(seed, ramp(0.2, 0.7, 1));
      IntToDoubleFunction stream = i -> plain.applyAsDouble(i) + (i == SHIFT - 10 ? 20 : 0);
      DriftDetector detector = after(kind, stream, SHIFT, seed);
      found += signals(detector, stream, SHIFT, SHIFT + most).isEmpty() ? 0 : 1;
    }
    assertThat(found).isGreaterThanOrEqualTo(SEEDS - SEEDS / 20);
  }

  /** Whether it is of 3 deviations or of 100, in the next few thousand values. */
  @ParameterizedTest
  @CsvSource({"ADWIN, 0.8", "ADWIN, 5", "ADWIN, 20", "PAGE_HINKLEY, 0.8", "PAGE_HINKLEY, 20"})
  void tellsARiseOnce(DriftKind kind, double rise) {
    int signals = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      IntToDoubleFunction stream = Noise.NORMAL.around(seed, ramp(0.2, 0.2 + rise, 1));
      DriftDetector detector = after(kind, stream, SHIFT, seed);
      signals += signals(detector, stream, SHIFT, 3 * SHIFT).size();
      assertThat(detector.meanAfter()).isGreaterThan(detector.meanBefore());
    }
    assertThat(signals).isBetween(SEEDS, SEEDS + 2);
  }

  @ParameterizedTest
  @CsvSource({"ADWIN, 0.0", "ADWIN, 0.001", "PAGE_HINKLEY, 0.001", "KSWIN, 0.001"})
  void findsTheEndOfAConstant(DriftKind kind, double constant) {
    IntToDoubleFunction stream = i -> i < SHIFT ? constant : 2;
    DriftDetector detector = after(kind, stream, SHIFT, 1);
    assertThat(signals(detector, stream, SHIFT, SHIFT + 200)).isNotEmpty();
    assertThat(detector.meanAfter()).isGreaterThan(detector.meanBefore());
  }

  /** One value of 10,000 before it makes the old mean larger than the new one. */
  @Test
  void aRiseAfterASurpriseIsARise() {
    for (int seed = 0; seed < SEEDS; seed++) {
      IntToDoubleFunction plain = Noise.NORMAL.around(seed, ramp(0.2, 0.7, 1));
      IntToDoubleFunction stream = i -> plain.applyAsDouble(i) + (i == SHIFT / 2 ? 1e4 : 0);
      DriftDetector detector = after(DriftKind.ADWIN, stream, SHIFT, seed);
      assertThat(signals(detector, stream, SHIFT, SHIFT + 500)).isNotEmpty();
      assertThat(detector.meanAfter()).isGreaterThan(detector.meanBefore());
    }
  }

  /**
   * After the rise the mean is 1.2, but the values that were found to be new may begin before it:
   * with the warning of DDM, or the least sum of Page-Hinkley.
   */
  @ParameterizedTest
  @CsvSource({"ADWIN, 1", "PAGE_HINKLEY, 0.3", "DDM, 0.22", "KSWIN, 0.5"})
  void tellsTheMeansBeforeAndAfter(DriftKind kind, double least) {
    IntToDoubleFunction stream = Noise.NORMAL.around(2, ramp(0.2, 1.2, 1));
    DriftDetector detector = after(kind, stream, SHIFT, 2);
    assertThat(signals(detector, stream, SHIFT, SHIFT + 200)).hasSize(1);

    assertThat(detector.meanBefore()).isCloseTo(0.2, within(0.02));
    assertThat(detector.meanAfter()).isBetween(least, 1.3);
  }

  @ParameterizedTest
  @CsvSource({"ADWIN, true", "PAGE_HINKLEY, true", "DDM, false", "KSWIN, true"})
  void findsAFallToo(DriftKind kind, boolean finds) {
    IntToDoubleFunction stream = Noise.NORMAL.around(2, ramp(0.7, 0.2, 1));
    DriftDetector detector = after(kind, stream, SHIFT, 2);

    assertThat(!signals(detector, stream, SHIFT, 2 * SHIFT).isEmpty()).isEqualTo(finds);
    assertThat(detector.meanAfter() < detector.meanBefore()).isEqualTo(finds);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void findsTheSameInOtherUnits(DriftKind kind) {
    IntToDoubleFunction stream = Noise.EXPONENTIAL.around(3, ramp(0.2, 0.7, 1));
    IntToDoubleFunction again = Noise.EXPONENTIAL.around(3, ramp(0.2, 0.7, 1));

    List<Integer> signals = signals(kind, stream, 0, 2 * SHIFT, 3);
    assertThat(signals).isNotEmpty();
    assertThat(signals(kind, i -> 4096 * again.applyAsDouble(i), 0, 2 * SHIFT, 3))
        .isEqualTo(signals);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void isNewAfterAReset(DriftKind kind) {
    StoredState fresh =
        StoredState.of(DriftDetector.of(DriftSettings.of(kind), "detector", 4).state());
    DriftDetector detector = after(kind, Noise.NORMAL.around(4, ramp(0.2, 0.7, 1)), 4_000, 4);
    assertThat(StoredState.of(detector.state())).isNotEqualTo(fresh);
    detector.reset();
    assertThat(StoredState.of(detector.state())).isEqualTo(fresh);
  }

  /** Restored at several points, before and after a drift. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void goesOnFromWhatItRemembersToTheBit(DriftKind kind) {
    IntToDoubleFunction stream = Noise.NORMAL.around(5, ramp(0.2, 0.7, 1));
    DriftDetector detector = DriftDetector.of(DriftSettings.of(kind), "detector", 5);
    DriftDetector restored = DriftDetector.of(DriftSettings.of(kind), "detector", 5);
    int drifts = 0;
    for (int i = 0; i < 2 * SHIFT; i++) {
      if (i % 37 == 0) {
        restored = DriftDetector.of(DriftSettings.of(kind), "detector", 5);
        StoredState.of(detector.state()).restore(restored.state());
      }
      double value = stream.applyAsDouble(i);
      DriftLevel level = detector.add(value);
      assertThat(restored.add(value)).isEqualTo(level);
      drifts += level == DriftLevel.DRIFT ? 1 : 0;
    }
    assertThat(drifts).isPositive();
    assertThat(StoredState.of(restored.state())).isEqualTo(StoredState.of(detector.state()));
    assertThat(detector.state().getFirst().nextChangedBlock(0)).isZero();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void allocatesNothingForAValue(DriftKind kind) {
    IntToDoubleFunction stream = Noise.NORMAL.around(6, ramp(0.2, 0.7, 1));
    DriftDetector detector = after(kind, stream, 20_000, 6); // Compiles what it runs.
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int values = 20_000;
    double value = 0;
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < values; i++) {
      value = value * 1.3 % 1 + 0.1;
      detector.add(value);
    }
    // Far less than an object for each value.
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(values);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void refusesWhatIsNoNumberAndStaysAsItIs(DriftKind kind) {
    DriftDetector detector = after(kind, Noise.NORMAL.around(7, i -> 1), 100, 7);
    StoredState before = StoredState.of(detector.state());

    for (double wrong : List.of(Double.NaN, Double.POSITIVE_INFINITY)) {
      assertThatThrownBy(() -> detector.add(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("got " + wrong + ", wants a number");
    }
    assertThat(StoredState.of(detector.state())).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void isNotAlarmedByEqualValues(DriftKind kind) {
    assertThat(signals(kind, i -> 0.1, 0, 5_000, 8)).isEmpty();
  }

  private static IntToDoubleFunction ramp(double before, double after, int width) {
    return i -> before + (after - before) * Math.clamp((i - SHIFT + 1) / (double) width, 0, 1);
  }

  private static List<Integer> signals(
      DriftKind kind, IntToDoubleFunction stream, int from, int to, long seed) {
    return signals(DriftDetector.of(DriftSettings.of(kind), "detector", seed), stream, from, to);
  }

  private static List<Integer> signals(
      DriftDetector detector, IntToDoubleFunction stream, int from, int to) {
    List<Integer> signals = new ArrayList<>();
    for (int i = from; i < to; i++) {
      if (detector.add(stream.applyAsDouble(i)) == DriftLevel.DRIFT) {
        signals.add(i);
      }
    }
    return signals;
  }

  private static DriftDetector after(
      DriftKind kind, IntToDoubleFunction stream, int values, long seed) {
    DriftDetector detector = DriftDetector.of(DriftSettings.of(kind), "detector", seed);
    signals(detector, stream, 0, values);
    return detector;
  }

  /** How values are spread around a mean. */
  private enum Noise {
    MISSES,
    NORMAL,
    EXPONENTIAL;

    /** A stream of which each value is to be asked for once, in order. */
    IntToDoubleFunction around(long seed, IntToDoubleFunction mean) {
      Random random = new Random(seed);
      return i ->
          switch (this) {
            case MISSES -> random.nextDouble() < mean.applyAsDouble(i) ? 1 : 0;
            case NORMAL -> mean.applyAsDouble(i) + 0.2 * random.nextGaussian();
            case EXPONENTIAL -> -mean.applyAsDouble(i) * StrictMath.log(1 - random.nextDouble());
          };
    }
  }
}
