package io.gradstream.prequential;

import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.Row;
import io.gradstream.dataset.RowReader;
import io.gradstream.evaluation.Baseline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The plain loop: one pass over a data set. Each run tests on every row before it trains on it; all
 * see the same rows in the same order, and none sees another.
 */
public final class PrequentialPass {
  /** Rows that are given to one run, then the next: few, and a run's weights stay in the cache. */
  private static final int BATCH = 256;

  private final Dataset dataset;
  private final List<ComparedRun> runs = new ArrayList<>();
  private final List<BaselineRun> baselines;

  /**
   * A pass of one run or more; differences are from the first.
   *
   * @param runs of this data set
   */
  public PrequentialPass(Dataset dataset, List<PrequentialRun> runs) {
    this.dataset = dataset;
    runs.forEach(run -> this.runs.add(new ComparedRun(run, BATCH)));
    List<Baseline> all =
        switch (dataset.columns().kind()) {
          case LabelKind.Classes classes -> Baseline.ofClasses(classes.names().size());
          case LabelKind.Real real -> Baseline.ofValues();
        };
    double fading = runs.getFirst().configuration().evaluation().fading();
    this.baselines = all.stream().map(baseline -> new BaselineRun(baseline, fading)).toList();
  }

  /**
   * Passes over the data set.
   *
   * @param limit rows at most
   * @param progress is told the rows done, now and then
   */
  public void run(long limit, LongConsumer progress) {
    runs.forEach(compared -> compared.run().begin());
    List<Row> batch = new ArrayList<>(BATCH);
    try (RowReader rows = dataset.open()) {
      long done = 0;
      do {
        batch.clear();
        for (long left = limit - done; left > 0 && batch.size() < BATCH; left--) {
          Row row = rows.next();
          if (row == null) {
            break;
          }
          batch.add(row);
        }
        test(batch);
        done += batch.size();
        progress.accept(done);
      } while (batch.size() == BATCH);
    }
  }

  private void test(List<Row> batch) {
    ComparedRun first = runs.getFirst();
    for (ComparedRun compared : runs) {
      compared.test(batch);
      if (compared != first) {
        compared.compare(first, batch.size());
      }
    }
    for (BaselineRun baseline : baselines) {
      baseline.add(batch, first);
    }
  }

  /** The runs, in the order given. */
  public List<ComparedRun> runs() {
    return runs;
  }

  /** What labels alone predict, on the rows that the first run learned. */
  public List<BaselineRun> baselines() {
    return baselines;
  }
}
