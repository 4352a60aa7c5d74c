package io.gradstream.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.kernel.Kernels;
import io.gradstream.support.StoredState;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A scale that is restored from the blocks that were marked goes on as if it had not been. */
class StoredScaleTest {
  private static final int EXAMPLES = 2_000;

  private static double value(int feature, int n, Random random) {
    double g = random.nextGaussian();
    return switch (feature % 9) {
      case 0 -> random.nextInt(10) == 0 ? Double.NaN : g;
      case 1 -> random.nextInt(20) == 0 ? -999 : g;
      case 2 -> StrictMath.exp(3 * g);
      case 3 -> n < 900 ? g : 1e6 * g + 1e7;
      case 4 -> n + 0.1 * g;
      case 5 -> 7;
      case 6 -> random.nextInt(100) == 0 ? 1e9 * g : g;
      case 7 -> n > 600 && n < 700 ? 1e20 * g : g;
      default -> Math.floor(g * g);
    };
  }

  private static FeatureScale fresh(int features) {
    return new FeatureScale(features, 16, Kernels.best(), 1000, true);
  }

  @ParameterizedTest
  @CsvSource({"1, 20", "2, 150", "3, 300", "4, 300", "5, 300", "6, 300"})
  void goesOnBitByBit(long seed, int features) {
    Random random = new Random(seed);
    FeatureScale scale = fresh(features);
    FeatureScale restored = scale;
    FeatureScale stored = fresh(features);
    double[] values = new double[Kernels.padded(features)];
    Arrays.fill(values, Double.NaN);
    for (int n = 0; n < EXAMPLES; n++) {
      int size = n < 300 ? features / 2 : features;
      for (int f = 0; f < size; f++) {
        values[f] = value(f, n, random);
      }
      scale.transform(values, size);
      if (restored != scale) {
        restored.transform(values, size);
        assertThat(restored.normal()).as("example %d", n).isEqualTo(scale.normal());
        assertThat(restored.uniform()).as("example %d", n).isEqualTo(scale.uniform());
        restored.include();
      }
      scale.include();
      if (random.nextInt(3) == 0) {
        StoredState.copyChanged(scale.state(), stored.state());
        if (random.nextInt(3) == 0) {
          restored = fresh(features);
          StoredState.of(stored.state()).restore(restored.state());
        }
        assertThat(StoredState.of(restored.state())).isEqualTo(StoredState.of(scale.state()));
      }
    }
    assertThat(restored).isNotSameAs(scale);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 6, 7, 8})
  void ofLabelsGoesOnBitByBit(int kind) {
    Random random = new Random(kind);
    LabelScale scale = new LabelScale();
    LabelScale restored = scale;
    LabelScale stored = new LabelScale();
    for (int n = 0; n < EXAMPLES; n++) {
      double label = value(kind, n, random);
      float transformed = scale.transform(label, n % 7);
      if (restored != scale) {
        assertThat(restored.transform(label, n % 7)).as("label %d", n).isEqualTo(transformed);
        restored.include();
      }
      scale.include();
      if (random.nextInt(3) == 0) {
        StoredState.copyChanged(scale.state(), stored.state());
        if (random.nextInt(3) == 0) {
          restored = new LabelScale();
          StoredState.of(stored.state()).restore(restored.state());
        }
        assertThat(StoredState.of(restored.state())).isEqualTo(StoredState.of(scale.state()));
      }
    }
    assertThat(restored).isNotSameAs(scale);
  }
}
