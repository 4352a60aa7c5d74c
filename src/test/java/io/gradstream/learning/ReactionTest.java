package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.kernel.Kernels;
import io.gradstream.learning.pool.LearnerPool;
import io.gradstream.network.Extent;
import io.gradstream.network.Initializer;
import io.gradstream.network.Loss;
import io.gradstream.network.Network;
import io.gradstream.network.NetworkSpec;
import io.gradstream.optimizer.LearningRate;
import io.gradstream.optimizer.SgdSettings;
import io.gradstream.support.SmallPool;
import io.gradstream.support.StoredState;
import io.gradstream.support.Streams;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  private static LearnerPool pool() {
    return new LearnerPool(
        SmallPool.spec(Streams.features(), 0, List.of(), 3, new Loss.SoftmaxCrossEntropy()),
        Kernels.best(),
        1,
        new Extent(Streams.features(), 3));
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
    learner.react(Reaction.RAISE_RATES);
    assertThat(rate(learner)).isEqualTo(RATE / Math.sqrt(401), within(1e-12));
    learn(learner, sides(2, 0, 1, false), 9_600);
    assertThat(rate(learner)).isEqualTo(RATE / Math.sqrt(10_001), within(1e-12));

    learner.react(Reaction.RAISE_RATES);
    assertThat(rate(learner)).isEqualTo(RATE / Math.sqrt(1_001), within(1e-12));
    learn(learner, sides(3, 0, 1, false), 500);
    assertThat(rate(learner)).isEqualTo(RATE / Math.sqrt(1_501), within(1e-12));
  }

  private static double rate(Learner learner) {
    return learner.layers().getFirst().rate();
  }

  /** The classes change places, or the numbers come from elsewhere and are spread wider. */
  @ParameterizedTest
  @CsvSource({
    "RAISE_RATES, 0, 1, true, 0.8",
    "FORGET_STANDARDIZER, 3, 0.2, false, 0.6",
    "FORGET_STANDARDIZER, -1, 2, false, 0.9"
  })
  void whatHasChangedIsLearnedSooner(
      Reaction reaction, double place, double spread, boolean reversed, double most) {
    NetworkLearner passive = line();
    NetworkLearner active = line();
    learn(passive, sides(4, 0, 1, false), 20_000);
    learn(active, sides(4, 0, 1, false), 20_000);
    active.react(reaction);

    assertThat(learn(active, sides(5, place, spread, reversed), 1_000))
        .isLessThan(most * learn(passive, sides(5, place, spread, reversed), 1_000));
  }

  @Test
  void aRealLabelIsScaledByWhatComesOnceTheScaleIsForgotten() {
    List<Double> errors = new ArrayList<>();
    for (boolean forgets : List.of(false, true)) {
      Learner learner = Task.VALUES.learner();
      Random random = new Random(6);
      errorOf(learner, random, 0, 2_000);
      if (forgets) {
        learner.react(Reaction.FORGET_STANDARDIZER);
      }
      errors.add(errorOf(learner, random, 5, 1_000));
    }

    assertThat(errors.getLast()).isLessThan(0.9 * errors.getFirst());
  }

  /** The mean error of examples whose labels are about a level. */
  private static double errorOf(Learner learner, Random random, double level, int examples) {
    double sum = 0;
    for (int n = 0; n < examples; n++) {
      FeatureVector features = Streams.values(random.nextLong()).get().features();
      double label = level + random.nextGaussian();
      sum += Math.abs(learner.learn(new Example(features, new Label.Real(label))).value() - label);
    }
    return sum / examples;
  }

  @Test
  void theMembersThatDoWorseBeginAnewAndTheOthersGoOn() {
    LearnerPool pool = pool();
    List<StoredState> fresh = members(pool);
    Supplier<Example> stream = Streams.classes(8);
    learn(pool, stream, 3_000);
    List<StoredState> before = members(pool);
    Set<Integer> worse =
        IntStream.range(0, before.size())
            .boxed()
            .sorted(Comparator.comparingDouble(m -> -pool.followed().get(m).loss()))
            .limit(2)
            .collect(Collectors.toSet());

    pool.react(Reaction.RESTART_MEMBERS);

    List<StoredState> after = members(pool);
    for (int m = 0; m < after.size(); m++) {
      assertThat(after.get(m)).isEqualTo((worse.contains(m) ? fresh : before).get(m));
    }
    learn(pool, stream, 500);
    List<StoredState> young = members(pool);
    pool.react(Reaction.RESTART_MEMBERS);
    assertThat(members(pool)).as("too young to be restarted").isEqualTo(young);
  }

  @Test
  void aMemberThatBeginsAnewBeginsWithItsFirstRate() {
    LearnerPool pool = pool();
    learn(pool, Streams.classes(9), 3_000);
    List<Double> before = pool.layers().stream().map(LayerStatistics::rate).toList();
    pool.react(Reaction.RESTART_MEMBERS);

    List<Double> after = pool.layers().stream().map(LayerStatistics::rate).toList();
    assertThat(after).isNotEqualTo(before).contains(1.0);
    assertThat(before).doesNotContain(1.0);
  }

  /** What each member has learned, but for when it began. */
  private static List<StoredState> members(LearnerPool pool) {
    return IntStream.range(0, pool.members().size())
        .mapToObj("member-%02d/"::formatted)
        .map(
            name ->
                StoredState.of(
                    pool.state().stream()
                        .filter(array -> array.name().startsWith(name))
                        .filter(array -> !array.name().endsWith("began"))
                        .toList()))
        .toList();
  }
}
