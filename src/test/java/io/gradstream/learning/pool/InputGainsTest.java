package io.gradstream.learning.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.kernel.Kernels;
import io.gradstream.learning.Example;
import io.gradstream.learning.FeatureVector;
import io.gradstream.learning.Label;
import io.gradstream.network.Extent;
import io.gradstream.network.FloatArray;
import io.gradstream.network.Loss;
import io.gradstream.optimizer.LearningRate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InputGainsTest {
  private static final int USEFUL = 4;
  private static final int FEATURES = 20;

  static Stream<MemberSpec> members() {
    LearningRate rate = new LearningRate.Constant(0.03);
    return Stream.of(
        new MemberSpec(List.of(), rate, Set.of()),
        new MemberSpec(List.of(), rate, Set.of(InputOption.EXPANDED)),
        new MemberSpec(List.of(32), rate, Set.of()));
  }

  @ParameterizedTest
  @MethodSource("members")
  void theFactorsOfUselessFeaturesFallBelowThoseOfUsefulOnes(MemberSpec member) {
    for (int seed = 1; seed <= 3; seed++) {
      float[] gains = gains(member, seed);

      assertThat(mean(gains, USEFUL, FEATURES)).isLessThan(mean(gains, 0, USEFUL) / 2);
    }
  }

  /** Of noise alone, but for the first features, whose sum is what the label tells, as a rule. */
  private static float[] gains(MemberSpec member, long seed) {
    PoolSpec spec =
        new PoolSpec(
            List.of(member), FEATURES, FEATURES, 0, List.of(), 2, new Loss.SoftmaxCrossEntropy());
    LearnerPool pool = new LearnerPool(spec, Kernels.best(), seed, new Extent(FEATURES, 2));
    Random random = new Random(seed);
    for (int n = 0; n < 6_000; n++) {
      double[] x = random.doubles(FEATURES, -1, 1).toArray();
      double sum = IntStream.range(0, USEFUL).mapToDouble(i -> x[i]).sum();
      int label = sum + 0.2 * random.nextGaussian() > 0 ? 1 : 0;
      pool.learn(new Example(FeatureVector.of(x), new Label.Category(label)));
    }
    return pool.state().stream()
        .filter(array -> array.name().endsWith("/gains"))
        .map(array -> ((FloatArray) array).values())
        .findFirst()
        .orElseThrow();
  }

  private static double mean(float[] gains, int from, int to) {
    double sum = IntStream.range(from, to).mapToDouble(i -> gains[i]).sum();
    return sum / (to - from);
  }
}
