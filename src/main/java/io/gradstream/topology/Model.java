package io.gradstream.topology;

import io.gradstream.evaluation.Evaluation;
import io.gradstream.feature.Names;
import io.gradstream.learning.Learner;
import io.gradstream.network.LearnedArray;
import java.util.ArrayList;
import java.util.List;

/** All that is learned of one stream. */
public record Model(Learner learner, Evaluation evaluation, Names names) {
  /** The arrays that hold it. */
  public List<LearnedArray> arrays() {
    List<LearnedArray> arrays = new ArrayList<>(names.arrays());
    arrays.addAll(learner.state());
    arrays.addAll(evaluation.state());
    return List.copyOf(arrays);
  }
}
