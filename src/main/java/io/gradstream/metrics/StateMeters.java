package io.gradstream.metrics;

import io.gradstream.state.FlushStatistics;
import io.prometheus.metrics.model.snapshots.Quantiles;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** What is written at commits, what is restored, and what the process is doing. */
record StateMeters(Registrar registrar, Supplier<Readings> readings, WorkMeters work) {
  private static final double NANOS = 1e-9;

  void register(
      Supplier<Restoration> restoration,
      List<String> states,
      Supplier<String> state,
      Supplier<Map<String, Long>> rejects) {
    bindStore();
    bindRestoration(restoration);
    registrar.gauge(
        "gradstream_state",
        "1 for the state the process is in, 0 for all others; it learns while it is running.",
        "1",
        callback -> {
          String now = state.get();
          states.forEach(one -> callback.call(one.equals(now) ? 1 : 0, one));
        },
        "state");
    registrar.counter(
        "gradstream_rejects",
        "Records that went to the reject topic since the process started, by reason.",
        "records",
        callback ->
            rejects.get().forEach((reason, count) -> callback.call(count.doubleValue(), reason)),
        "reason");
  }

  private void bindStore() {
    registrar.summary(
        "gradstream_flush_seconds",
        "Commits that wrote parameters to the store, and the time it took.",
        "seconds",
        callback ->
            readings
                .get()
                .each(
                    (reading, label) -> {
                      FlushStatistics stored = work.of(reading.partition()).flushes();
                      callback.call(
                          stored.flushes(), stored.nanos() * NANOS, Quantiles.EMPTY, label);
                    }),
        "partition");
    stored(
        "gradstream_flushed_blocks",
        "Blocks of parameters written at commits since the store was opened.",
        "blocks",
        FlushStatistics::blocks);
    stored(
        "gradstream_flushed_bytes",
        "Bytes of parameters and headers written at commits since the store was opened.",
        "bytes",
        FlushStatistics::bytes);
  }

  private void stored(
      String name, String help, String unit, ToLongFunction<FlushStatistics> value) {
    registrar.counter(
        name,
        help,
        unit,
        callback ->
            readings
                .get()
                .each(
                    (reading, label) -> {
                      FlushStatistics stored = work.of(reading.partition()).flushes();
                      callback.call((double) value.applyAsLong(stored), label);
                    }),
        "partition");
  }

  private void bindRestoration(Supplier<Restoration> restoration) {
    registrar.gauge(
        "gradstream_restoring_partitions",
        "Partitions whose model is being restored from the changelog.",
        "partitions",
        callback -> callback.call((double) restoration.get().partitions()));
    registrar.gauge(
        "gradstream_restore_remaining_records",
        "Records of the changelog still to be read by all restorations under way.",
        "records",
        callback -> callback.call((double) restoration.get().remaining()));
    registrar.gauge(
        "gradstream_restore_seconds",
        "How long the longest restoration under way has taken; 0 if there is none.",
        "seconds",
        callback -> callback.call(restoration.get().seconds()));
    registrar.counter(
        "gradstream_restored_records",
        "Records of the changelog read to restore models since the process started.",
        "records",
        callback -> callback.call((double) restoration.get().restored()));
  }
}
