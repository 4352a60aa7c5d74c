package io.gradstream.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.kernel.Kernels;
import io.gradstream.support.ReferenceNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Backpropagation against central differences, for every activation, loss, depth and layout. */
class GradientTest {
  private static final int INPUTS = 6;
  private static final int EXAMPLES = 6;
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

  record Case(Activation activation, Loss loss, int depth, Width width) {
    Network network() {
      List<LayerSpec> hidden =
          Arrays.stream(width.units())
              .limit(depth)
              .mapToObj(units -> new LayerSpec(units, activation))
              .toList();
      int outputs = loss instanceof Loss.SoftmaxCrossEntropy ? width.classes() : 1;
      return new Network(
          new NetworkSpec(INPUTS, hidden, outputs, loss, Initializer.HE, Initializer.HE),
          Kernels.best());
    }

    @Override
    public String toString() {
      return "%s, %s, depth %d, %s".formatted(activation, loss, depth, width);
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
        cases.add(new Case(Activation.IDENTITY, loss, 0, width));
        for (Activation activation : Activation.values()) {
          for (int depth = 1; depth <= 3; depth++) {
            cases.add(new Case(activation, loss, depth, width));
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
    ReferenceNetwork reference = new ReferenceNetwork(network, parameters.values());
    List<Point> points = points(network, reference);
    Workspace workspace = network.newWorkspace();
    Parameters gradient = network.zeroParameters("gradient");
    for (Point point : points) {
      network.forward(parameters, point.fill(workspace));
      network.backward(parameters, workspace, (float) point.target);
      network.addGradient(workspace, gradient);
    }

    for (DenseLayer layer : network.layers()) {
      check(layer.bias(), biases(layer), gradient, reference, points);
      check(layer.weights(), weights(layer), gradient, reference, points);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void scoresAndLossAreThoseOfTheReference(Case of) {
    Network network = of.network();
    Parameters parameters = randomParameters(network);
    ReferenceNetwork reference = new ReferenceNetwork(network, parameters.values());
    Workspace workspace = network.newWorkspace();
    for (Point point : points(network, reference)) {
      double[] scores = reference.scores(point.inputs);
      network.forward(parameters, point.fill(workspace));

      assertThat(workspace.scores()).hasSize(scores.length);
      for (int k = 0; k < scores.length; k++) {
        checkClose("score " + k, workspace.scores()[k], scores[k]);
      }
      checkClose(
          "loss",
          network.loss(workspace, (float) point.target),
          reference.loss(point.inputs, point.target));
    }
  }

  private static void checkClose(String what, float got, double exact) {
    assertThat((double) got)
        .as(what)
        .isCloseTo(exact, within(TOLERANCE * Math.max(1, Math.abs(exact))));
  }

  private static void check(
      Tensor tensor,
      int[] indices,
      Parameters gradient,
      ReferenceNetwork reference,
      List<Point> points) {
    double[] exact = new double[indices.length];
    double scale = 0;
    for (int e = 0; e < exact.length; e++) {
      for (Point point : points) {
        exact[e] += reference.centralDifference(indices[e], H, point.inputs, point.target);
      }
      scale = Math.max(scale, Math.abs(exact[e]));
    }
    assertThat(scale).as("largest element of %s", tensor.name()).isGreaterThan(1e-3);
    for (int e = 0; e < exact.length; e++) {
      assertThat((double) gradient.values()[indices[e]])
          .as("%s, element %d", tensor.name(), indices[e] - tensor.offset())
          .isCloseTo(exact[e], within(TOLERANCE * scale));
    }
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

  private static final class Point {
    final double[] inputs;
    final double target;

    Point(double[] inputs, double target) {
      this.inputs = inputs;
      this.target = target;
    }

    Workspace fill(Workspace workspace) {
      for (int i = 0; i < inputs.length; i++) {
        workspace.inputs()[i] = (float) inputs[i];
      }
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
      double[] inputs = random.doubles(INPUTS, -2, 2).map(x -> (float) x).toArray();
      double target = target(network.spec(), random);
      if (reference.nearestKink(inputs, target) > KINK_DISTANCE) {
        points.add(new Point(inputs, target));
      }
    }
    return points;
  }

  private static double target(NetworkSpec spec, Random random) {
    return spec.loss().classifies()
        ? random.nextInt(spec.loss().scores(spec.outputs()))
        : (float) (3 * random.nextGaussian());
  }
}
