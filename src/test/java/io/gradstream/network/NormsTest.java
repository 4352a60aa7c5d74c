package io.gradstream.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.kernel.Kernels;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The lengths that are told by layer. */
class NormsTest {
  private static final List<LayerSpec> HIDDEN =
      List.of(new LayerSpec(20, Activation.TANH), new LayerSpec(5, Activation.TANH));

  private final Network network =
      new Network(
          new NetworkSpec(
              7,
              0,
              List.of(),
              HIDDEN,
              3,
              new Loss.SoftmaxCrossEntropy(),
              Initializer.HE,
              Initializer.HE),
          Kernels.best());

  /** The gradient itself has the parameters' type, so its layers can be measured as theirs are. */
  @Test
  void theGradientOfALayerIsAsLongAsWhatItWouldAddToItsWeights() {
    Parameters parameters = network.initialParameters(4);
    Workspace workspace = network.newWorkspace();
    Random random = new Random(5);
    for (int i = 0; i < 7; i++) {
      workspace.inputs()[i] = (float) random.nextGaussian();
    }
    network.forward(parameters, workspace);
    network.backward(parameters, workspace, 2);
    Parameters gradient = network.zeroParameters("gradient");
    network.addGradient(workspace, gradient);

    double sum = 0;
    for (int layer = 1; layer <= network.depth(); layer++) {
      double squared = network.norms().squaredGradientNorm(layer, workspace);
      assertThat(squared)
          .isPositive()
          .isEqualTo(network.norms().squaredWeights(layer, gradient), within(1e-6 * squared));
      sum += squared;
    }
    assertThat(network.norms().squaredGradientNorm(workspace)).isEqualTo(sum);
  }
}
