package io.gradstream.prequential;

import io.gradstream.learning.Example;
import io.gradstream.learning.FeatureVector;
import io.gradstream.learning.Label;
import io.gradstream.learning.Learner;
import io.gradstream.learning.Prediction;
import io.gradstream.learning.pool.LearnerPool;
import io.gradstream.network.LearnedArray;
import io.gradstream.prequential.StreamQuality.RunScore;
import io.gradstream.scale.Doubt;
import java.util.Comparator;
import java.util.List;

/**
 * A pool whose members are scored one by one. It learns what the pool would learn; to see what each
 * member makes of an example it predicts once more.
 */
final class WatchedPool implements Learner {
  private final LearnerPool pool;
  private final long warmUp;
  private final List<ScoreSums> members;
  private final List<ScoreSums> lateMembers;
  private final ScoreSums latePool = new ScoreSums("pool");
  private final double[][] scores;

  /**
   * @param scores of a prediction, at most
   * @param warmUp examples after which late scores begin
   */
  WatchedPool(LearnerPool pool, int scores, long warmUp) {
    this.pool = pool;
    this.warmUp = warmUp;
    this.members = sums(pool);
    this.lateMembers = sums(pool);
    this.scores = new double[members.size()][scores];
  }

  private static List<ScoreSums> sums(LearnerPool pool) {
    return pool.members().stream().map(member -> new ScoreSums(member.toString())).toList();
  }

  @Override
  public Prediction predict(FeatureVector features) {
    return pool.predict(features);
  }

  @Override
  public Prediction learn(Example example) {
    Prediction prediction = pool.predict(example.features());
    if (prediction.refusal() != null) {
      return prediction;
    }
    for (int m = 0; m < scores.length; m++) {
      pool.scoresOf(m, scores[m]); // To learn moves the scale of real labels.
    }
    boolean late = pool.examples() >= warmUp;
    prediction = pool.learn(example);
    Label label = example.label();
    if (prediction.refusal() == null && label != null) {
      add(members, prediction, label);
      if (late) {
        add(lateMembers, prediction, label);
        latePool.add(prediction, label);
      }
    }
    return prediction;
  }

  private void add(List<ScoreSums> sums, Prediction prediction, Label label) {
    for (int m = 0; m < scores.length; m++) {
      sums.get(m).add(scores[m], prediction.classes(), label);
    }
  }

  /** The member of the least loss. */
  RunScore best() {
    return best(members);
  }

  /** The member of the least loss after the warm-up. */
  RunScore lateBest() {
    return best(lateMembers);
  }

  private static RunScore best(List<ScoreSums> members) {
    return members.stream()
        .map(ScoreSums::score)
        .min(Comparator.comparingDouble(RunScore::loss))
        .orElseThrow();
  }

  /** The pool after the warm-up. */
  RunScore latePool() {
    return latePool.score();
  }

  @Override
  public void raiseRates() {
    pool.raiseRates();
  }

  @Override
  public long examples() {
    return pool.examples();
  }

  @Override
  public int weightsCrc32c() {
    return pool.weightsCrc32c();
  }

  @Override
  public long parameterCount() {
    return pool.parameterCount();
  }

  @Override
  public List<Doubt> doubts() {
    return pool.doubts();
  }

  @Override
  public List<LearnedArray> state() {
    return pool.state();
  }
}
