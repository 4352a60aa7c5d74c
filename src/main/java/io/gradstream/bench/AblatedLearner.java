package io.gradstream.bench;

import io.gradstream.learning.Example;
import io.gradstream.learning.FeatureVector;
import io.gradstream.learning.Learner;
import io.gradstream.learning.Prediction;
import io.gradstream.network.LearnedArray;
import io.gradstream.scale.Doubt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A learner without some of its work, to see what that work costs: nothing it learns is stored, and
 * a frozen one only repeats what it made of its first example.
 */
final class AblatedLearner implements Learner {
  private final Learner learner;
  private final boolean frozen;
  private @Nullable Prediction last;

  AblatedLearner(Learner learner, boolean frozen) {
    this.learner = learner;
    this.frozen = frozen;
  }

  @Override
  public Prediction predict(FeatureVector features) {
    return learner.predict(features);
  }

  @Override
  public Prediction learn(Example example) {
    Prediction prediction = frozen && last != null ? last : learner.learn(example);
    last = prediction;
    return prediction;
  }

  @Override
  public void raiseRates() {
    learner.raiseRates();
  }

  @Override
  public long examples() {
    return learner.examples();
  }

  @Override
  public int weightsCrc32c() {
    return learner.weightsCrc32c();
  }

  @Override
  public long parameterCount() {
    return learner.parameterCount();
  }

  @Override
  public List<Doubt> doubts() {
    return learner.doubts();
  }

  @Override
  public List<LearnedArray> state() {
    return List.of();
  }
}
