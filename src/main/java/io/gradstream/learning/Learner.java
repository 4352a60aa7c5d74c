package io.gradstream.learning;

import io.gradstream.network.LearnedArray;
import io.gradstream.scale.Doubt;
import java.util.List;

/** What predicts and learns. Not safe for use by several threads. */
public interface Learner {
  /**
   * Predicts. Nothing learned changes.
   *
   * @throws IllegalArgumentException for features of another shape than the learner has
   */
  Prediction predict(FeatureVector features);

  /**
   * Test, then train: predicts as {@link #predict} would, then learns the label. An example that is
   * refused changes nothing learned.
   *
   * @throws IllegalArgumentException for a label of the wrong kind, or none, or features of another
   *     shape than the learner has
   */
  Prediction learn(Example example);

  /**
   * Lets learning rates that have fallen go back to what they were after {@value RateSteps#RAISED}
   * examples: a reaction to a rise of its loss.
   */
  void raiseRates();

  /** The number of examples learned: the model's version. */
  long examples();

  /** The checksum that is published: CRC-32C of all weights alone, as little-endian floats. */
  int weightsCrc32c();

  /** The number of weights and biases, tables and what is not yet in use included. */
  long parameterCount();

  /** The weights of the members in its predictions; none of a learner by itself. */
  default List<MemberShare> memberShares() {
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
