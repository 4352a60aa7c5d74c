package io.gradstream.learning;

import io.gradstream.network.Extent;
import io.gradstream.network.LearnedArray;
import io.gradstream.network.Network;
import io.gradstream.network.Parameters;
import io.gradstream.network.Workspace;
import io.gradstream.optimizer.Optimizer;
import io.gradstream.scale.Doubt;
import io.gradstream.scale.FeatureScale;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One network, trained by one optimizer on standardised dense features and on sparse ones as they
 * are.
 */
public final class NetworkLearner extends GrowingLearner {
  /** What it is called where a pool's members have names. */
  public static final String MEMBER = "network";

  private final Network network;
  private final Optimizer optimizer;
  private final long seed;
  private final Parameters parameters;
  private final Workspace workspace;
  private final FeatureScale scale;
  private final GradientNorms gradients;
  private final RateSteps rateSteps = new RateSteps("learner/");

  /** A learner of fresh parameters, a function of the network's spec and the seed. */
  public NetworkLearner(Network network, Optimizer optimizer, long seed) {
    this(network, optimizer, seed, Extent.of(network.spec()));
  }

  /**
   * A learner that grows.
   *
   * @param start the dense features and the outputs known before the first example
   * @throws IllegalArgumentException if the network is smaller, or if its loss wants all outputs
   */
  public NetworkLearner(Network network, Optimizer optimizer, long seed, Extent start) {
    super(network.spec().loss(), network.spec().outputs(), start);
    this.network = network;
    this.optimizer = optimizer;
    this.seed = seed;
    this.parameters = network.initialParameters(seed, start);
    this.workspace = network.newWorkspace();
    this.scale =
        new FeatureScale(
            network.spec().inputs(), 0, network.kernels(), Double.POSITIVE_INFINITY, true);
    this.gradients = new GradientNorms(network);
  }

  @Override
  protected void checkShape(FeatureVector features) {
    features.checkShape(network.spec().inputs(), network.spec().embeddings().size());
  }

  @Override
  protected @Nullable Refusal forward(FeatureVector features, int size, Extent inUse) {
    workspace.use(inUse.inputs(), inUse.outputs());
    boolean finite = features.copySparse(workspace);
    if (!scale.transform(features.padded(), size) || !finite) {
      return Refusal.NON_FINITE_INPUT;
    }
    System.arraycopy(scale.normal(), 0, workspace.inputs(), 0, size);
    network.forward(parameters, workspace);
    int scores = network.spec().loss().scores(inUse.outputs());
    for (int k = 0; k < scores; k++) {
      finite &= Float.isFinite(workspace.scores()[k]);
    }
    return finite ? null : Refusal.NON_FINITE_SCORE;
  }

  @Override
  protected double score(int index) {
    return workspace.scores()[index];
  }

  @Override
  protected double expected() {
    return workspace.scores()[0];
  }

  @Override
  protected float loss(float target) {
    return network.loss(workspace, target);
  }

  @Override
  protected void enlarge(int outputs) {
    network.enlarge(workspace, outputs);
  }

  @Override
  protected boolean train(float target, float weight, Extent inUse) {
    workspace.use(inUse.inputs(), inUse.outputs());
    network.backward(parameters, workspace, target, weight);
    gradients.include(workspace, examples());
    return optimizer.step(parameters, workspace, examples(), rateSteps.of(examples()));
  }

  @Override
  protected boolean includeFeatures() {
    scale.include();
    return false;
  }

  @Override
  protected void initializeInputs(Extent inUse) {
    network.initializeInputs(parameters, seed, inUse);
  }

  @Override
  public void raiseRates() {
    rateSteps.raise(examples());
  }

  @Override
  public int weightsCrc32c() {
    return parameters.crc32c();
  }

  @Override
  public long parameterCount() {
    return network.parameterCount();
  }

  @Override
  public List<LayerStatistics> layers() {
    double rate = optimizer.rateAt(rateSteps.of(examples()));
    return gradients.layers(MEMBER, rate, parameters);
  }

  @Override
  public List<Doubt> doubts() {
    return doubts(scale.doubts());
  }

  @Override
  public List<LearnedArray> state() {
    List<LearnedArray> state = new ArrayList<>();
    state.addAll(parameters.arrays());
    state.addAll(optimizer.state());
    state.addAll(scale.state());
    state.addAll(targets().state());
    state.add(countsState());
    state.add(rateSteps.state());
    return List.copyOf(state);
  }
}
