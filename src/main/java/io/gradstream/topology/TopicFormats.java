package io.gradstream.topology;

import io.gradstream.input.InputDecoder;
import io.gradstream.output.DriftEncoder;
import io.gradstream.output.EvaluationEncoder;
import io.gradstream.output.LossEncoder;
import io.gradstream.output.PredictionEncoder;
import java.util.Objects;
import java.util.function.Supplier;

/** What reads and writes the topics of a graph; each task is given its own. */
public record TopicFormats(
    Supplier<InputDecoder> examples,
    Supplier<PredictionEncoder> predictions,
    Supplier<LossEncoder> losses,
    Supplier<EvaluationEncoder> evaluations,
    Supplier<DriftEncoder> drifts) {
  /**
   * Makes each encoder once: a registry that does not take a schema is to say so at the start.
   *
   * @throws RuntimeException of the format if one cannot be made
   */
  public void checkOutputs() {
    Objects.requireNonNull(predictions.get());
    Objects.requireNonNull(losses.get());
    Objects.requireNonNull(evaluations.get());
    Objects.requireNonNull(drifts.get());
  }
}
