package io.gradstream.metrics;

import io.gradstream.evaluation.EvaluationSnapshot;
import io.gradstream.learning.MemberShare;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What the models have been through, and which members they follow. */
record ModelMeters(Registrar registrar, Supplier<Readings> readings, WorkMeters work) {
  /** Of a class's name; a label may be any text. */
  private static final int MAX_NAME_CHARS = 60;

  /** What is beyond the classes that are counted one by one. */
  private static final String OTHER = "(other)";

  void register(long parameters) {
    bindExamples();
    bindDrifts();
    bindMembers();
    registrar.gauge(
        "gradstream_parameters",
        "Weights and biases of the model of one partition, tables and what is not yet in use"
            + " included.",
        "parameters",
        callback -> callback.call((double) parameters));
  }

  private void bindExamples() {
    registrar.counter(
        "gradstream_records",
        "Records by what became of them since the process started: learned, only predicted because"
            + " they have no label, refused by the model for numbers that are not finite, rejected"
            + " for being no example, or rejected as a tombstone, which has no value.",
        "records",
        callback -> readings.get().each((reading, label) -> callOutcomes(callback, reading, label)),
        "partition",
        "outcome");
    registrar.counter(
        "gradstream_examples_learned",
        "Examples the partition's model has learned, restarts included: its version.",
        "examples",
        callback ->
            readings
                .get()
                .each((reading, label) -> callback.call((double) reading.examples(), label)),
        "partition");
    registrar.gauge(
        "gradstream_model_age_seconds",
        "Time since the model learned an example, or was opened.",
        "seconds",
        callback ->
            readings
                .get()
                .each(
                    (reading, label) ->
                        callback.call(work.of(reading.partition()).ageSeconds(), label)),
        "partition");
    registrar.counter(
        "gradstream_labels",
        "Labels of the examples learned since the process started, by class: of the first "
            + PartitionMeters.CLASSES
            + " classes, and of all others together.",
        "examples",
        callback -> readings.get().eachInDetail(reading -> callLabels(callback, reading)),
        "partition",
        "class");
  }

  private void callOutcomes(
      CounterWithCallback.Callback callback, Reading reading, String partition) {
    PartitionMeters done = work.of(reading.partition());
    callback.call((double) done.learned(), partition, "learned");
    callback.call((double) done.predictedOnly(), partition, "predicted");
    callback.call((double) reading.refused(), partition, "refused");
    callback.call((double) reading.rejected(), partition, "rejected");
    callback.call((double) reading.tombstones(), partition, "tombstone");
  }

  private void callLabels(CounterWithCallback.Callback callback, Reading reading) {
    PartitionMeters done = work.of(reading.partition());
    List<String> classes = reading.classes();
    int shown = Math.min(classes.size(), PartitionMeters.CLASSES);
    for (int slot = 0; slot < shown; slot++) {
      String name = name(classes, slot);
      callback.call((double) done.labels(slot), reading.label(), name);
    }
    if (classes.size() > shown) {
      callback.call((double) done.labels(PartitionMeters.CLASSES), reading.label(), OTHER);
    }
  }

  /**
   * With its number where others may come to the same: cut, or named like what stands for many.
   * Among those the number at the end tells them apart.
   */
  private static String name(List<String> classes, int index) {
    String name = classes.get(index);
    if (name.length() > MAX_NAME_CHARS) {
      return name.substring(0, MAX_NAME_CHARS) + "… " + index;
    }
    return name.startsWith(OTHER) ? name + " " + index : name;
  }

  private void bindDrifts() {
    registrar.counter(
        "gradstream_drifts",
        "Rises of the loss that the drift detector found, restarts included.",
        "drifts",
        callback ->
            readings
                .get()
                .each(
                    (reading, label) ->
                        callback.call((double) reading.evaluation().drifts(), label)),
        "partition");
    registrar.gauge(
        "gradstream_drifting",
        "1 while a drift was found within the window of the last examples, else 0.",
        "1",
        callback ->
            readings
                .get()
                .each(
                    (reading, label) ->
                        callback.call(isDrifting(reading.evaluation()) ? 1 : 0, label)),
        "partition");
  }

  private static boolean isDrifting(EvaluationSnapshot evaluation) {
    return evaluation.lastDrift() > 0
        && evaluation.examples() - evaluation.lastDrift() < evaluation.windowed().examples();
  }

  private void bindMembers() {
    bindMembers(
        "gradstream_member_share",
        "How much each member of the pool weighs in what is predicted, 1 in all.",
        MemberShare::share);
    bindMembers(
        "gradstream_member_loss",
        "Faded mean of each member's own loss; of real labels, that of the standardised ones.",
        MemberShare::loss);
  }

  private void bindMembers(String name, String help, ToDoubleFunction<MemberShare> value) {
    registrar.gauge(
        name,
        help,
        "1",
        callback ->
            readings
                .get()
                .eachInDetail(
                    reading ->
                        reading.memberShares().stream()
                            .filter(one -> !Double.isNaN(value.applyAsDouble(one)))
                            .forEach(
                                one ->
                                    callback.call(
                                        value.applyAsDouble(one), reading.label(), one.member()))),
        "partition",
        "member");
  }
}
