package io.gradstream.topology;

import io.gradstream.evaluation.Evaluation;
import io.gradstream.learning.Learner;
import io.gradstream.network.LearnedArray;
import io.gradstream.network.NameArray;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All that is learned of one stream.
 *
 * @param inputs the names of the numeric inputs
 * @param classes the names of the classes
 */
public record Model(Learner learner, Evaluation evaluation, NameArray inputs, NameArray classes) {
  /** The names of the classes known so far, in order; none of a model of values. */
  public List<String> classNames() {
    return IntStream.range(0, classes.size()).mapToObj(classes::get).toList();
  }

  /** The arrays that hold it. */
  public List<LearnedArray> arrays() {
    List<LearnedArray> arrays = new ArrayList<>(List.of(inputs, classes));
    arrays.addAll(learner.state());
    arrays.addAll(evaluation.state());
    return List.copyOf(arrays);
  }
}
