package io.gradstream.learning.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.kernel.Fading;
import io.gradstream.kernel.Kernels;
import io.gradstream.learning.FeatureVector;
import io.gradstream.network.Activation;
import io.gradstream.network.Extent;
import io.gradstream.network.Initializer;
import io.gradstream.network.LayerSpec;
import io.gradstream.network.LearnedArray;
import io.gradstream.network.Loss;
import io.gradstream.network.Network;
import io.gradstream.network.NetworkSpec;
import io.gradstream.optimizer.FactoredSettings;
import io.gradstream.optimizer.LearningRate;
import io.gradstream.scale.FeatureScale;
import io.gradstream.support.StoredState;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A member of a pool by itself. */
class MemberTest {
  private static final int FEATURES = 5;
  private static final int CLASSES = 3;
  private static final Extent USED = new Extent(FEATURES, CLASSES);

  private final FeatureScale scale = new FeatureScale(FEATURES, 0, Kernels.best(), 1000, true);
  private final float[] encoded = scale.normal();

  static Stream<LearningRate> rates() {
    return Stream.of(new LearningRate.Constant(0.03), new LearningRate.InverseRoot(1));
  }

  /** It sees the label before, which is a row of a table with moments of its own. */
  private Member member(LearningRate rate) {
    MemberSpec spec = new MemberSpec(List.of(17), rate, Set.of(InputOption.LAST_LABEL));
    Network network =
        new Network(
            new NetworkSpec(
                FEATURES,
                CLASSES,
                List.of(),
                List.of(new LayerSpec(17, Activation.RELU)),
                CLASSES,
                new Loss.SoftmaxCrossEntropy(),
                Initializer.SPARSE,
                Initializer.ZERO),
            Kernels.best(),
            "member/");
    Fading fading = new Fading(LearnerPool.KEEP);
    Expansion plain = new Expansion(Kernels.best(), 0);
    InputView view = new InputView(scale, new Screening(FEATURES, CLASSES), plain, FEATURES, false);
    return new Member(
        network,
        new FactoredSettings(rate, LearnerPool.KEEP, 0.003).newOptimizer(network),
        new InputGains("member/", Kernels.best(), plain, fading, FEATURES, InputGains.RATE),
        new KnownGate("member/", fading),
        view,
        new Signals(0),
        spec,
        0,
        1,
        USED);
  }

  private void learn(Member member, long seed, long firstStep, int examples) {
    FeatureVector withoutRows = new FeatureVector(FEATURES);
    Random random = new Random(seed);
    int last = -1;
    for (int n = 0; n < examples; n++) {
      for (int f = 0; f < FEATURES; f++) {
        encoded[f] = (float) random.nextGaussian();
      }
      int label = encoded[0] > 0 ? 0 : encoded[1] > 0 ? 1 : 2;
      withoutRows.copySparse(member.workspace(), member.rowMask());
      member.predict(USED, last, 1);
      member.learn(USED, label, 1, firstStep + n);
      last = label;
    }
  }

  @ParameterizedTest
  @MethodSource("rates")
  void goesOnAsANewOneOnceItHasBegunAnew(LearningRate rate) {
    Member old = member(rate);
    learn(old, 1, 0, 3_000);
    old.begin(USED, 3_000);
    Member fresh = member(rate);

    learn(old, 2, 3_000, 500);
    learn(fresh, 2, 0, 500);

    assertThat(learned(old)).isEqualTo(learned(fresh));
  }

  private static StoredState learned(Member member) {
    List<LearnedArray> all = member.state();
    return StoredState.of(all.stream().filter(array -> !array.name().endsWith("began")).toList());
  }
}
