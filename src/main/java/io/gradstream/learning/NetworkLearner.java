package io.gradstream.learning;

import io.gradstream.network.DoubleArray;
import io.gradstream.network.FloatArray;
import io.gradstream.network.LearnedArray;
import io.gradstream.network.Network;
import io.gradstream.network.Parameters;
import io.gradstream.network.Workspace;
import io.gradstream.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One network, trained by one optimizer on standardised features. */
public final class NetworkLearner implements Learner {
  private static final int EXAMPLES = 0;
  private static final int REFUSALS = 1;

  private final Network network;
  private final Optimizer optimizer;
  private final Parameters parameters;
  private final Workspace workspace;
  private final Standardizer standardizer;
  private final @Nullable TargetScale targetScale;
  private final DoubleArray counts;
  private final Prediction prediction;

  /** A learner of fresh parameters, a function of the network's spec and the seed. */
  public NetworkLearner(Network network, Optimizer optimizer, long seed) {
    this.network = network;
    this.optimizer = optimizer;
    this.parameters = network.initialParameters(seed);
    this.workspace = network.newWorkspace();
    this.standardizer = new Standardizer(network.spec().inputs(), network.kernels());
    this.targetScale = network.spec().loss().classifies() ? null : new TargetScale();
    this.counts = new DoubleArray("learner/counts", 2);
    this.prediction = new Prediction(workspace.scores().length);
  }

  @Override
  public Prediction predict(FeatureVector features) {
    if (features.size() != network.spec().inputs()) {
      throw new IllegalArgumentException(
          "features: got %d, wants %d".formatted(features.size(), network.spec().inputs()));
    }
    prediction.begin(examples());
    if (!standardizer.transform(features, workspace.inputs())) {
      return refuse(Refusal.NON_FINITE_INPUT);
    }
    network.forward(parameters, workspace);
    float[] scores = prediction.scores();
    boolean finite = true;
    for (int k = 0; k < scores.length; k++) {
      float score = workspace.scores()[k];
      scores[k] = targetScale == null ? score : targetScale.value(score);
      finite &= Float.isFinite(scores[k]);
    }
    return finite ? prediction : refuse(Refusal.NON_FINITE_SCORE);
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
    float loss = network.loss(workspace, target);
    if (!Float.isFinite(loss)) {
      return refuse(Refusal.NON_FINITE_LOSS);
    }
    prediction.setLoss(loss);
    network.backward(parameters, workspace, target);
    if (!optimizer.step(parameters, workspace, examples())) {
      return refuse(Refusal.NON_FINITE_UPDATE);
    }
    standardizer.include();
    if (targetScale != null) {
      targetScale.include();
    }
    count(EXAMPLES);
    return prediction;
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
    if (index < 0 || index >= prediction.scores().length) {
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
  public FloatArray weights() {
    return parameters.array();
  }

  @Override
  public long parameterCount() {
    return network.parameterCount();
  }

  @Override
  public List<LearnedArray> state() {
    List<LearnedArray> state = new ArrayList<>();
    state.add(parameters.array());
    state.addAll(optimizer.state());
    state.addAll(standardizer.state());
    if (targetScale != null) {
      state.add(targetScale.state());
    }
    state.add(counts);
    return List.copyOf(state);
  }
}
