package io.gradstream.topology;

import io.gradstream.evaluation.Evaluation;
import io.gradstream.feature.Names;
import io.gradstream.learning.Learner;
import io.gradstream.network.LearnedArray;
import io.gradstream.network.NameArray;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** All that is learned of one stream. */
public record Model(Learner learner, Evaluation evaluation, Names names) {
  /** The names of the classes known so far, in order; none of a model of values. */
  public List<String> classNames() {
    NameArray classes = names.classes();
    return IntStream.range(0, classes.size()).mapToObj(classes::get).toList();
  }

  /** The arrays that hold it. */
  public List<LearnedArray> arrays() {
    List<LearnedArray> arrays = new ArrayList<>(names.arrays());
    arrays.addAll(learner.state());
    arrays.addAll(evaluation.state());
    return List.copyOf(arrays);
  }
}
