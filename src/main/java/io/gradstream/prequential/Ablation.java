package io.gradstream.prequential;

import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationReader;
import io.gradstream.dataset.Dataset;
import io.gradstream.learning.pool.Mechanism;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * What each mechanism of the default pool earns on a stream: the loss of the pool without it.
 *
 * @param loss of the whole pool: mean log loss, or mean absolute error
 * @param without the differences without each mechanism, in the order asked for
 */
public record Ablation(double loss, List<Difference> without) {
  /**
   * By how much the loss was higher without a mechanism.
   *
   * @param share of the whole pool's loss; below 0 where the pool is better without the mechanism
   * @param isClear whether the 95 % interval of the difference is on one side of 0
   */
  public record Difference(Mechanism mechanism, double share, boolean isClear) {}

  /** Copies the list. */
  public Ablation {
    without = List.copyOf(without);
  }

  /**
   * Passes over a data set.
   *
   * @param limit rows at most
   * @param progress takes the rows done
   */
  public static Ablation of(
      Dataset dataset, List<Mechanism> mechanisms, long limit, LongConsumer progress) {
    Configuration configuration = new ConfigurationReader().defaults();
    List<PrequentialRun> runs = new ArrayList<>();
    runs.add(new PrequentialRun(configuration, dataset));
    for (Mechanism mechanism : mechanisms) {
      runs.add(new PrequentialRun(configuration, dataset, Set.of(mechanism)));
    }
    PrequentialPass pass = new PrequentialPass(dataset, runs);
    pass.run(limit, progress);
    double loss = pass.runs().getFirst().curve().mean();
    List<Difference> without = new ArrayList<>();
    for (int m = 0; m < mechanisms.size(); m++) {
      without.add(difference(mechanisms.get(m), pass.runs().get(m + 1), loss));
    }
    return new Ablation(loss, without);
  }

  private static Difference difference(Mechanism mechanism, ComparedRun run, double loss) {
    double more = run.difference().mean();
    return new Difference(mechanism, more / loss, Math.abs(more) > run.difference().halfWidth());
  }
}
