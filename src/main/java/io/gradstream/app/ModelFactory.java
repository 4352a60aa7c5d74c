package io.gradstream.app;

import io.gradstream.config.Configuration;
import io.gradstream.evaluation.Evaluation;
import io.gradstream.evaluation.EvaluationSettings;
import io.gradstream.kernel.Kernels;
import io.gradstream.learning.Learner;
import io.gradstream.learning.NetworkLearner;
import io.gradstream.network.Network;
import io.gradstream.optimizer.Sgd;
import java.util.List;

/** Makes learners as they are before the first example, and their evaluations. */
public final class ModelFactory {
  private final Configuration configuration;
  private final List<String> features;
  private final String label;
  private final List<String> classes;
  private final Kernels kernels;
  private final Network network;

  /**
   * @param features the names of the features in the order of the vector
   * @param classes the names of the classes in order; empty for a real label
   */
  public ModelFactory(
      Configuration configuration, List<String> features, String label, List<String> classes) {
    this.configuration = configuration;
    this.features = features;
    this.label = label;
    this.classes = classes;
    this.kernels = configuration.learner().scalarKernels() ? Kernels.scalar() : Kernels.best();
    this.network =
        new Network(configuration.network().spec(features.size(), classes.size()), kernels);
  }

  /** A learner of fresh parameters. */
  public Learner newLearner() {
    return new NetworkLearner(
        network, new Sgd(network, configuration.optimizer()), configuration.learner().seed());
  }

  /** An evaluation that has seen nothing. */
  public Evaluation newEvaluation() {
    return classes.isEmpty()
        ? Evaluation.ofValues(evaluationSettings())
        : Evaluation.ofClasses(classes.size(), evaluationSettings());
  }

  private EvaluationSettings evaluationSettings() {
    return new EvaluationSettings(
        configuration.evaluation().window(), configuration.evaluation().fading());
  }

  /** The number of weights and biases of a learner. */
  public long parameterCount() {
    return network.parameterCount();
  }

  /** Names the kernels: plain or vector, and how wide. */
  public String kernels() {
    return kernels.describe();
  }

  /**
   * Everything that the weights are a function of, but for the examples, as {@code key: value}
   * lines. A stored model with another specification is another model.
   */
  public String specification() {
    return String.join(
        "\n",
        "network: " + network.spec(),
        "optimizer: " + configuration.optimizer(),
        "seed: " + configuration.learner().seed(),
        "evaluation: " + evaluationSettings(),
        "label: " + label,
        "classes: " + String.join(", ", classes),
        "features: " + String.join(", ", features));
  }
}
