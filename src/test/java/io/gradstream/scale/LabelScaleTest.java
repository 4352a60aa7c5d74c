package io.gradstream.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelScaleTest {
  private final LabelScale scale = new LabelScale();

  private void include(double label) {
    include(label, 0);
  }

  private void include(double label, double foreseen) {
    scale.transform(label, foreseen);
    scale.include();
  }

  @Test
  void isThatOfMeanAndVarianceOfOrdinaryLabels() {
    Random random = new Random(1);
    double sum = 0;
    double squares = 0;
    for (int n = 1; n <= 1_000; n++) {
      double label = 1e12 + 3 * random.nextGaussian();
      sum += label - 1e12;
      squares += (label - 1e12) * (label - 1e12);
      include(label);
      if (n >= 4) {
        double mean = sum / n;
        assertThat(scale.centre() - 1e12).isCloseTo(mean, within(0.01));
        assertThat(scale.deviation()).isCloseTo(Math.sqrt(squares / n - mean * mean), within(0.01));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 20, 40, 500})
  void oneErrorIsForgottenWithinHundredsOfLabels(int row) {
    Random random = new Random(row);
    for (int n = 0; n < row + 300; n++) {
      include(n == row ? 1e9 : 50 + random.nextGaussian());
    }

    assertThat(scale.centre()).isCloseTo(50, within(0.5));
    assertThat(scale.deviation()).isCloseTo(1, within(0.3));
  }

  @Test
  void tellsWhatIsSuspicious() {
    Random random = new Random(7);
    LabelScale constant = new LabelScale();
    for (int n = 0; n < 1_000; n++) {
      include(random.nextInt(20) == 0 ? -999 : random.nextGaussian());
      constant.transform(7, 0);
      constant.include();
    }

    LabelScale many = new LabelScale();
    LabelScale growing = new LabelScale();
    for (int n = 0; n < 2_000; n++) {
      many.transform(random.nextInt(5) == 0 ? -999 : random.nextGaussian(), 0);
      many.include();
      growing.transform(random.nextInt(30) == 0 ? 0 : 3 * n + random.nextGaussian(), 0);
      growing.include();
    }

    assertThat(many.doubts())
        .containsExactly(new Doubt(Doubt.LABEL, Doubt.Kind.LABEL_SENTINEL, -999));
    assertThat(growing.doubts())
        .containsExactly(new Doubt(Doubt.LABEL, Doubt.Kind.LABEL_SENTINEL, 0));
    assertThat(scale.doubts())
        .containsExactly(new Doubt(Doubt.LABEL, Doubt.Kind.LABEL_SENTINEL, -999));
    assertThat(constant.doubts())
        .containsExactly(new Doubt(Doubt.LABEL, Doubt.Kind.LABEL_CONSTANT, 7));
  }

  @Test
  void outliersDoNotCaptureIt() {
    Random random = new Random(3);
    for (int n = 0; n < 5_000; n++) {
      include(random.nextGaussian() * (random.nextInt(50) == 0 ? 100 : 1));
    }

    assertThat(scale.deviation()).isBetween(0.8, 1.6);
  }

  @Test
  void labelsThatGrowAreMeasuredFromTheirLine() {
    Random random = new Random(4);
    for (int n = 0; n < 5_000; n++) {
      double label = 1e6 + 3.0 * n + random.nextGaussian();
      if (n >= 500) {
        assertThat(scale.centre()).isCloseTo(1e6 + 3.0 * n, within(0.8));
        assertThat(scale.deviation()).isBetween(0.8, 1.25);
      }
      include(label);
    }
  }

  @Test
  void aLevelThatIsElsewhereIsFollowedWithinHundredsOfLabels() {
    Random random = new Random(5);
    for (int n = 0; n < 3_000; n++) {
      include(random.nextGaussian());
    }
    for (int n = 0; n < 300; n++) {
      include(1e6 + random.nextGaussian());
    }

    assertThat(scale.centre()).isCloseTo(1e6, within(1.0));
    assertThat(scale.deviation()).isBetween(0.7, 1.3);
  }

  /** A label of the time before it has grown is nothing that is left out. */
  @Test
  void labelsThatStopGrowingAreMeasuredFromTheirMeanAgain() {
    Random random = new Random(6);
    for (int n = 0; n < 6_000; n++) {
      include((n < 2_000 ? n : 2_000 + 300 * random.nextGaussian()) + random.nextGaussian());
    }

    assertThat(scale.centre()).isCloseTo(2_000, within(60.0));
    assertThat(scale.deviation()).isCloseTo(300, within(60.0));
  }

  @Test
  void labelsThatWereTheSameAtFirstAreMeasuredFromTheirMean() {
    Random random = new Random(7);
    for (int n = 0; n < 2_000; n++) {
      include(n < 40 ? 0 : 100 + 10 * random.nextGaussian());
    }

    assertThat(scale.centre()).isCloseTo(100, within(3.0));
    assertThat(scale.deviation()).isBetween(8.0, 25.0);
  }

  /** What grew jumps, and grows on. */
  @Test
  void aJumpOfLabelsThatGrowIsFollowedWithinHundredsOfLabels() {
    Random random = new Random(8);
    for (int n = 0; n < 2_000; n++) {
      double label = 1e6 + (n < 1_000 ? 0 : 5e4) + 10.0 * n + random.nextGaussian();
      if (n >= 1_400) {
        assertThat(scale.centre()).as("label %d", n).isCloseTo(label, within(6.0));
      }
      include(label);
    }
  }

  /** What comes back from a burst of garbage was once taken for half of the labels. */
  @ParameterizedTest
  @ValueSource(ints = {20, 30, 100})
  void aBurstOfGarbageIsForgottenAtOnce(int garbage) {
    Random random = new Random(garbage);
    for (int n = 0; n < 2_000 + garbage + 40; n++) {
      boolean isGarbage = n >= 2_000 && n < 2_000 + garbage;
      include((isGarbage ? 1e6 : 0) + random.nextGaussian());
    }

    assertThat(scale.centre()).isCloseTo(0, within(0.5));
    assertThat(scale.deviation()).isBetween(0.7, 1.3);
  }

  /** A label far off is an error, unless it was foreseen: then it counts as far as it was. */
  @Test
  void aLabelThatWasForeseenIsNoError() {
    Random random = new Random(9);
    LabelScale surprised = new LabelScale();
    for (int n = 0; n < 20_000; n++) {
      boolean isRare = n > 200 && random.nextInt(30) == 0;
      double label = random.nextGaussian() + (isRare ? 1_000 : 0);
      surprised.transform(label, 0);
      surprised.include();
      include(label, isRare ? Math.min(5, (1_000 - scale.centre()) / scale.deviation()) : 0);
    }

    assertThat(surprised.deviation()).isLessThan(5);
    assertThat(scale.centre()).isCloseTo(1_000 / 30.0, within(15.0));
    assertThat(scale.deviation()).isBetween(120.0, 240.0);
  }

  /** Large labels that follow each other by chance are not near each other. */
  @Test
  void aHeavyTailDoesNotJump() {
    Random random = new Random(10);
    int jumped = 0;
    for (int n = 0; n < 20_000; n++) {
      include(StrictMath.exp(2 * random.nextGaussian()));
      jumped += scale.hasJumped() ? 1 : 0;
    }

    assertThat(jumped).isLessThan(20);
  }
}
