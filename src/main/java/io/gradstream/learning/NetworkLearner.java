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

/**
 * One network, trained by one optimizer on standardised dense features and on sparse ones as they
 * are.
 *
 * <p>It may grow into its network's capacity. A dense feature that comes later starts with zero
 * weights. The first ones of a learner that began with none are drawn when the first example is
 * learned, for as many as it has. A class that comes later starts with zero weights too: an example
 * of it is predicted with the classes known before; its loss and gradient are those with the new
 * one.
 */
public final class NetworkLearner implements Learner {
  /** What it is called where a pool's members have names. */
  public static final String MEMBER = "network";

  private final Network network;
  private final Optimizer optimizer;
  private final long seed;
  private final Parameters parameters;
  private final Workspace workspace;
  private final FeatureScale scale;
  private final Targets targets;
  private final Counts counts;
  private final Prediction prediction;
  private final GradientNorms gradients;
  private final RateSteps rateSteps = new RateSteps("learner/");

  /** A learner of fresh parameters, a function of the network's spec and the seed. */
  public NetworkLearner(Network network, Optimizer optimizer, long seed) {
    this(network, optimizer, seed, Extent.of(network.spec()));
  }

  /**
   * A learner that grows.
   *
   * @param start the dense features and the outputs known before the first example; it belongs to
   *     what a stored model must agree on
   * @throws IllegalArgumentException if the network is smaller, or if its loss wants all outputs
   */
  public NetworkLearner(Network network, Optimizer optimizer, long seed, Extent start) {
    this.network = network;
    this.optimizer = optimizer;
    this.seed = seed;
    this.parameters = network.initialParameters(seed, start);
    this.workspace = network.newWorkspace();
    this.scale =
        new FeatureScale(network.spec().inputs(), 0, network.kernels(), Double.POSITIVE_INFINITY);
    this.targets = new Targets(network.spec().loss(), workspace.scores().length);
    this.counts = new Counts(start);
    this.prediction = new Prediction(workspace.scores().length);
    this.gradients = new GradientNorms(network);
  }

  @Override
  public Prediction predict(FeatureVector features) {
    features.checkShape(network.spec().inputs(), network.spec().embeddings().size());
    int inputs = counts.inputs();
    int outputs = counts.outputs();
    int scores = scores(outputs);
    prediction.begin(examples(), targets.areClasses() ? scores : 0);
    workspace.use(inputs, outputs);
    boolean finite = features.copySparse(workspace);
    int size = Math.max(inputs, features.size());
    if (!scale.transform(features.padded(), size) || !finite) {
      return refuse(Refusal.NON_FINITE_INPUT);
    }
    System.arraycopy(scale.normal(), 0, workspace.inputs(), 0, size);
    network.forward(parameters, workspace);
    return takeScores(scores) ? prediction : refuse(Refusal.NON_FINITE_SCORE);
  }

  private boolean takeScores(int count) {
    float[] scores = prediction.scores();
    boolean finite = true;
    for (int k = 0; k < count; k++) {
      scores[k] = workspace.scores()[k];
      finite &= Float.isFinite(scores[k]);
    }
    if (!targets.areClasses()) {
      prediction.setValue(targets.published(scores[0]));
    }
    return finite;
  }

  @Override
  public Prediction learn(Example example) {
    predict(example.features());
    float target = targets.of(example.label(), workspace.scores()[0]);
    if (prediction.refusal() != null) {
      return prediction;
    }
    if (!Float.isFinite(target)) {
      return refuse(Refusal.NON_FINITE_INPUT);
    }
    float loss = publishedLoss(target);
    int inputs = Math.max(counts.inputs(), example.features().size());
    int outputs = counts.outputs();
    if (targets.areClasses() && target >= scores(outputs)) {
      outputs = (int) target + 1;
      network.enlarge(workspace, outputs);
    }
    workspace.use(inputs, outputs);
    if (!Float.isFinite(loss)) {
      return refuse(Refusal.NON_FINITE_LOSS);
    }
    prediction.setLoss(loss);
    float weight = example.weight();
    if (weight > 0 && !descend(target, weight)) {
      return refuse(Refusal.NON_FINITE_UPDATE);
    }
    scale.include();
    if (weight > 0) {
      targets.include();
    }
    if (counts.inputs() == 0 && inputs > 0 && examples() == 0) {
      network.initializeInputs(parameters, seed, new Extent(inputs, outputs));
    }
    counts.countExample(inputs, outputs);
    return prediction;
  }

  @Override
  public void react(Reaction reaction) {
    switch (reaction) {
      case RAISE_RATES -> rateSteps.raise(examples());
      case RESTART_MEMBERS -> {}
      case FORGET_STANDARDIZER -> {
        scale.forget();
        targets.forget();
      }
    }
  }

  /**
   * The loss of what was published: of a class that it does not know, as of one held impossible.
   */
  private float publishedLoss(float target) {
    if (targets.areClasses() && target >= prediction.classes()) {
      return Prediction.MOST_LOSS;
    }
    return network.loss(workspace, targets.asPredicted(target));
  }

  private boolean descend(float target, float weight) {
    network.backward(parameters, workspace, target, weight);
    gradients.include(workspace, examples());
    return optimizer.step(parameters, workspace, examples(), rateSteps.of(examples()));
  }

  /** The number of scores of so many outputs. */
  private int scores(int outputs) {
    return network.spec().loss().scores(outputs);
  }

  private Prediction refuse(Refusal reason) {
    counts.countRefusal();
    return prediction.refuse(reason);
  }

  @Override
  public long examples() {
    return counts.examples();
  }

  @Override
  public long refused() {
    return counts.refusals();
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
    return targets.doubts(scale.doubts());
  }

  @Override
  public List<LearnedArray> state() {
    List<LearnedArray> state = new ArrayList<>();
    state.addAll(parameters.arrays());
    state.addAll(optimizer.state());
    state.addAll(scale.state());
    state.addAll(targets.state());
    state.add(counts.state());
    state.add(rateSteps.state());
    return List.copyOf(state);
  }
}
