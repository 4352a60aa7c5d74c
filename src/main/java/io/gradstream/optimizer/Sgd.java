package io.gradstream.optimizer;

import io.gradstream.kernel.Kernels;
import io.gradstream.kernel.MomentumStep;
import io.gradstream.network.LearnedArray;
import io.gradstream.network.Network;
import io.gradstream.network.Parameters;
import io.gradstream.network.Workspace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stochastic gradient descent: {@code w ← w − η·∂L/∂w}, with momentum (Polyak 1964; Nesterov's as
 * written by Sutskever et al. 2013, section 2, on the velocity), L2 and clipping by norm (Pascanu
 * et al. 2013, algorithm 1).
 */
public final class Sgd implements Optimizer {
  /**
   * The longest gradient and the longest update taken, with all momentum may make of them. Finite
   * products may overflow once added up: with steps this short a weight would need 10¹⁹ of them to
   * leave the finite numbers, so a finite weight stays finite, and so does a velocity.
   */
  private static final double MAX_NORM = 0x1p64;

  private final Network network;
  private final SgdSettings settings;
  private final float[][] scaledDeltas;
  private final @Nullable Parameters velocity;
  private final MomentumStep weightStep;
  private final MomentumStep biasStep;

  public Sgd(Network network, SgdSettings settings) {
    this.network = network;
    this.settings = settings;
    this.scaledDeltas = new float[network.depth() + 1][];
    for (int l = 1; l <= network.depth(); l++) {
      scaledDeltas[l] = new float[Kernels.padded(network.layer(l).outputs())];
    }
    this.velocity = settings.momentum() > 0 ? network.zeroParameters("optimizer/velocity") : null;
    float momentum = (float) settings.momentum();
    this.weightStep = new MomentumStep(momentum, (float) settings.l2(), settings.nesterov());
    this.biasStep = new MomentumStep(momentum, 0f, settings.nesterov());
  }

  @Override
  public List<LearnedArray> state() {
    return velocity == null ? List.of() : List.of(velocity.array());
  }

  @Override
  public boolean step(Parameters parameters, Workspace workspace, long step) {
    double norm = Math.sqrt(network.squaredGradientNorm(workspace));
    double rate = settings.rate().at(step);
    double clip = Math.min(1, settings.clipNorm() / norm);
    if (!(norm * clip * Math.max(rate, 1) / (1 - settings.momentum()) <= MAX_NORM)) {
      return false;
    }
    if (velocity == null) {
      descend(parameters, workspace, rate, clip);
    } else {
      descendWithMomentum(parameters, velocity, workspace, rate, clip);
    }
    parameters.array().markAllChanged();
    return true;
  }

  private void descend(Parameters parameters, Workspace workspace, double rate, double clip) {
    float decay = (float) (1 - rate * settings.l2());
    for (int l = 1; l <= network.depth(); l++) {
      float[] scaled = scaledDelta(workspace, l, -rate * clip);
      network
          .layer(l)
          .addOuterProduct(
              network.kernels(), parameters.values(), decay, workspace.layerInputs(l), scaled);
    }
  }

  private void descendWithMomentum(
      Parameters parameters, Parameters velocity, Workspace workspace, double rate, double clip) {
    weightStep.setRate((float) rate);
    biasStep.setRate((float) rate);
    for (int l = 1; l <= network.depth(); l++) {
      float[] scaled = scaledDelta(workspace, l, clip);
      network
          .layer(l)
          .addMomentumStep(
              network.kernels(),
              parameters.values(),
              velocity.values(),
              weightStep,
              biasStep,
              workspace.layerInputs(l),
              scaled);
    }
    velocity.array().markAllChanged();
  }

  private float[] scaledDelta(Workspace workspace, int layer, double factor) {
    float[] scaled = scaledDeltas[layer];
    network.kernels().scale((float) factor, workspace.deltas(layer), scaled, scaled.length);
    return scaled;
  }
}
