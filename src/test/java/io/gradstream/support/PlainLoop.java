package io.gradstream.support;

import io.gradstream.config.Configuration;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.Row;
import io.gradstream.dataset.RowReader;
import io.gradstream.learning.Prediction;
import io.gradstream.prequential.PrequentialRun;
import io.gradstream.source.DatasetTopic;
import java.util.ArrayList;
import java.util.List;

/**
 * What the plain loop makes of a data set, as the topology would publish it if the rows were the
 * records of partition 0.
 */
public record PlainLoop(List<Published> predictions, List<Published> losses, String weightsCrc32c) {

  /** Runs it. */
  public static PlainLoop over(Dataset dataset, Configuration configuration) {
    PrequentialRun run = new PrequentialRun(configuration, dataset);
    PlainLoop loop = new PlainLoop(new ArrayList<>(), new ArrayList<>(), "");
    List<String> classes = new DatasetTopic(dataset, configuration.mapping()).mapping().classes();
    run.begin();
    try (RowReader rows = dataset.open()) {
      long offset = 0;
      for (Row row = rows.next(); row != null; row = rows.next()) {
        Prediction prediction = run.test(row);
        if (prediction != null) {
          loop.publish(offset, prediction, classes);
        }
        offset++;
      }
    }
    return new PlainLoop(loop.predictions, loop.losses, "%08x".formatted(run.weightsCrc32c()));
  }

  private void publish(long offset, Prediction prediction, List<String> classes) {
    predictions.add(Published.prediction(null, offset, prediction, classes));
    if (!Float.isNaN(prediction.loss())) {
      losses.add(Published.loss(null, offset, prediction));
    }
  }
}
