package io.gradstream.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gradstream.support.Floats;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class KernelsTest {
  private static final int MOST_ROWS = 70;
  private static final int MOST_COLUMNS = 1024;

  @Test
  void theVectorKernelsAreChosenWhereTheyAreExpected() {
    assumeTrue(
        Set.of("amd64", "x86_64", "aarch64").contains(System.getProperty("os.arch")),
        "no processor of which vectors are expected");

    assertThat(VectorKernels.supported()).isTrue();
    assertThat(Kernels.best()).isInstanceOf(VectorKernels.class);
    assertThat(Kernels.best().describe()).matches("vector of (4|8|16) floats");
  }

  @FunctionalInterface
  interface Operation {
    void apply(Kernels kernels, Operands on);
  }

  static Stream<Named<Operation>> operations() {
    return Stream.of(
        operation(
            "addScaledRows",
            (k, on) ->
                k.addScaledRows(
                    on.matrix, on.offset, on.stride, on.rows, on.columns, on.perRow, on.out)),
        operation(
            "addScaledRowsAt",
            (k, on) ->
                k.addScaledRowsAt(on.matrix, on.starts, on.rows, on.columns, on.perRow, on.out)),
        operation(
            "rowDots",
            (k, on) ->
                k.rowDots(on.matrix, on.offset, on.stride, on.rows, on.columns, on.in, on.perRow)),
        operation("addOuterProduct without decay", (k, on) -> on.addOuterProduct(k, 1f)),
        operation("addOuterProduct with decay", (k, on) -> on.addOuterProduct(k, 0.99f)),
        operation("addOuterProductAt without decay", (k, on) -> on.addOuterProductAt(k, 1f)),
        operation("addOuterProductAt with decay", (k, on) -> on.addOuterProductAt(k, 0.99f)),
        operation("dot", (k, on) -> on.out[0] = k.dot(on.in, on.out, on.columns)),
        operation("scale", (k, on) -> k.scale(-0.3f, on.in, on.out, on.columns)),
        operation("leakyRelu", (k, on) -> k.leakyRelu(0.01f, on.in, on.out, on.columns)),
        operation("dLeakyRelu", (k, on) -> k.dLeakyRelu(0.01f, on.in, on.out, on.columns)),
        operation("sigmoid", (k, on) -> k.sigmoid(on.in, on.out, on.columns)),
        operation("dSigmoid", (k, on) -> k.dSigmoid(on.in, on.out, on.columns)),
        operation("tanh", (k, on) -> k.tanh(on.in, on.out, on.columns)),
        operation("dTanh", (k, on) -> k.dTanh(on.in, on.out, on.columns)),
        operation("gelu", (k, on) -> k.gelu(on.in, on.out, on.columns)),
        operation("multiply", (k, on) -> k.multiply(on.in, on.out, on.columns)),
        operation("overRootMeanSquare", (k, on) -> on.overRootMeanSquare(k)));
  }

  static Stream<Named<Operation>> updates() {
    return Stream.of(
            Named.of("momentum", momentum(0f, false)),
            Named.of("Nesterov's momentum with l2", momentum(0.001f, true)),
            Named.of("RMSProp", rmsProp()),
            Named.of("Adam", adam()),
            Named.of("AdaGrad", adaGrad()),
            Named.of("FTRL", new FtrlRule(0.1, 1, 0, 0)),
            Named.of("FTRL with l1 and l2", new FtrlRule(0.1, 1, 0.7, 0.01)),
            Named.of("normalised descent", normalized()),
            Named.of("coin betting", new CoinBettingRule()))
        .flatMap(
            rule ->
                Stream.of(
                    operation(
                        "update by " + rule.getName(), (k, on) -> on.update(k, rule.getPayload())),
                    operation(
                        "updateAt by " + rule.getName(),
                        (k, on) -> on.updateAt(k, rule.getPayload()))));
  }

  private static UpdateRule momentum(float l2, boolean nesterov) {
    MomentumRule rule = new MomentumRule(0.9f, l2, nesterov);
    rule.setRate(0.05f);
    return rule;
  }

  private static UpdateRule rmsProp() {
    RmsPropRule rule = new RmsPropRule(0.99, 1e-8);
    rule.setStep(0.05, 0.3);
    return rule;
  }

  private static UpdateRule adaGrad() {
    AdaGradRule rule = new AdaGradRule(1e-8);
    rule.setRate(0.05);
    return rule;
  }

  private static UpdateRule normalized() {
    NormalizedRule rule = new NormalizedRule();
    rule.setRate(0.05);
    return rule;
  }

  private static UpdateRule adam() {
    AdamRule rule = new AdamRule(0.9, 0.999, 1e-8);
    rule.setStep(0.05, 0.999, 0.7, 0.3);
    return rule;
  }

  private static Named<Operation> operation(String name, Operation operation) {
    return Named.of(name, operation);
  }

  @ParameterizedTest
  @MethodSource({"operations", "updates"})
  void scalarAndVectorAgreeToTheBit(Operation operation) {
    assumeTrue(VectorKernels.supported(), "no vectors of 4, 8 or 16 floats");
    Random random = new Random(16);
    for (int rows = 0; rows <= MOST_ROWS; rows++) {
      agree(operation, rows, 16 * random.nextInt(1, 11), random);
    }
    for (int columns = 16; columns <= MOST_COLUMNS; columns += 16) {
      agree(operation, random.nextInt(8), columns, random);
    }
    agree(operation, MOST_ROWS, MOST_COLUMNS, random);
  }

  private static void agree(Operation operation, int rows, int columns, Random random) {
    int offset = random.nextInt(40);
    for (Floats kind : Floats.values()) {
      Operands scalar = new Operands(rows, columns, offset, kind, random);
      Operands vector = new Operands(scalar);
      operation.apply(new ScalarKernels(), scalar);
      operation.apply(new VectorKernels(), vector);
      String shape = "%d x %d at %d: ".formatted(rows, columns, offset);
      assertArrayEquals(scalar.matrix, vector.matrix, shape + "matrix");
      for (int k = 0; k < scalar.states.length; k++) {
        assertArrayEquals(scalar.states[k], vector.states[k], shape + "state " + k);
      }
      assertArrayEquals(scalar.in, vector.in, shape + "in");
      assertArrayEquals(scalar.out, vector.out, shape + "out");
      assertArrayEquals(scalar.perRow, vector.perRow, shape + "per row");
    }
  }

  @ParameterizedTest
  @EnumSource
  void scalarAndVectorStandardizeToTheBit(Floats kind) {
    assumeTrue(VectorKernels.supported(), "no vectors of 4, 8 or 16 floats");
    for (int length = 16; length <= MOST_COLUMNS; length += 16) {
      Random random = new Random(length);
      double horizon = random.nextBoolean() ? 7 : Double.POSITIVE_INFINITY;
      Moments moments = Moments.ofLength(length);
      Moments scalarNext = Moments.ofLength(length);
      Moments vectorNext = Moments.ofLength(length);
      float[] scalarOut = new float[length];
      float[] vectorOut = new float[length];
      for (int n = 0; n < 40; n++) {
        double[] x = doubles(kind.draw(random, length));
        x[0] = 3;
        x[1 + n % 15] = Double.NaN;
        boolean finite =
            new ScalarKernels().standardize(x, length, horizon, 5, moments, scalarNext, scalarOut);

        assertThat(
                new VectorKernels()
                    .standardize(x, length, horizon, 5, moments, vectorNext, vectorOut))
            .isEqualTo(finite);
        assertArrayEquals(scalarOut, vectorOut);
        assertArrayEquals(scalarNext.count, vectorNext.count);
        assertArrayEquals(scalarNext.mean, vectorNext.mean);
        assertArrayEquals(scalarNext.squares, vectorNext.squares);
        if (finite) {
          moments.set(scalarNext, length);
        }
      }
    }
  }

  private static double[] doubles(float[] floats) {
    double[] doubles = new double[floats.length];
    for (int i = 0; i < floats.length; i++) {
      doubles[i] = floats[i] * (1 + 1e-12 * i);
    }
    return doubles;
  }

  /** A subnormal mean square would never fade away, and its root would be slow. */
  @Test
  void aMeanSquareThatHasAllButVanishedIsZero() {
    float[] squares = new float[16];
    float[] out = new float[16];
    float[] x = new float[16];
    x[0] = 1f;
    for (int n = 0; n < 1000; n++) {
      Kernels.best().overRootMeanSquare(x, squares, 0, 16, 0.9f, 0.1f, 1f, 1f, out);
      x[0] = 0f;
    }

    assertThat(squares).isEqualTo(new float[16]);
  }

  @Test
  void aSumGoesThroughSixteenLanesThatAreAddedPairwise() {
    Random random = new Random(1);
    float[] a = Floats.ORDINARY.draw(random, 160);
    float[] b = Floats.ORDINARY.draw(random, 160);
    float[] lanes = new float[16];
    for (int i = 0; i < a.length; i++) {
      lanes[i % 16] = Math.fma(a[i], b[i], lanes[i % 16]);
    }
    for (int half = 8; half > 0; half /= 2) {
      for (int l = 0; l < half; l++) {
        lanes[l] += lanes[l + half];
      }
    }

    assertThat(new ScalarKernels().dot(a, b, a.length)).isEqualTo(lanes[0]);
  }

  @ParameterizedTest
  @ValueSource(doubles = {7, 300, Double.POSITIVE_INFINITY})
  void standardizingAgreesWithMeanAndVarianceTakenInTwoPasses(double horizon) {
    Random random = new Random(7);
    double[][] features = new double[16][500];
    Moments moments = Moments.ofLength(16);
    Moments next = Moments.ofLength(16);
    float[] out = new float[16];
    for (int n = 0; n < 500; n++) {
      double[] x = new double[16];
      for (int i = 0; i < 16; i++) {
        x[i] = 1000 * i + (1 + i) * random.nextGaussian();
        features[i][n] = x[i];
      }
      assertThat(Kernels.best().standardize(x, 16, horizon, 5, moments, next, out)).isTrue();
      moments.set(next, 16);
      for (int i = 0; i < 16; i++) {
        assertThat((double) out[i])
            .isCloseTo(standardized(features[i], n + 1, horizon), within(1e-5));
      }
    }
  }

  /** The last of the first {@code count} values; those beyond the horizon count less and less. */
  private static double standardized(double[] values, int count, double horizon) {
    double[] shares = new double[count];
    double rest = 1;
    for (int i = count - 1; i >= 0; i--) {
      shares[i] = rest / Math.min(i + 1, horizon);
      rest -= shares[i];
    }
    double mean = 0;
    for (int i = 0; i < count; i++) {
      mean += shares[i] * values[i];
    }
    double variance = 0;
    for (int i = 0; i < count; i++) {
      variance += shares[i] * (values[i] - mean) * (values[i] - mean);
    }
    double z = variance == 0 ? 0 : (values[count - 1] - mean) / Math.sqrt(variance);
    return Math.clamp(z, -5, 5);
  }
}
