package io.gradstream.learning.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FixedShareTest {
  private static final int EXPERTS = 6;
  private static final int ROUNDS = 3_000;
  private static final double LEAST = 1e-6;

  /** Where the likelihoods come from, which may depend on the weights. */
  enum Source {
    RANDOM,
    ONE_IS_BEST,
    ANOTHER_IS_BEST_EVERY_HUNDRED_ROUNDS,
    AGAINST_THE_HEAVIEST,
    FOR_THE_LIGHTEST;

    double[] likelihoods(int round, double[] weights, Random random) {
      double[] p = random.doubles(EXPERTS, LEAST, 1).toArray();
      switch (this) {
        case RANDOM -> {}
        case ONE_IS_BEST -> p[3] = random.nextDouble(0.8, 1);
        case ANOTHER_IS_BEST_EVERY_HUNDRED_ROUNDS -> p[round / 100 % EXPERTS] = 1;
        case AGAINST_THE_HEAVIEST -> p[extreme(weights, 1)] = LEAST;
        case FOR_THE_LIGHTEST -> {
          Arrays.fill(p, LEAST);
          p[extreme(weights, -1)] = 1;
        }
      }
      return p;
    }

    private static int extreme(double[] weights, int sign) {
      int found = 0;
      for (int k = 1; k < weights.length; k++) {
        found = sign * weights[k] > sign * weights[found] ? k : found;
      }
      return found;
    }
  }

  /**
   * Against the best sequence of experts of any number of switches. The mixture's likelihood is at
   * least the prior of a sequence times the sequence's: {@code 1/n} for the first expert, {@code
   * s/n} for each switch, {@code 1 − s + s/n} for each time it stays.
   */
  @ParameterizedTest
  @EnumSource
  void theRegretIsThatOfThePaper(Source source) {
    for (double share : new double[] {0, 0.001, 0.01, 0.3}) {
      Random random = new Random(1);
      FixedShare mixture = new FixedShare("w", EXPERTS, share);
      double loss = 0;
      double[] best = new double[EXPERTS]; // The least of loss and −log prior that ends in each.
      Arrays.fill(best, Math.log(EXPERTS));
      for (int round = 0; round < ROUNDS; round++) {
        double[] p = source.likelihoods(round, mixture.weights(), random);
        double mixed = 0;
        for (int k = 0; k < EXPERTS; k++) {
          mixed += mixture.weights()[k] * p[k];
        }
        loss -= Math.log(mixed);
        mixture.learn(p, 1);
        addRound(best, p, round == 0 ? null : share);
      }

      assertThat(loss)
          .as("share %s", share)
          .isLessThanOrEqualTo(Arrays.stream(best).min().orElseThrow() + 1e-6);
    }
  }

  private static void addRound(double[] best, double[] p, @Nullable Double share) {
    double least = Arrays.stream(best).min().orElseThrow();
    for (int k = 0; k < EXPERTS; k++) {
      if (share != null) {
        double stays = best[k] - Math.log(1 - share + share / EXPERTS);
        best[k] = Math.min(stays, least - Math.log(share / EXPERTS));
      }
      best[k] -= Math.log(p[k]);
    }
  }

  @Test
  void nothingIsEverOutOfTheQuestion() {
    FixedShare mixture = new FixedShare("w", 3, 0.01);
    for (int round = 0; round < 1_000; round++) {
      mixture.learn(new double[] {1, 0, 1e-300}, 1);
    }
    assertThat(mixture.weights())
        .containsExactly(new double[] {0.99333, 0.0033, 0.0033}, within(1e-3));

    for (int round = 0; round < 3; round++) {
      mixture.learn(new double[] {0, 0, 1}, 1);
    }
    assertThat(mixture.weights()[2]).isGreaterThan(0.9);
    for (int round = 0; round < 1_000; round++) {
      mixture.learn(new double[] {0, 0, 0}, 1);
      assertThat(DoubleStream.of(mixture.weights()).sum()).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void aWeightOfThreeIsAsThreeTimesTheSameButForWhatIsShared() {
    FixedShare once = new FixedShare("once", 3, 0);
    FixedShare thrice = new FixedShare("thrice", 3, 0);
    double[] likelihoods = {0.5, 0.2, 0.9};
    once.learn(likelihoods, 3);
    for (int n = 0; n < 3; n++) {
      thrice.learn(likelihoods, 1);
    }

    assertThat(once.weights()).containsExactly(thrice.weights(), within(1e-12));
  }
}
