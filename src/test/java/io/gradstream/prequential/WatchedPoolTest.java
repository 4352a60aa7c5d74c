package io.gradstream.prequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.config.ConfigurationReader;
import io.gradstream.dataset.Dataset;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.generator.Generators;
import io.gradstream.evaluation.ClassificationScores;
import io.gradstream.evaluation.RegressionScores;
import io.gradstream.learning.pool.LearnerPool;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pool that is watched. */
class WatchedPoolTest {
  private static final int EXAMPLES = 2_000;

  @ParameterizedTest
  @ValueSource(strings = {"sine", "led", "friedman"})
  void itLearnsWhatItWouldUnwatchedAndNoMemberIsMuchBetter(String stream) {
    Dataset dataset = Generators.named(stream, 1);
    int scores =
        dataset.columns().kind() instanceof LabelKind.Classes classes ? classes.names().size() : 1;
    PrequentialRun plain = new PrequentialRun(new ConfigurationReader().defaults(), dataset);
    PrequentialRun watched =
        new PrequentialRun(
            new ConfigurationReader().defaults(),
            dataset,
            learner -> new WatchedPool((LearnerPool) learner, scores, 0));

    new PrequentialPass(dataset, List.of(plain, watched)).run(EXAMPLES, done -> {});

    assertThat(watched.weightsCrc32c()).isEqualTo(plain.weightsCrc32c());
    WatchedPool pool = (WatchedPool) watched.learner();
    double loss =
        switch (plain.evaluation().snapshot().whole()) {
          case ClassificationScores c -> c.loss();
          case RegressionScores r -> r.rmse();
        };
    assertThat(pool.latePool().loss()).as("the same sums").isEqualTo(loss, within(1e-5 * loss));
    assertThat(pool.best()).as("without a warm-up").isEqualTo(pool.lateBest());
    assertThat(pool.best().loss()).isBetween(loss / 1.1, loss * 2);
  }
}
