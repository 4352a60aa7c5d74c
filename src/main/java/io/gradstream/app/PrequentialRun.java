package io.gradstream.app;

import io.gradstream.config.Configuration;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.Row;
import io.gradstream.dataset.RowReader;
import io.gradstream.evaluation.Evaluation;
import io.gradstream.evaluation.EvaluationSnapshot;
import io.gradstream.feature.ColumnReader;
import io.gradstream.feature.ExampleExtractor;
import io.gradstream.feature.Mapping;
import io.gradstream.feature.UnfitException;
import io.gradstream.learning.Example;
import io.gradstream.learning.Label;
import io.gradstream.learning.Learner;
import io.gradstream.learning.Prediction;
import io.gradstream.topology.Model;
import java.util.List;
import java.util.function.Consumer;

/** The plain loop: the learner of the topology over a data set, without Kafka. */
public final class PrequentialRun {
  private static final int PROGRESS_EVERY = 1024;

  private final Dataset dataset;
  private final DatasetTopic format;
  private final ModelFactory models;
  private final Model model;
  private final Learner learner;
  private final ExampleExtractor extractor;
  private final ColumnReader reader;
  private long refused;
  private long unlabelled;

  public PrequentialRun(Configuration configuration, Dataset dataset) {
    this.dataset = dataset;
    this.format = new DatasetTopic(dataset, configuration);
    Mapping mapping = format.mapping().resolve(null);
    this.models = ModelFactory.of(configuration, mapping);
    this.model = models.newModel();
    this.learner = model.learner();
    this.extractor = new ExampleExtractor(mapping, model.names());
    this.reader = format.columnReader(extractor);
  }

  /** What makes the learner. */
  public ModelFactory models() {
    return models;
  }

  /** The number of weights and biases. */
  public long parameterCount() {
    return learner.parameterCount();
  }

  /** CRC-32C of the weights as they are now, as little-endian floats. */
  public int weightsCrc32c() {
    return learner.weightsCrc32c();
  }

  /** The names of the classes known so far, in order; none of values. */
  public List<String> classNames() {
    return model.classNames();
  }

  /** The rows of the last epoch that the learner refused. */
  public long refused() {
    return refused;
  }

  /** The rows of the last epoch that were predicted only, for want of a label. */
  public long unlabelled() {
    return unlabelled;
  }

  /** An epoch whose predictions nobody looks at. */
  public EvaluationSnapshot epoch(long limit, Consumer<Progress> progress) {
    return epoch(limit, prediction -> {}, progress);
  }

  /**
   * Passes over the data set once, testing on each example before training on it.
   *
   * @param limit rows at most
   * @param predictions sees each prediction before the next one overwrites it
   * @param progress is told the rows done, now and then
   */
  public EvaluationSnapshot epoch(
      long limit, Consumer<Prediction> predictions, Consumer<Progress> progress) {
    Evaluation evaluation = models.newEvaluation();
    refused = 0;
    unlabelled = 0;
    try (RowReader rows = dataset.open()) {
      long done = 0;
      for (Row row = rows.next(); row != null && done < limit; row = rows.next()) {
        test(row, evaluation, predictions);
        if (++done % PROGRESS_EVERY == 0) {
          progress.accept(new Progress(done, evaluation));
        }
      }
    }
    return evaluation.snapshot();
  }

  /** Tests on a row, then trains on it; a row that makes no example is passed over. */
  private void test(Row row, Evaluation evaluation, Consumer<Prediction> predictions) {
    Example example;
    try {
      example = extractor.extract(format.read(row, reader), format.label(row));
    } catch (UnfitException e) {
      refused++;
      return;
    }
    Label label = example.label();
    Prediction prediction =
        label == null ? learner.predict(example.features()) : learner.learn(example);
    predictions.accept(prediction);
    if (prediction.refusal() != null) {
      refused++;
    } else if (label == null) {
      unlabelled++;
    } else {
      evaluation.add(prediction, label);
    }
  }

  /** How far an epoch is, and how well it goes. */
  public record Progress(long rows, Evaluation evaluation) {}
}
