package io.gradstream.prequential;

import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationReader;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.LabelKind;
import io.gradstream.evaluation.ClassificationScores;
import io.gradstream.evaluation.RegressionScores;
import io.gradstream.evaluation.Scores;
import io.gradstream.learning.pool.LearnerPool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * How well the default pool does on a stream beside what could have been chosen instead.
 *
 * @param ofClasses whether labels are classes
 * @param examples learned
 * @param pool the default configuration
 * @param member the best of its members in hindsight, trained within the pool
 * @param networks plain SGD, one hidden layer of 64, at each of {@link #RATES}
 * @param baselines what labels alone predict
 * @param latePool the pool without the first {@value #WARM_UP} examples
 * @param lateMember the best of its members in hindsight without them
 */
public record StreamQuality(
    boolean ofClasses,
    long examples,
    RunScore pool,
    RunScore member,
    List<RunScore> networks,
    List<RunScore> baselines,
    RunScore latePool,
    RunScore lateMember) {
  /** Of plain SGD. */
  public static final List<String> RATES = List.of("0.01", "0.03", "0.1");

  /** Examples without which the pool and its members are compared. */
  public static final int WARM_UP = 5_000;

  /** Copies the lists. */
  public StreamQuality {
    networks = List.copyOf(networks);
    baselines = List.copyOf(baselines);
  }

  /**
   * A score.
   *
   * @param name of what predicted
   * @param loss the mean log loss, or the root of the mean squared error; NaN without examples
   * @param accuracy NaN of values
   */
  public record RunScore(String name, double loss, double accuracy) {}

  /**
   * Passes over a data set.
   *
   * @param limit rows at most
   * @param progress takes the rows done
   */
  public static StreamQuality of(Dataset dataset, long limit, LongConsumer progress) {
    ConfigurationReader reader = new ConfigurationReader();
    int width =
        dataset.columns().kind() instanceof LabelKind.Classes classes ? classes.names().size() : 1;
    List<PrequentialRun> runs = new ArrayList<>();
    runs.add(
        new PrequentialRun(
            reader.defaults(),
            dataset,
            learner -> new WatchedPool((LearnerPool) learner, width, WARM_UP)));
    for (String rate : RATES) {
      runs.add(new PrequentialRun(plain(reader, rate), dataset));
    }
    PrequentialPass pass = new PrequentialPass(dataset, runs);
    pass.run(limit, progress);
    return of(pass, runs);
  }

  private static Configuration plain(ConfigurationReader reader, String rate) {
    return reader.parse("optimizer: {kind: sgd, rate: %s}".formatted(rate), Path.of(""));
  }

  private static StreamQuality of(PrequentialPass pass, List<PrequentialRun> runs) {
    Scores whole = runs.getFirst().evaluation().snapshot().whole();
    WatchedPool pool = (WatchedPool) runs.getFirst().learner();
    List<RunScore> networks = new ArrayList<>();
    for (int r = 0; r < RATES.size(); r++) {
      Scores scores = runs.get(r + 1).evaluation().snapshot().whole();
      networks.add(score("SGD " + RATES.get(r), scores));
    }
    return new StreamQuality(
        whole instanceof ClassificationScores,
        pool.examples(),
        score("pool", whole),
        pool.best(),
        networks,
        baselines(pass.baselines(), whole),
        pool.latePool(),
        pool.lateBest());
  }

  private static RunScore score(String name, Scores scores) {
    return switch (scores) {
      case ClassificationScores c -> new RunScore(name, c.loss(), c.accuracy());
      case RegressionScores r -> new RunScore(name, r.rmse(), Double.NaN);
    };
  }

  /** The constant one first, then the last label again. */
  private static List<RunScore> baselines(List<BaselineRun> runs, Scores scores) {
    BaselineRun constant = runs.getFirst();
    BaselineRun last = runs.getLast();
    return switch (scores) {
      case ClassificationScores c ->
          List.of(
              new RunScore(constant.name(), constant.curve().mean(), c.majorityAccuracy()),
              new RunScore(last.name(), last.curve().mean(), c.lastLabelAccuracy()));
      case RegressionScores r ->
          List.of(
              new RunScore(constant.name(), r.meanRmse(), Double.NaN),
              new RunScore(last.name(), r.lastValueRmse(), Double.NaN));
    };
  }
}
