package io.gradstream.learning;

import io.gradstream.network.DoubleArray;
import io.gradstream.network.Extent;
import io.gradstream.network.LearnedArray;
import io.gradstream.network.Network;
import io.gradstream.network.Parameters;
import io.gradstream.network.Workspace;
import io.gradstream.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
  private static final int EXAMPLES = 0;
  private static final int REFUSALS = 1;
  private static final int INPUTS = 2;
  private static final int OUTPUTS = 3;

  private final Network network;
  private final Optimizer optimizer;
  private final long seed;
  private final Parameters parameters;
  private final Workspace workspace;
  private final Standardizer standardizer;
  private final @Nullable TargetScale targetScale;
  private final DoubleArray counts;
  private final Prediction prediction;

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
    this.standardizer = new Standardizer(network.spec().inputs(), network.kernels());
    this.targetScale = network.spec().loss().classifies() ? null : new TargetScale();
    this.counts = new DoubleArray("learner/counts", 4);
    counts.values()[INPUTS] = start.inputs();
    counts.values()[OUTPUTS] = start.outputs();
    this.prediction = new Prediction(workspace.scores().length);
  }

  @Override
  public Prediction predict(FeatureVector features) {
    checkShape(features);
    int inputs = known(INPUTS);
    int outputs = known(OUTPUTS);
    int scores = scores(outputs);
    prediction.begin(examples(), targetScale == null ? scores : 0);
    workspace.use(inputs, outputs);
    boolean finite = features.copySparse(workspace);
    int size = Math.max(inputs, features.size());
    if (!standardizer.transform(features, size, workspace.inputs()) || !finite) {
      return refuse(Refusal.NON_FINITE_INPUT);
    }
    network.forward(parameters, workspace);
    return takeScores(scores) ? prediction : refuse(Refusal.NON_FINITE_SCORE);
  }

  private void checkShape(FeatureVector features) {
    check("features", features.capacity(), network.spec().inputs());
    check("embeddings", features.embeddings(), network.spec().embeddings().size());
  }

  private static void check(String what, int got, int wanted) {
    if (got != wanted) {
      throw new IllegalArgumentException("%s: got %d, wants %d".formatted(what, got, wanted));
    }
  }

  private boolean takeScores(int count) {
    float[] scores = prediction.scores();
    boolean finite = true;
    for (int k = 0; k < count; k++) {
      float score = workspace.scores()[k];
      scores[k] = targetScale == null ? score : targetScale.value(score);
      finite &= Float.isFinite(scores[k]);
    }
    return finite;
  }

  @Override
  public Prediction learn(Example example) {
    float target = target(example.label());
    predict(example.features());
    if (prediction.refusal() != null) {
      return prediction;
    }
    if (!Float.isFinite(target)) {
      return refuse(Refusal.NON_FINITE_INPUT);
    }
    int inputs = Math.max(known(INPUTS), example.features().size());
    int outputs = known(OUTPUTS);
    if (targetScale == null && target >= scores(outputs)) {
      outputs = (int) target + 1;
      network.enlarge(workspace, outputs);
    }
    workspace.use(inputs, outputs);
    float loss = network.loss(workspace, target);
    if (!Float.isFinite(loss)) {
      return refuse(Refusal.NON_FINITE_LOSS);
    }
    prediction.setLoss(loss);
    if (example.weight() > 0 && !descend(target, example.weight())) {
      return refuse(Refusal.NON_FINITE_UPDATE);
    }
    standardizer.include();
    if (targetScale != null && example.weight() > 0) {
      targetScale.include();
    }
    grow(inputs, outputs);
    count(EXAMPLES);
    return prediction;
  }

  private boolean descend(float target, float weight) {
    network.backward(parameters, workspace, target, weight);
    return optimizer.step(parameters, workspace, examples());
  }

  /** To be called before the example is counted. */
  private void grow(int inputs, int outputs) {
    if (known(INPUTS) == 0 && inputs > 0 && examples() == 0) {
      network.initializeInputs(parameters, seed, new Extent(inputs, outputs));
    }
    counts.values()[INPUTS] = inputs;
    counts.values()[OUTPUTS] = outputs;
  }

  private int known(int index) {
    return (int) counts.values()[index];
  }

  /** The number of scores of so many outputs. */
  private int scores(int outputs) {
    return network.spec().loss().scores(outputs);
  }

  private float target(@Nullable Label label) {
    return switch (label) {
      case Label.Category category when targetScale == null -> classIndex(category.index());
      case Label.Real real when targetScale != null ->
          Float.isFinite((float) real.value()) ? targetScale.transform(real.value()) : Float.NaN;
      case null, default ->
          throw new IllegalArgumentException(
              "label: got %s, wants %s"
                  .formatted(label, targetScale == null ? "a category" : "a real value"));
    };
  }

  private float classIndex(int index) {
    if (index < 0 || index >= prediction.scores().length) { // At capacity, whatever is known.
      throw new IllegalArgumentException(
          "class: got %d, wants 0 to %d".formatted(index, prediction.scores().length - 1));
    }
    return index;
  }

  private Prediction refuse(Refusal reason) {
    count(REFUSALS);
    return prediction.refuse(reason);
  }

  private void count(int index) {
    counts.values()[index] += 1;
    counts.markAllChanged();
  }

  @Override
  public long examples() {
    return (long) counts.values()[EXAMPLES];
  }

  @Override
  public long refused() {
    return (long) counts.values()[REFUSALS];
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
  public List<LearnedArray> state() {
    List<LearnedArray> state = new ArrayList<>();
    state.addAll(parameters.arrays());
    state.addAll(optimizer.state());
    state.addAll(standardizer.state());
    if (targetScale != null) {
      state.add(targetScale.state());
    }
    state.add(counts);
    return List.copyOf(state);
  }
}
