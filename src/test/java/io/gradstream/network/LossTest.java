package io.gradstream.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of losses at any logits; {@link GradientTest} has the rest. */
class LossTest {
  private static final int CLASSES = 5;

  static Stream<Loss> ofClasses() {
    return Stream.of(new Loss.BinaryCrossEntropy(), new Loss.SoftmaxCrossEntropy());
  }

  static Stream<Loss> ofValues() {
    return Stream.of(new Loss.SquaredError(), new Loss.Huber(1f));
  }

  @ParameterizedTest
  @MethodSource("ofClasses")
  void logScoresAreTheLogarithmsOfTheScoresAlsoWhereTheseRoundToZero(Loss loss) {
    Random random = new Random(1);
    int outputs = loss.scores(1) == 2 ? 1 : CLASSES;
    float[] logits = new float[outputs];
    float[] scores = new float[loss.scores(outputs)];
    double[] logScores = new double[scores.length];
    int vanished = 0;
    for (int n = 0; n < 1000; n++) {
      float size = n % 2 == 0 ? 3 : 300;
      for (int j = 0; j < outputs; j++) {
        logits[j] = (float) (size * random.nextGaussian());
      }
      loss.link(logits, outputs, scores);
      loss.logScores(logits, scores, outputs, logScores);
      for (int k = 0; k < scores.length; k++) {
        double exact = -loss.loss(logits, scores, outputs, k);
        assertThat(logScores[k]).isCloseTo(exact, within(1e-5 + 1e-6 * Math.abs(exact)));
        if (scores[k] > 1e-30) {
          assertThat(logScores[k]).isCloseTo(StrictMath.log(scores[k]), within(1e-5));
        } else {
          vanished++;
        }
      }
    }
    assertThat(vanished).isGreaterThan(100);
  }

  @ParameterizedTest
  @MethodSource("ofValues")
  void lossesOfValuesHaveNoLogScores(Loss loss) {
    float[] one = {1f};

    assertThatThrownBy(() -> loss.logScores(one, one, 1, new double[1]))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(loss + " has no classes");
  }
}
