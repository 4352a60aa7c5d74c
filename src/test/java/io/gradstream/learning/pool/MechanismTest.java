package io.gradstream.learning.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.kernel.Kernels;
import io.gradstream.learning.Example;
import io.gradstream.learning.FeatureVector;
import io.gradstream.learning.Label;
import io.gradstream.learning.MemberShare;
import io.gradstream.learning.Prediction;
import io.gradstream.network.Extent;
import io.gradstream.network.Loss;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The default pool without each of its mechanisms: it still learns, and it is another pool. */
class MechanismTest {
  private static final int FEATURES = 4;
  private static final int EXAMPLES = 1_500;

  /** Those that make no difference to a pool of classes, and to one of values on this stream. */
  private static final Set<Mechanism> NOT_OF_CLASSES =
      EnumSet.of(Mechanism.LEAST_SQUARES, Mechanism.PUBLISHED_BASELINE, Mechanism.RAISED_RATES);

  private static final Set<Mechanism> NOT_OF_VALUES =
      EnumSet.of(Mechanism.SKIPPING, Mechanism.PUBLISHED_BASELINE, Mechanism.RAISED_RATES);

  @ParameterizedTest
  @EnumSource
  void aPoolOfClassesLearnsWithoutIt(Mechanism mechanism) {
    check(mechanism, new Loss.SoftmaxCrossEntropy(), 2, NOT_OF_CLASSES.contains(mechanism));
  }

  @ParameterizedTest
  @EnumSource
  void aPoolOfValuesLearnsWithoutIt(Mechanism mechanism) {
    check(mechanism, new Loss.SquaredError(), 1, NOT_OF_VALUES.contains(mechanism));
  }

  private static void check(Mechanism mechanism, Loss loss, int outputs, boolean isSame) {
    LearnerPool whole = pool(Set.of(), loss, outputs);
    LearnerPool without = pool(Set.of(mechanism), loss, outputs);
    List<Float> losses = losses(without, loss.classifies());

    assertThat(losses).allMatch(Float::isFinite);
    assertThat(mean(losses.subList(EXAMPLES / 2, EXAMPLES)))
        .as("mean loss of the second half beside the first")
        .isLessThan(mean(losses.subList(0, EXAMPLES / 2)));
    assertThat(losses.equals(losses(whole, loss.classifies()))).isEqualTo(isSame);
    assertThat(shares(without)).isCloseTo(1, within(1e-9));
    if (mechanism == Mechanism.LABEL_VOICES || mechanism == Mechanism.LEAST_SQUARES) {
      List<MemberShare> voices = without.memberShares();
      MemberShare last = voices.getLast();
      boolean isSilent = mechanism == Mechanism.LEAST_SQUARES ? outputs == 1 : outputs == 2;
      assertThat(last.share() == 0).as(last.member()).isEqualTo(isSilent);
    }
  }

  private static LearnerPool pool(Set<Mechanism> without, Loss loss, int outputs) {
    PoolSpec spec =
        new PoolSpec(
            DefaultPool.members(), FEATURES, FEATURES, 0, List.of(), outputs, loss, without);
    return new LearnerPool(spec, Kernels.best(), 1, new Extent(FEATURES, outputs));
  }

  private static double shares(LearnerPool pool) {
    return pool.memberShares().stream().mapToDouble(MemberShare::share).sum();
  }

  /** One feature is normal, one has a heavy tail, one is uniform and one often missing. */
  private static List<Float> losses(LearnerPool pool, boolean classes) {
    Random random = new Random(5);
    List<Float> losses = new ArrayList<>();
    for (int n = 0; n < EXAMPLES; n++) {
      double normal = random.nextGaussian();
      double missing = random.nextDouble() < 0.3 ? Double.NaN : random.nextGaussian();
      double uniform = random.nextDouble();
      FeatureVector features =
          FeatureVector.of(
              normal, Math.exp(3 * random.nextGaussian()), Math.pow(uniform, 8), missing);
      double score = normal + 3 * (uniform - 0.5) + (Double.isNaN(missing) ? 2 : -0.5);
      Label label =
          classes
              ? new Label.Category(score > 0 ? 1 : 0)
              : new Label.Real(score + 0.1 * random.nextGaussian());
      Prediction prediction = pool.learn(new Example(features, label));
      losses.add(prediction.loss());
    }
    return losses;
  }

  private static double mean(List<Float> losses) {
    return losses.stream().mapToDouble(Float::doubleValue).average().orElseThrow();
  }
}
