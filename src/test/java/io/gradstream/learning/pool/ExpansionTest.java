package io.gradstream.learning.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.kernel.Kernels;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpansionTest {
  private static final double[] KNOTS = {-2, -1.2, -0.5, 0, 0.5, 1.2, 2};

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 5", "1, 1", "4, 0", "4, 2", "4, 4", "4, 5", "4, 40", "64, 64"})
  void theFirstFeaturesAreFollowedByTheirStepsAndTheOthersAreThemselves(int expanded, int count) {
    Random random = new Random(count);
    Expansion expansion = new Expansion(Kernels.best(), expanded);
    float[] features = new float[Kernels.padded(count)];
    float[] ranked = new float[features.length];
    for (int f = 0; f < count; f++) {
      features[f] = random.nextFloat(-5, 5);
      ranked[f] = random.nextFloat(-5, 5);
    }
    int width = expansion.width(count);
    float[] out = new float[Kernels.padded(width) + Kernels.LANES];
    Arrays.fill(out, 7f);
    expansion.encode(features, ranked, count, out);

    int at = 0;
    for (int f = 0; f < count; f++) {
      assertThat(out[at++]).isEqualTo(f < expanded ? features[f] : ranked[f]);
      assertThat(expansion.widthOf(f)).isEqualTo(f < expanded ? 8 : 1);
      for (int k = 0; f < expanded && k < KNOTS.length; k++) {
        double step = StrictMath.tanh(3 * (ranked[f] - KNOTS[k]));
        assertThat((double) out[at++]).isCloseTo(step, within(1e-6));
      }
    }
    assertThat(at).isEqualTo(width);
    for (int i = width; i < Kernels.padded(width); i++) {
      assertThat(out[i]).as("padding").isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "3", "20"})
  void aFeatureMoreMovesNoOther(int expanded) {
    Random random = new Random(expanded);
    Expansion expansion = new Expansion(Kernels.best(), expanded);
    float[] features = new float[32];
    float[] before = new float[256];
    for (int count = 0; count < 30; count++) {
      features[count] = random.nextFloat(-5, 5);
      float[] after = new float[256];
      expansion.encode(features, features, count + 1, after);
      int width = expansion.width(count);

      assertThat(Arrays.copyOf(after, width)).isEqualTo(Arrays.copyOf(before, width));
      before = after;
    }
  }
}
