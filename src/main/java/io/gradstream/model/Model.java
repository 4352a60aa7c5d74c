package io.gradstream.model;

import io.gradstream.evaluation.Evaluation;
import io.gradstream.feature.Names;
import io.gradstream.learning.Example;
import io.gradstream.learning.Label;
import io.gradstream.learning.Learner;
import io.gradstream.learning.Prediction;
import io.gradstream.learning.Refusal;
import io.gradstream.network.LearnedArray;
import io.gradstream.network.NameArray;
import io.gradstream.scale.Doubt;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All that is learned of one stream.
 *
 * @param raisesRates whether learning rates are raised where the loss is found to have risen
 */
public record Model(Learner learner, Evaluation evaluation, Names names, boolean raisesRates) {
  private static final int MOST_DOUBTS = 20;

  /** The same with another learner. */
  public Model with(Learner learner) {
    return new Model(learner, evaluation, names, raisesRates);
  }

  /** The same with another evaluation. */
  public Model with(Evaluation evaluation) {
    return new Model(learner, evaluation, names, raisesRates);
  }

  /** Tests on an example, then trains on it: predicts, learns, scores, and reacts to a drift. */
  public Step step(Example example) {
    Label label = example.label();
    Prediction prediction =
        label == null ? learner.predict(example.features()) : learner.learn(example);
    Refusal refusal = prediction.refusal();
    if (refusal != null) {
      return new Step.Refused(refusal);
    }
    if (label == null) {
      return new Step.Predicted(prediction);
    }
    Step.Learned learned = new Step.Learned(prediction, label, evaluation.add(prediction, label));
    if (raisesRates && learned.foundRise()) {
      learner.raiseRates();
    }
    return learned;
  }

  /** Whether it predicts real values, not classes. */
  public boolean predictsValues() {
    return evaluation.isOfValues();
  }

  /** The names of the classes known so far, in order; none of a model of values. */
  public List<String> classNames() {
    NameArray classes = names.classes();
    return IntStream.range(0, classes.size()).mapToObj(classes::get).toList();
  }

  /** The name of a class that is known. */
  public String className(int index) {
    return names.classes().get(index);
  }

  /** What is suspicious of its inputs, each after its name; of a few of them. */
  public List<String> doubts() {
    return learner.doubts().stream()
        .limit(MOST_DOUBTS)
        .map(doubt -> doubt.of(nameOf(doubt.feature())))
        .toList();
  }

  private String nameOf(int feature) {
    return feature == Doubt.LABEL ? "the label" : names.inputs().get(feature);
  }

  /**
   * All that its predictions are a function of. A learner that reacts to drift needs the detector.
   */
  public List<LearnedArray> learned() {
    List<LearnedArray> learned = new ArrayList<>(names.arrays());
    learned.addAll(learner.state());
    if (raisesRates) {
      learned.addAll(evaluation.detector());
    }
    return List.copyOf(learned);
  }

  /** What only tells how well it predicts. */
  public List<LearnedArray> measured() {
    return raisesRates ? evaluation.sums() : evaluation.state();
  }
}
