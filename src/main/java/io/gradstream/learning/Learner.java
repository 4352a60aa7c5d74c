package io.gradstream.learning;

import io.gradstream.network.LearnedArray;
import io.gradstream.scale.Doubt;
import java.util.List;

/** What predicts and learns. Not safe for use by several threads. */
public interface Learner {
  /**
   * Predicts. Nothing learned changes but, for refused features, the count of refusals.
   *
   * @throws IllegalArgumentException for features of another shape than the learner has
   */
  Prediction predict(FeatureVector features);

  /**
   * Test, then train: predicts as {@link #predict} would, then learns the label. An example that is
   * refused changes nothing learned but the count of refusals.
   *
   * @throws IllegalArgumentException for a label of the wrong kind, or none, or features of another
   *     shape than the learner has
   */
  Prediction learn(Example example);

  /** Reacts to a rise of its loss that was found by others. */
  void react(Reaction reaction);

  /** The number of examples learned: the model's version. */
  long examples();

  /** The number of examples refused. */
  long refused();

  /** The checksum that is published: CRC-32C of all weights alone, as little-endian floats. */
  int weightsCrc32c();

  /** The number of weights and biases, tables and what is not yet in use included. */
  long parameterCount();

  /** The learners it is made of, and how much each is followed; none if it is one by itself. */
  default List<MemberShare> followed() {
    return List.of();
  }

  /**
   * How its layers are and step, from input to output, member by member. It costs as much as the
   * layers are large.
   */
  default List<LayerStatistics> layers() {
    return List.of();
  }

  /** What is suspicious of real labels and of its dense features. */
  default List<Doubt> doubts() {
    return List.of();
  }

  /** All that is learned. */
  List<LearnedArray> state();
}
