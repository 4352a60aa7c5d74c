package io.gradstream.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.kernel.Kernels;
import io.gradstream.support.ReferenceNetwork;
import io.gradstream.support.ReferenceNetwork.Input;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Backpropagation against central differences, for every activation, loss, depth and layout, with
 * dense inputs alone and with a table and embeddings besides.
 */
class GradientTest {
  private static final int INPUTS = 6;

  /** An odd number, or errors beyond Huber's threshold could cancel out. */
  private static final int EXAMPLES = 7;

  private static final double H = 1e-5;

  /** Relative to the largest element of a tensor's gradient. */
  private static final double TOLERANCE = 1e-5;

  /** No weighted sum comes as near to a kink as this, so none crosses it when a weight moves. */
  private static final double KINK_DISTANCE = 1e-3;

  /** Narrow layers after the first are stored output-major, all others input-major. */
  enum Width {
    NARROW,
    WIDE;

    int[] units() {
      return this == NARROW ? new int[] {7, 5, 4} : new int[] {17, 20, 16};
    }

    int classes() {
      return this == NARROW ? 3 : 17;
    }
  }

  private static final int TABLE_ROWS = 8;
  private static final List<EmbeddingSpec> EMBEDDINGS =
      List.of(new EmbeddingSpec(3, 2), new EmbeddingSpec(2, 18));

  record Case(Activation activation, Loss loss, int depth, Width width, boolean sparse) {
    Network network() {
      List<LayerSpec> hidden =
          Arrays.stream(width.units())
              .limit(depth)
              .mapToObj(units -> new LayerSpec(units, activation))
              .toList();
      int outputs = loss instanceof Loss.SoftmaxCrossEntropy ? width.classes() : 1;
      return new Network(
          new NetworkSpec(
              INPUTS,
              sparse ? TABLE_ROWS : 0,
              sparse ? EMBEDDINGS : List.of(),
              hidden,
              outputs,
              loss,
              Initializer.HE,
              Initializer.HE),
          Kernels.best());
    }

    @Override
    public String toString() {
      String inputs = sparse ? "dense and sparse" : "dense";
      return "%s, %s, depth %d, %s, %s".formatted(activation, loss, depth, width, inputs);
    }
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Width width : Width.values()) {
      for (Loss loss :
          List.of(
              new Loss.SquaredError(),
              new Loss.Huber(1f),
              new Loss.BinaryCrossEntropy(),
              new Loss.SoftmaxCrossEntropy())) {
        cases.add(new Case(Activation.IDENTITY, loss, 0, width, false));
        cases.add(new Case(Activation.IDENTITY, loss, 0, width, true));
        for (Activation activation : Activation.values()) {
          for (int depth = 1; depth <= 3; depth++) {
            cases.add(new Case(activation, loss, depth, width, false));
            if (depth < 3) {
              cases.add(new Case(activation, loss, depth, width, true));
            }
          }
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theGradientIsThatOfTheReference(Case of) {
    Network network = of.network();
    Parameters parameters = randomParameters(network);
    ReferenceNetwork reference = new ReferenceNetwork(network, parameters);
    List<Point> points = points(network, reference);
    Workspace workspace = network.newWorkspace();
    Parameters gradient = network.zeroParameters("gradient");
    for (Point point : points) {
      network.forward(parameters, point.fill(workspace));
      network.backward(parameters, workspace, (float) point.target);
      network.addGradient(workspace, gradient);
    }

    Check check = new Check(reference, points);
    for (DenseLayer layer : network.layers()) {
      check.of(layer.bias().name(), 0, gradient.array(), biases(layer));
      check.of(layer.weights().name(), 0, gradient.array(), weights(layer));
    }
    if (of.sparse) {
      Tensor weights = network.embeddingWeights();
      int units = network.layer(1).outputs();
      check.of(weights.name(), 0, gradient.array(), rows(weights.offset(), weights.rows(), units));
      check.of("table", 1, gradient.table(), rows(0, TABLE_ROWS, units));
      for (int k = 0; k < EMBEDDINGS.size(); k++) {
        EmbeddingSpec spec = EMBEDDINGS.get(k);
        int[] elements = rows(0, spec.rows(), spec.width());
        check.of("embedding " + k, 2 + k, gradient.embedding(k), elements);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theDerivativesByTheDenseInputsAreThoseOfTheReference(Case of) {
    Network network = of.network();
    Parameters parameters = randomParameters(network);
    ReferenceNetwork reference = new ReferenceNetwork(network, parameters);
    Workspace workspace = network.newWorkspace();
    double largest = 0;
    for (Point point : points(network, reference)) {
      network.forward(parameters, point.fill(workspace));
      network.backward(parameters, workspace, (float) point.target);
      network.backwardToInputs(parameters, workspace);
      for (int i = 0; i < INPUTS; i++) {
        double exact = reference.inputDifference(i, H, point.input, point.target);
        checkClose("input " + i, workspace.inputDeltas()[i], exact);
        largest = Math.max(largest, Math.abs(exact));
      }
    }
    assertThat(largest).isGreaterThan(1e-3);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void scoresAndLossAreThoseOfTheReference(Case of) {
    Network network = of.network();
    Parameters parameters = randomParameters(network);
    ReferenceNetwork reference = new ReferenceNetwork(network, parameters);
    Workspace workspace = network.newWorkspace();
    for (Point point : points(network, reference)) {
      double[] scores = reference.scores(point.input);
      network.forward(parameters, point.fill(workspace));

      assertThat(workspace.scores()).hasSize(scores.length);
      for (int k = 0; k < scores.length; k++) {
        checkClose("score " + k, workspace.scores()[k], scores[k]);
      }
      checkClose(
          "loss",
          network.loss(workspace, (float) point.target),
          reference.loss(point.input, point.target));
    }
  }

  private static void checkClose(String what, float got, double exact) {
    assertThat((double) got)
        .as(what)
        .isCloseTo(exact, within(TOLERANCE * Math.max(1, Math.abs(exact))));
  }

  private record Check(ReferenceNetwork reference, List<Point> points) {
    void of(String tensor, int array, FloatArray gradient, int[] indices) {
      double[] exact = new double[indices.length];
      double scale = 0;
      for (int e = 0; e < exact.length; e++) {
        for (Point point : points) {
          exact[e] += reference.centralDifference(array, indices[e], H, point.input, point.target);
        }
        scale = Math.max(scale, Math.abs(exact[e]));
      }
      assertThat(scale).as("largest element of %s", tensor).isGreaterThan(1e-3);
      for (int e = 0; e < exact.length; e++) {
        assertThat((double) gradient.values()[indices[e]])
            .as("%s, element %d of the array", tensor, indices[e])
            .isCloseTo(exact[e], within(TOLERANCE * scale));
      }
    }
  }

  /** The elements of padded rows. */
  private static int[] rows(int offset, int rows, int used) {
    int[] indices = new int[rows * used];
    Arrays.setAll(indices, e -> offset + e / used * Kernels.padded(used) + e % used);
    return indices;
  }

  private static int[] biases(DenseLayer layer) {
    int[] indices = new int[layer.outputs()];
    Arrays.setAll(indices, j -> layer.bias().offset() + j);
    return indices;
  }

  private static int[] weights(DenseLayer layer) {
    int[] indices = new int[layer.inputs() * layer.outputs()];
    Arrays.setAll(indices, e -> layer.weightIndex(e / layer.outputs(), e % layer.outputs()));
    return indices;
  }

  private record Point(Input input, double target) {
    Workspace fill(Workspace workspace) {
      input.fill(workspace);
      return workspace;
    }
  }

  private static Parameters randomParameters(Network network) {
    Parameters parameters = network.initialParameters(5);
    Random random = new Random(6);
    for (DenseLayer layer : network.layers()) {
      for (int index : biases(layer)) {
        parameters.values()[index] = (float) random.nextGaussian() / 2;
      }
    }
    return parameters;
  }

  /** Drawn until there are enough that lie at no kink. */
  private static List<Point> points(Network network, ReferenceNetwork reference) {
    Random random = new Random(7);
    List<Point> points = new ArrayList<>();
    while (points.size() < EXAMPLES) {
      Input input = input(network.spec(), random);
      double target = target(network.spec(), random);
      if (reference.nearestKink(input, target) > KINK_DISTANCE) {
        points.add(new Point(input, target));
      }
    }
    return points;
  }

  private static Input input(NetworkSpec spec, Random random) {
    int[] rows = IntStream.range(0, spec.tableRows()).filter(row -> random.nextBoolean()).toArray();
    int[] embeddings =
        spec.embeddings().stream().mapToInt(e -> random.nextInt(-1, e.rows())).toArray();
    return new Input(floats(random, INPUTS), rows, floats(random, rows.length), embeddings);
  }

  private static double[] floats(Random random, int length) {
    return random.doubles(length, -2, 2).map(x -> (float) x).toArray();
  }

  private static double target(NetworkSpec spec, Random random) {
    return spec.loss().classifies()
        ? random.nextInt(spec.loss().scores(spec.outputs()))
        : (float) (3 * random.nextGaussian());
  }
}
