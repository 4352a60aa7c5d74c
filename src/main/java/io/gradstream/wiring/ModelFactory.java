package io.gradstream.wiring;

import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationException;
import io.gradstream.evaluation.Evaluation;
import io.gradstream.evaluation.EvaluationSettings;
import io.gradstream.feature.Mapping;
import io.gradstream.feature.Names;
import io.gradstream.kernel.Kernels;
import io.gradstream.learning.Learner;
import io.gradstream.learning.NetworkLearner;
import io.gradstream.learning.pool.DefaultPool;
import io.gradstream.learning.pool.LearnerPool;
import io.gradstream.learning.pool.Mechanism;
import io.gradstream.learning.pool.PoolSpec;
import io.gradstream.model.Model;
import io.gradstream.network.Extent;
import io.gradstream.network.Network;
import io.gradstream.network.NetworkSpec;
import io.gradstream.text.Sha256;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes models as they are before the first example. */
public final class ModelFactory {
  /** A list of names longer than this is named by its hash. */
  private static final int MAX_LIST_CHARS = 2_000;

  private static final String EVALUATION = "evaluation: ";
  private static final String DRIFT = "drift=";

  private final Configuration configuration;
  private final Mapping mapping;
  private final Set<Mechanism> without;
  private final Kernels kernels;
  private final Network network;
  private final NetworkSpec spec;

  /**
   * A factory of models of a configuration.
   *
   * @param mapping the configuration's, resolved
   * @throws ConfigurationException if there can be no such network
   */
  public static ModelFactory of(Configuration configuration, Mapping mapping) {
    return of(configuration, mapping, Set.of());
  }

  /**
   * The same, whose pools lack some mechanisms.
   *
   * @throws ConfigurationException if there can be no such network
   */
  public static ModelFactory of(
      Configuration configuration, Mapping mapping, Set<Mechanism> without) {
    try {
      return new ModelFactory(configuration, mapping, without);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("network." + e.getMessage());
    }
  }

  private ModelFactory(Configuration configuration, Mapping mapping, Set<Mechanism> without) {
    this.without = without;
    this.configuration = configuration;
    this.mapping = mapping;
    this.kernels = configuration.learner().scalarKernels() ? Kernels.scalar() : Kernels.best();
    this.spec = configuration.network().spec(mapping);
    this.network = new Network(spec, kernels);
  }

  /** A model that has learned nothing. */
  public Model newModel() {
    return new Model(
        newLearner(),
        newEvaluation(),
        Names.of(mapping),
        configuration.learner().raisesRates() && !without.contains(Mechanism.RAISED_RATES));
  }

  private Learner newLearner() {
    long seed = configuration.learner().seed();
    if (configuration.learner().isPool()) {
      return new LearnerPool(pool(), kernels, seed, start());
    }
    return new NetworkLearner(
        network, configuration.optimizer().newOptimizer(network), seed, start());
  }

  /** What is known of the stream before its first example. */
  private Extent start() {
    boolean growsClasses =
        mapping.labelKind() == Mapping.LabelKind.CLASSES && mapping.classes().isEmpty();
    return new Extent(mapping.isClosed() ? spec.inputs() : 0, growsClasses ? 0 : spec.outputs());
  }

  /** An evaluation that has seen nothing. */
  public Evaluation newEvaluation() {
    EvaluationSettings settings = configuration.evaluation();
    long seed = configuration.learner().seed();
    return mapping.labelKind() == Mapping.LabelKind.REAL
        ? Evaluation.ofValues(settings, seed)
        : Evaluation.ofClasses(mapping.classCapacity(), settings, seed);
  }

  /** The number of weights and biases of a learner. */
  public long parameterCount() {
    return newLearner().parameterCount();
  }

  /** Whether it is values that its models predict, and not classes. */
  public boolean predictsValues() {
    return mapping.labelKind() == Mapping.LabelKind.REAL;
  }

  /** What learns, in a line. */
  public String describe() {
    return configuration.learner().isPool()
        ? "a pool of %d networks".formatted(DefaultPool.members().size())
        : "a network %s, optimizer %s".formatted(spec, configuration.optimizer());
  }

  /** Names the kernels: plain or vector, and how wide. */
  public String kernels() {
    return kernels.describe();
  }

  /**
   * Everything that weights and scores are a function of, but for the examples, as {@code key:
   * value} lines.
   */
  public String specification() {
    return String.join(
        "\n",
        learner(),
        "seed: " + configuration.learner().seed(),
        EVALUATION + configuration.evaluation(),
        "on drift: " + (configuration.learner().raisesRates() ? "[raise-rates]" : "[]"),
        "label: " + mapping.label() + " " + mapping.labelKind(),
        "classes: " + list(mapping.classes()),
        "weight: " + (mapping.weight() == null ? "none" : mapping.weight()),
        "features: " + list(mapping.features()),
        "limits: " + mapping.limits());
  }

  /**
   * Of a specification what the weights are a function of: a model that is stored with another is
   * another model. A learner that reacts to drift depends on what finds it.
   */
  String identity(String specification) {
    boolean reacts = configuration.learner().raisesRates();
    return specification
        .lines()
        .filter(line -> reacts || !line.startsWith(EVALUATION))
        .map(line -> line.startsWith(EVALUATION) ? line.substring(line.indexOf(DRIFT)) : line)
        .collect(Collectors.joining("\n"));
  }

  private String learner() {
    return configuration.learner().isPool()
        ? "learner: " + pool()
        : "network: %s\noptimizer: %s".formatted(spec, configuration.optimizer());
  }

  private PoolSpec pool() {
    int most = DefaultPool.MOST_EXPANDED;
    boolean isWide = mapping.isClosed() && spec.inputs() > most;
    return new PoolSpec(
        DefaultPool.members(),
        spec.inputs(),
        isWide ? 0 : Math.min(spec.inputs(), most),
        spec.tableRows(),
        spec.embeddings(),
        spec.outputs(),
        spec.loss(),
        without);
  }

  private static String list(List<?> items) {
    String text = items.toString();
    return text.length() <= MAX_LIST_CHARS
        ? text
        : "%d, SHA-256 %s".formatted(items.size(), HexFormat.of().formatHex(Sha256.of(text)));
  }
}
