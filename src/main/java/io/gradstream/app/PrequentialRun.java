package io.gradstream.app;

import io.gradstream.config.Configuration;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.Row;
import io.gradstream.evaluation.Drift;
import io.gradstream.evaluation.Evaluation;
import io.gradstream.feature.ColumnReader;
import io.gradstream.feature.ExampleExtractor;
import io.gradstream.feature.Mapping;
import io.gradstream.feature.UnfitException;
import io.gradstream.learning.Example;
import io.gradstream.learning.Label;
import io.gradstream.learning.Learner;
import io.gradstream.learning.MemberShare;
import io.gradstream.learning.Prediction;
import io.gradstream.learning.Refusal;
import io.gradstream.topology.Model;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A learner of the topology on the rows of a data set, without Kafka: each row is tested on, then
 * trained on. {@link PrequentialPass} passes over the rows.
 */
public final class PrequentialRun {
  private final Configuration configuration;
  private final DatasetTopic format;
  private final ModelFactory models;
  private final ExampleExtractor extractor;
  private final ColumnReader reader;
  private final boolean classes;
  private Model model;
  private @Nullable Drift drift;
  private long rows;
  private long refused;
  private @Nullable String firstRefusal;
  private long unlabelled;

  /** A run of a model that has learned nothing. */
  public PrequentialRun(Configuration configuration, Dataset dataset) {
    this(configuration, dataset, UnaryOperator.identity());
  }

  /**
   * @param coat put over the learner
   */
  PrequentialRun(Configuration configuration, Dataset dataset, UnaryOperator<Learner> coat) {
    this.configuration = configuration;
    this.format = new DatasetTopic(dataset, configuration);
    Mapping mapping = format.mapping().resolve(null);
    this.models = ModelFactory.of(configuration, mapping);
    Model fresh = models.newModel();
    this.model = fresh.with(coat.apply(fresh.learner()));
    this.extractor = new ExampleExtractor(mapping, model.names());
    this.reader = format.columnReader(extractor);
    this.classes = dataset.columns().kind() instanceof LabelKind.Classes;
  }

  /** What is learned and how. */
  Configuration configuration() {
    return configuration;
  }

  /** What learns, under its coat. */
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
    return MemberShare.byMember(model.learner().followed());
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

  /** The rows of the pass that were predicted only, for want of a label. */
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
   * @return the prediction, refused or not; null of a row that makes no example
   */
  public @Nullable Prediction test(Row row) {
    drift = null;
    rows++;
    Example example;
    try {
      example = extractor.extract(format.read(row, reader), format.label(row));
    } catch (UnfitException e) {
      refuse(e.getMessage());
      return null;
    }
    Learner learner = model.learner();
    Label label = example.label();
    Prediction prediction =
        label == null ? learner.predict(example.features()) : learner.learn(example);
    Refusal refusal = prediction.refusal();
    if (refusal != null) {
      refuse(refusal.explanation());
    } else if (label == null) {
      unlabelled++;
    } else {
      drift = model.evaluate(prediction, label);
    }
    return prediction;
  }

  private void refuse(@Nullable String why) {
    if (refused++ == 0) {
      firstRefusal = "data row %d: %s".formatted(rows, why);
    }
  }

  /**
   * As {@link #test}, for a comparison.
   *
   * @return of a class the loss, of a value the absolute error; NaN of a row that was not learned
   */
  double testForLoss(Row row) {
    Prediction prediction = test(row);
    if (prediction == null || prediction.refusal() != null || Double.isNaN(row.label())) {
      return Double.NaN;
    }
    return classes ? prediction.loss() : Math.abs(prediction.value() - row.label());
  }

  /** Whether a rise of the loss was found with the row tested last. */
  boolean foundRise() {
    return drift != null && drift.rises();
  }
}
