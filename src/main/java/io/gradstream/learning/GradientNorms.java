package io.gradstream.learning;

import io.gradstream.network.Network;
import io.gradstream.network.Parameters;
import io.gradstream.network.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The faded mean norm of each layer's gradient, of one example in {@value #EVERY}. For readers
 * only: nothing learned depends on it, so it is not stored, and starts over with the process.
 */
public final class GradientNorms {
  private static final int EVERY = 32;
  private static final double KEEP = 0.9;

  private final Network network;
  private final double[] means;

  public GradientNorms(Network network) {
    this.network = network;
    this.means = new double[network.depth()];
    Arrays.fill(means, Double.NaN);
  }

  /** Includes the gradient of a backward pass, if it is its turn. */
  public void include(Workspace workspace, long step) {
    if (step % EVERY != 0) {
      return;
    }
    for (int l = 1; l <= means.length; l++) {
      double norm = Math.sqrt(network.norms().squaredGradientNorm(l, workspace));
      double before = Double.isFinite(means[l - 1]) ? means[l - 1] : norm;
      means[l - 1] = KEEP * before + (1 - KEEP) * norm;
    }
  }

  /** Beside the norms of the weights, from input to output. */
  public List<LayerStatistics> layers(String member, double rate, Parameters parameters) {
    return IntStream.rangeClosed(1, means.length)
        .mapToObj(
            layer ->
                new LayerStatistics(
                    member,
                    layer,
                    rate,
                    Math.sqrt(network.norms().squaredWeights(layer, parameters)),
                    means[layer - 1]))
        .toList();
  }
}
