package io.gradstream.config;

import io.gradstream.optimizer.LearningRate;
import io.gradstream.optimizer.SgdSettings;

/** The section {@code optimizer}. */
final class OptimizerSection {
  private enum Schedule {
    CONSTANT,
    STEP,
    INVERSE_TIME
  }

  private OptimizerSection() {}

  static SgdSettings settings(Section section) {
    return new SgdSettings(
        rate(section),
        section.number("momentum"),
        section.flag("nesterov"),
        section.number("l2"),
        section.numberOr("clip-norm", Double.POSITIVE_INFINITY));
  }

  private static LearningRate rate(Section section) {
    double rate = section.number("rate");
    return switch (section.choice("schedule", Schedule.values())) {
      case CONSTANT -> new LearningRate.Constant(rate);
      case STEP ->
          new LearningRate.Step(
              rate, section.number("step-factor"), section.whole("step-every", 1, Long.MAX_VALUE));
      case INVERSE_TIME -> new LearningRate.InverseTime(rate, section.number("decay"));
    };
  }
}
