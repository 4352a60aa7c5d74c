package io.gradstream.app;

import io.gradstream.config.Configuration;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.Row;
import io.gradstream.dataset.RowReader;
import io.gradstream.evaluation.Evaluation;
import io.gradstream.evaluation.EvaluationSnapshot;
import io.gradstream.learning.Example;
import io.gradstream.learning.FeatureVector;
import io.gradstream.learning.Label;
import io.gradstream.learning.Learner;
import io.gradstream.learning.Prediction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The plain loop: the learner of the topology over a data set, without Kafka. */
public final class PrequentialRun {
  private static final int PROGRESS_EVERY = 1024;

  private final Dataset dataset;
  private final DatasetColumns columns;
  private final Learner learner;
  private final ModelFactory models;
  private final int[] positions;
  private final FeatureVector features;
  private long refused;
  private long unlabelled;

  public PrequentialRun(Configuration configuration, Dataset dataset) {
    this.dataset = dataset;
    this.columns = DatasetColumns.of(dataset.columns(), configuration);
    this.positions = columns.positions().stream().mapToInt(Integer::intValue).toArray();
    this.models =
        new ModelFactory(configuration, columns.features(), columns.label(), columns.classes());
    this.learner = models.newLearner();
    this.features = new FeatureVector(positions.length);
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
    return learner.weights().crc32c();
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
        Label label = read(row);
        Prediction prediction =
            label == null ? learner.predict(features) : learner.learn(new Example(features, label));
        predictions.accept(prediction);
        if (prediction.refusal() != null) {
          refused++;
        } else if (label == null) {
          unlabelled++;
        } else {
          evaluation.add(prediction, label);
        }
        if (++done % PROGRESS_EVERY == 0) {
          progress.accept(new Progress(done, evaluation));
        }
      }
    }
    return evaluation.snapshot();
  }

  private @Nullable Label read(Row row) {
    for (int i = 0; i < positions.length; i++) {
      features.set(i, row.features()[positions[i]]);
    }
    if (Double.isNaN(row.label())) {
      return null;
    }
    return columns.classes().isEmpty()
        ? new Label.Real(row.label())
        : new Label.Category((int) row.label());
  }

  /** How far an epoch is, and how well it goes. */
  public record Progress(long rows, Evaluation evaluation) {}
}
