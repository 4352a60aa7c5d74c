package io.gradstream.learning.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.network.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassMixtureTest {
  private static final int CLASSES = 3;
  private static final int MEMBERS = 4;
  private static final int ROUNDS = 4_000;
  private static final int STRETCH = 500;

  /** Members, runs of labels, four gradient experts and the Bayesian mixture. */
  private static final int EXPERTS = MEMBERS + 6;

  private static final double SHARE = 0.001;

  /** How well a member knows the label, as what its logit is ahead in the mean. */
  enum World {
    ONE_IS_BEST,
    ANOTHER_IS_BEST_ON_EVERY_STRETCH,
    ALL_KNOW_A_LITTLE,
    ALL_ARE_SURE_AND_KNOW_NOTHING;

    double[] logits(int member, int round, int label, Random random) {
      double lead =
          switch (this) {
            case ONE_IS_BEST -> member == 2 ? 3 : 0;
            case ANOTHER_IS_BEST_ON_EVERY_STRETCH -> member == bestMember(round) ? 3 : -1;
            case ALL_KNOW_A_LITTLE -> 1;
            case ALL_ARE_SURE_AND_KNOW_NOTHING -> 0;
          };
      double noise = this == ALL_ARE_SURE_AND_KNOW_NOTHING ? 50 : 1;
      double[] logits = random.doubles(CLASSES).map(u -> noise * (2 * u - 1)).toArray();
      logits[label] += lead;
      return logits;
    }
  }

  private static int bestMember(int round) {
    return round / STRETCH % MEMBERS;
  }

  /** Total losses: of the mixture, of the best member, of the member that is best at the time. */
  private record Totals(double mixture, double best, double sequence) {
    static Totals of(World world, long seed) {
      Random random = new Random(seed);
      List<Puppet> puppets = puppets(MEMBERS, CLASSES);
      ClassMixture mixture = new ClassMixture(MEMBERS, CLASSES, Set.of());
      double total = 0;
      double sequence = 0;
      double[] members = new double[MEMBERS];
      double[] log = new double[CLASSES];
      for (int round = 0; round < ROUNDS; round++) {
        int label = random.nextInt(CLASSES);
        List<Member> all = new ArrayList<>();
        for (int m = 0; m < MEMBERS; m++) {
          all.add(puppets.get(m).say(world.logits(m, round, label, random)));
          all.get(m).logScores(log);
          members[m] -= log[label];
          sequence -= m == bestMember(round) ? log[label] : 0;
        }
        mixture.mix(all, CLASSES);
        total += mixture.loss(label);
        mixture.learn(label, 1);
      }
      return new Totals(total, Arrays.stream(members).min().orElseThrow(), sequence);
    }
  }

  private static List<Puppet> puppets(int members, int classes) {
    return Stream.generate(() -> new Puppet(classes, new Loss.SoftmaxCrossEntropy()))
        .limit(members)
        .toList();
  }

  /** The bound of {@link FixedShare}, and what it costs members to be held away from certainty. */
  @ParameterizedTest
  @EnumSource
  void isNeverMuchWorseThanTheBestMember(World world) {
    double stay = -Math.log(1 - SHARE + SHARE / EXPERTS);
    double bound = Math.log(EXPERTS) + ROUNDS * (stay + CLASSES * 1e-6);
    for (int seed = 1; seed <= 3; seed++) {
      Totals totals = Totals.of(world, seed);

      assertThat(totals.mixture).isLessThanOrEqualTo(totals.best + bound);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void followsTheMemberThatIsBestAtTheTime(long seed) {
    Totals totals = Totals.of(World.ANOTHER_IS_BEST_ON_EVERY_STRETCH, seed);
    int stretches = ROUNDS / STRETCH;
    double bound = stretches * Math.log(EXPERTS / SHARE) + ROUNDS * SHARE;

    assertThat(totals.mixture).isLessThanOrEqualTo(totals.sequence + bound);
    assertThat(totals.mixture).isLessThan(totals.best / 2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void knowsMoreThanAnyMemberWhereAllKnowALittle(long seed) {
    Totals totals = Totals.of(World.ALL_KNOW_A_LITTLE, seed);

    assertThat(totals.mixture).isLessThan(0.75 * totals.best);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void doubtsMembersThatAreSureAndKnowNothing(long seed) {
    Totals totals = Totals.of(World.ALL_ARE_SURE_AND_KNOW_NOTHING, seed);

    assertThat(totals.mixture / ROUNDS).isLessThan(1.05 * Math.log(CLASSES));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 1000})
  void probabilitiesAreFiniteAndSumToOneHoweverSureMembersAre(int classes) {
    Random random = new Random(classes);
    List<Puppet> puppets = puppets(MEMBERS, classes);
    ClassMixture mixture = new ClassMixture(MEMBERS, classes, Set.of());
    for (int round = 0; round < 200; round++) {
      double scale = List.of(0.0, 1.0, 30.0, 1e4, 1e30).get(random.nextInt(5));
      List<Member> all =
          puppets.stream()
              .map(p -> p.say(random.doubles(classes, -1, 1).map(u -> scale * u).toArray()))
              .toList();
      mixture.mix(all, classes);
      double[] scores = Arrays.copyOf(mixture.scores(), classes);
      int label = random.nextInt(classes);

      assertThat(DoubleStream.of(scores).sum()).isCloseTo(1, within(1e-9));
      assertThat(DoubleStream.of(scores).min().orElseThrow()).isPositive();
      assertThat(mixture.loss(label)).isFinite().isNotNegative();
      mixture.learn(label, 1);
    }
  }
}
