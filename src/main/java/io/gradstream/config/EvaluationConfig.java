package io.gradstream.config;

/** The window in examples, and what a faded score keeps of its past with each example. */
public record EvaluationConfig(int window, double fading) {
  static EvaluationConfig of(Section section) {
    return new EvaluationConfig(
        (int) section.whole("window", 1, 1_000_000), section.number("fading"));
  }
}
