package io.gradstream.prequential;

import io.gradstream.config.Configuration;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.Row;
import io.gradstream.evaluation.Evaluation;
import io.gradstream.feature.ExampleExtractor;
import io.gradstream.feature.Mapping;
import io.gradstream.learning.Learner;
import io.gradstream.learning.MemberShare;
import io.gradstream.learning.Prediction;
import io.gradstream.learning.pool.Mechanism;
import io.gradstream.model.Model;
import io.gradstream.model.Step;
import io.gradstream.record.UnfitException;
import io.gradstream.source.DatasetTopic;
import io.gradstream.source.RowExamples;
import io.gradstream.wiring.ModelFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A learner of the topology on the rows of a data set, without Kafka: each row is tested on, then
 * trained on. {@link PrequentialPass} passes over the rows.
 */
public final class PrequentialRun {
  private final Configuration configuration;
  private final ModelFactory models;
  private final RowExamples examples;
  private Model model;
  private long rows;
  private long refused;
  private @Nullable String firstRefusal;
  private long unlabelled;

  /** A run of a model that has learned nothing. */
  public PrequentialRun(Configuration configuration, Dataset dataset) {
    this(configuration, dataset, Set.of(), UnaryOperator.identity());
  }

  /** A run of a model whose pool lacks some mechanisms. */
  PrequentialRun(Configuration configuration, Dataset dataset, Set<Mechanism> without) {
    this(configuration, dataset, without, UnaryOperator.identity());
  }

  /**
   * @param wrapping what is put around the learner
   */
  PrequentialRun(Configuration configuration, Dataset dataset, UnaryOperator<Learner> wrapping) {
    this(configuration, dataset, Set.of(), wrapping);
  }

  private PrequentialRun(
      Configuration configuration,
      Dataset dataset,
      Set<Mechanism> without,
      UnaryOperator<Learner> wrapping) {
    this.configuration = configuration;
    DatasetTopic format = new DatasetTopic(dataset, configuration.mapping());
    Mapping mapping = format.mapping().resolve(null);
    this.models = ModelFactory.of(configuration, mapping, without);
    Model fresh = models.newModel();
    this.model = fresh.with(wrapping.apply(fresh.learner()));
    this.examples = format.examples(new ExampleExtractor(mapping, model.names()));
  }

  /** What is learned and how. */
  Configuration configuration() {
    return configuration;
  }

  /** What learns, without what is around it. */
  Learner learner() {
    return model.learner();
  }

  /** The number of weights and biases. */
  public long parameterCount() {
    return model.learner().parameterCount();
  }

  /** CRC-32C of the weights as they are now, as little-endian floats. */
  public int weightsCrc32c() {
    return model.learner().weightsCrc32c();
  }

  /** The names of the classes known so far, in order; none of values. */
  public List<String> classNames() {
    return model.classNames();
  }

  /** The {@code share} and the {@code loss} of each member of a pool; none of a network. */
  public Map<String, Map<String, Double>> members() {
    return MemberShare.byMember(model.learner().memberShares());
  }

  /** What is suspicious of its inputs, each after its name. */
  public List<String> doubts() {
    return model.doubts();
  }

  /** The scores since the pass began. */
  public Evaluation evaluation() {
    return model.evaluation();
  }

  /** The rows of the pass that the learner refused. */
  public long refused() {
    return refused;
  }

  /** Which row of the pass was the first that was refused, and why; null if none was. */
  public @Nullable String firstRefusal() {
    return firstRefusal;
  }

  /** The rows of the pass without a label, which were only predicted. */
  public long unlabelled() {
    return unlabelled;
  }

  /** Forgets scores and counts, not what is learned: a pass begins. */
  public void begin() {
    model = model.with(models.newEvaluation());
    rows = 0;
    refused = 0;
    firstRefusal = null;
    unlabelled = 0;
  }

  /**
   * Tests on a row, then trains on it.
   *
   * @return the prediction; null if the row makes no example or the model refuses it
   */
  public @Nullable Prediction test(Row row) {
    return switch (step(row)) {
      case Step.Learned learned -> learned.prediction();
      case Step.Predicted predicted -> predicted.prediction();
      case Step.Refused refused -> null;
      case null -> null;
    };
  }

  /** As {@link #test}; null if the row makes no example. */
  @Nullable Step step(Row row) {
    rows++;
    Step step;
    try {
      step = model.step(examples.example(row));
    } catch (UnfitException e) {
      refuse(e.getMessage());
      return null;
    }
    switch (step) {
      case Step.Learned learned -> {}
      case Step.Predicted predicted -> unlabelled++;
      case Step.Refused refused -> refuse(refused.refusal().explanation());
    }
    return step;
  }

  private void refuse(@Nullable String why) {
    if (refused++ == 0) {
      firstRefusal = "data row %d: %s".formatted(rows, why);
    }
  }
}
