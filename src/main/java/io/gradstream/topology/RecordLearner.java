package io.gradstream.topology;

import io.gradstream.input.Decoded;
import io.gradstream.input.IdentifiedExample;
import io.gradstream.input.InputReader;
import io.gradstream.model.Model;
import io.gradstream.model.Step;
import io.gradstream.record.UnfitException;

/** Learns decoded records, test then train, without Kafka. */
final class RecordLearner {
  private final InputReader reader;
  private final Model model;
  private final PartitionObserver observer;

  RecordLearner(InputReader reader, Model model, PartitionObserver observer) {
    this.reader = reader;
    this.model = model;
    this.observer = observer;
  }

  Handled handle(Decoded decoded, long timestampMillis) {
    return switch (decoded) {
      case Decoded.Framed framed -> learn(framed, timestampMillis);
      case Decoded.Refused refused -> rejected(refused.refusal());
    };
  }

  private Handled learn(Decoded.Framed framed, long timestampMillis) {
    IdentifiedExample read;
    try {
      read = reader.read(framed, timestampMillis);
    } catch (UnfitException e) {
      return rejected(e);
    }
    observer.decoded();
    Step step = model.step(read.example());
    observer.stepped();
    return switch (step) {
      case Step.Learned(var prediction, var label, var drift) ->
          new Handled.Learned(read.id(), prediction, label, drift);
      case Step.Predicted(var prediction) -> new Handled.Predicted(read.id(), prediction);
      case Step.Refused(var refusal) ->
          new Handled.Rejected(
              new RejectReason.Refused(refusal),
              "the model refuses the example: " + refusal.explanation());
    };
  }

  private static Handled rejected(UnfitException refusal) {
    return new Handled.Rejected(
        new RejectReason.Unfit(refusal.reason()), String.valueOf(refusal.getMessage()));
  }
}
