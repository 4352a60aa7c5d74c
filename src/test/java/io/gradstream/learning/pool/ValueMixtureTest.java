package io.gradstream.learning.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.kernel.Kernels;
import io.gradstream.network.Loss;
import io.gradstream.scale.FeatureScale;
import io.gradstream.scale.LabelScale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValueMixtureTest {
  private static final int MEMBERS = 13;
  private static final int ROUNDS = 4_000;
  private static final int STRETCH = 500;

  static Stream<Loss> losses() {
    return Stream.of(new Loss.SquaredError(), new Loss.Huber(1));
  }

  /** What a member predicts of a label. */
  private interface World {
    double value(int member, int round, double label, Random random);
  }

  /** Total losses of rounds from one on: of the mixture and of the best member. */
  private record Totals(double mixture, double best) {
    static Totals of(Loss loss, int from, World world) {
      Random random = new Random(1);
      List<Puppet> puppets = Stream.generate(() -> new Puppet(1, loss)).limit(MEMBERS).toList();
      LabelScale labels = new LabelScale();
      FeatureScale features = new FeatureScale(1, 0, Kernels.best(), 1_000, true);
      LeastSquares line = new LeastSquares(features, labels, 1);
      ValueMixture mixture = new ValueMixture(loss, MEMBERS, labels, line, Set.of());
      double total = 0;
      double[] members = new double[MEMBERS];
      double label = 0;
      for (int round = 0; round < ROUNDS; round++) {
        label = Math.clamp(0.9 * label + 0.4 * random.nextGaussian(), -5, 5);
        List<Member> all = new ArrayList<>();
        for (int m = 0; m < MEMBERS; m++) {
          all.add(puppets.get(m).say(world.value(m, round, label, random)));
        }
        mixture.mix(all, 1);
        assertThat(mixture.scores()[0]).as("round %d", round).isFinite();
        if (round >= from) {
          total += mixture.loss((float) label);
          add(loss, all, (float) label, members);
        }
        mixture.learn((float) label, 1);
      }
      return new Totals(total, Arrays.stream(members).min().orElseThrow());
    }

    private static void add(Loss loss, List<Member> all, float label, double[] totals) {
      for (int m = 0; m < MEMBERS; m++) {
        float[] value = {all.get(m).value()};
        totals[m] += loss.loss(value, value, 1, label);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void isNotWorseThanTheOneGoodMember(Loss loss) {
    Totals totals =
        Totals.of(
            loss,
            0,
            (m, round, label, r) -> m == 3 ? label + 0.3 * r.nextGaussian() : r.nextGaussian());

    assertThat(totals.mixture).isLessThan(1.1 * totals.best);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void followsTheMemberThatIsBestAtTheTime(Loss loss) {
    Totals totals =
        Totals.of(
            loss,
            0,
            (m, round, label, r) ->
                label + (m == round / STRETCH % MEMBERS ? 0.1 : 2) * r.nextGaussian());

    assertThat(totals.mixture).isLessThan(totals.best / 10);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void averagesErrorsThatAreIndependent(Loss loss) {
    Totals totals = Totals.of(loss, 0, (m, round, label, r) -> label + 0.5 * r.nextGaussian());

    assertThat(totals.mixture).isLessThan(totals.best / 3);
  }

  /** A label may stay five standard deviations from its mean for long. */
  @ParameterizedTest
  @MethodSource("losses")
  void staysFiniteWhereAllPredictTheLargestValue(Loss loss) {
    World shifted = (m, round, label, r) -> round < 2_000 ? 5 : label + 0.5 * r.nextGaussian();
    Totals totals = Totals.of(loss, 3_000, shifted);

    assertThat(totals.mixture).isLessThan(totals.best);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void survivesAMemberThatPredictsOutlandishValues(Loss loss) {
    double[] outlandish = {1e4, -1e9, 3e38, -3e38, 1e30};
    World mad =
        (m, round, label, r) ->
            m == 0 && round > 500 && round < 1_000
                ? outlandish[round % outlandish.length]
                : label + 0.5 * r.nextGaussian();
    Totals totals = Totals.of(loss, 1_500, mad);

    assertThat(totals.mixture).isLessThan(totals.best / 2);
  }
}
