package io.gradstream.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class RunningRanksTest {
  private final RunningRanks ranks = new RunningRanks("ranks", 1);

  private double next(double value) {
    double rank = ranks.rank(0, value);
    ranks.include(0, value);
    return rank;
  }

  /** As of all values so far, its own counted half. */
  @Test
  void ofTheFirstDistinctValuesAreExact() {
    Random random = new Random(1);
    double[] values = new double[RunningRanks.EDGES];
    for (int n = 0; n < values.length; n++) {
      values[n] = Math.rint(10 * random.nextGaussian());
      double below = 0;
      for (int k = 0; k <= n; k++) {
        below += values[k] < values[n] ? 1 : values[k] == values[n] ? 0.5 : 0;
      }
      next(values[n]);
      double total = n + 1;
      assertThat(ranks.rank(0, values[n]) * (total + 1) / total - 0.5 / total)
          .isCloseTo(below / total, within(1e-5));
    }
  }

  @Test
  void followTheDistribution() {
    for (DoubleUnaryOperator stream :
        new DoubleUnaryOperator[] {g -> g, g -> Math.exp(4 * g), g -> 1e12 + g}) {
      RunningRanks running = new RunningRanks("ranks", 1);
      Random random = new Random(2);
      double squares = 0;
      for (int n = 0; n < 10_000; n++) {
        double g = random.nextGaussian();
        double difference = running.rank(0, stream.applyAsDouble(g)) - Gaussians.rank(g);
        running.include(0, stream.applyAsDouble(g));
        squares += n >= 2_000 ? difference * difference : 0;
      }
      assertThat(Math.sqrt(squares / 8_000)).isLessThan(0.02);
    }
  }

  /** Which values are edges depends on order alone. */
  @Test
  void areTheSameAtTheEdgesOfAnyIncreasingFunction() {
    RunningRanks bent = new RunningRanks("ranks", 1);
    Random random = new Random(3);
    for (int n = 0; n < 20_000; n++) {
      double g = random.nextGaussian();
      ranks.rank(0, g);
      ranks.include(0, g);
      double far = Math.exp(2 * g);
      bent.rank(0, far);
      bent.include(0, far);
    }

    assertThat(bent.edges(0)).isEqualTo(ranks.edges(0)).isEqualTo(RunningRanks.EDGES);
    for (int k = 0; k < RunningRanks.EDGES; k++) {
      assertThat(bent.edge(0, k)).isEqualTo(Math.exp(2 * ranks.edge(0, k)));
      assertThat(bent.rankOfEdge(0, k)).isEqualTo(ranks.rankOfEdge(0, k));
    }
  }

  @Test
  void valuesFarOffInARowAreCounted() {
    Random random = new Random(4);
    for (int n = 0; n < 3_000; n++) {
      next(random.nextGaussian());
    }
    assertThat(ranks.isFar(0, 5)).isFalse();
    assertThat(ranks.isFar(0, 8)).isTrue();
    assertThat(ranks.countFar(0, true)).isEqualTo(1);
    assertThat(ranks.countFar(0, true)).isEqualTo(2);
    assertThat(ranks.countFar(0, false)).isZero();
  }

  @Test
  void edgesAscendAndTheirRanksToo() {
    Random random = new Random(5);
    for (int n = 0; n < 50_000; n++) {
      double value = random.nextInt(3) == 0 ? random.nextInt(5) : n / 1e4 * random.nextGaussian();
      next(value);
      if (n % 97 == 0) {
        for (int k = 1; k < ranks.edges(0); k++) {
          assertThat(ranks.edge(0, k)).isGreaterThan(ranks.edge(0, k - 1));
          assertThat(ranks.rankOfEdge(0, k) - ranks.atom(0, k) / 2)
              .isGreaterThan(ranks.rankOfEdge(0, k - 1) + ranks.atom(0, k - 1) / 2 - 1e-4);
        }
      }
    }
  }

  @Test
  void quantilesAreThoseOfTheDistribution() {
    Random random = new Random(6);
    for (int n = 0; n < 5_000; n++) {
      next(100 + 10 * random.nextDouble());
    }

    for (double rank = 0.05; rank < 1; rank += 0.05) {
      assertThat(ranks.quantile(0, rank)).isCloseTo(100 + 10 * rank, within(0.4));
    }
    assertThat(ranks.lows()[0]).isCloseTo(85, within(1.0));
    assertThat(ranks.highs()[0]).isCloseTo(125, within(1.0));
  }
}
