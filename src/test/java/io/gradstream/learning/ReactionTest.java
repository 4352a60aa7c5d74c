package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.kernel.Kernels;
import io.gradstream.network.Initializer;
import io.gradstream.network.Loss;
import io.gradstream.network.Network;
import io.gradstream.network.NetworkSpec;
import io.gradstream.optimizer.LearningRate;
import io.gradstream.optimizer.SgdSettings;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What learners do where their loss rises. */
class ReactionTest {
  private static final double RATE = 0.5;

  private static NetworkLearner line() {
    Network network =
        new Network(
            new NetworkSpec(
                1,
                List.of(),
                2,
                new Loss.SoftmaxCrossEntropy(),
                Initializer.ZERO,
                Initializer.ZERO),
            Kernels.best());
    SgdSettings settings =
        new SgdSettings(new LearningRate.InverseRoot(RATE), 0, false, 0, Double.POSITIVE_INFINITY);
    return new NetworkLearner(network, settings.newOptimizer(network), 1);
  }

  private static double learn(Learner learner, Supplier<Example> stream, int examples) {
    double sum = 0;
    for (int n = 0; n < examples; n++) {
      sum += learner.learn(stream.get()).loss();
    }
    return sum / examples;
  }

  /** Which side of a place a number of some spread is on. */
  private static Supplier<Example> sides(long seed, double place, double spread, boolean reversed) {
    Random random = new Random(seed);
    return () -> {
      double side = random.nextGaussian();
      int label = side > 0 == reversed ? 0 : 1;
      return new Example(FeatureVector.of(place + spread * side), new Label.Category(label));
    };
  }

  @Test
  void raisedRatesAreThoseOfAThousandExamples() {
    NetworkLearner learner = line();
    learn(learner, sides(1, 0, 1, false), 400);
    learner.raiseRates();
    assertThat(rate(learner)).isEqualTo(RATE / Math.sqrt(401), within(1e-12));
    learn(learner, sides(2, 0, 1, false), 9_600);
    assertThat(rate(learner)).isEqualTo(RATE / Math.sqrt(10_001), within(1e-12));

    learner.raiseRates();
    assertThat(rate(learner)).isEqualTo(RATE / Math.sqrt(1_001), within(1e-12));
    learn(learner, sides(3, 0, 1, false), 500);
    assertThat(rate(learner)).isEqualTo(RATE / Math.sqrt(1_501), within(1e-12));
  }

  private static double rate(Learner learner) {
    return learner.layers().getFirst().rate();
  }

  /** The classes change places. */
  @Test
  void whatHasChangedIsLearnedSooner() {
    NetworkLearner passive = line();
    NetworkLearner active = line();
    learn(passive, sides(4, 0, 1, false), 20_000);
    learn(active, sides(4, 0, 1, false), 20_000);
    active.raiseRates();

    assertThat(learn(active, sides(5, 0, 1, true), 1_000))
        .isLessThan(0.8 * learn(passive, sides(5, 0, 1, true), 1_000));
  }
}
