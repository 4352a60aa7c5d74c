package io.gradstream.metrics;

import io.gradstream.learning.Label;
import io.gradstream.learning.LayerStatistics;
import io.gradstream.state.FlushStatistics;
import io.gradstream.topology.Handled;
import io.gradstream.topology.OpenModel;
import io.gradstream.topology.PartitionObserver;
import io.prometheus.metrics.core.metrics.Histogram;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;

/**
 * Counts and times what is done on one partition. Written by the stream thread that works on it, at
 * a price it does not feel: of every example only its loss and label are counted, of one record in
 * {@value #TIMED} the times are taken. Read by any thread.
 */
public final class PartitionMeters implements PartitionObserver {
  /** Classes that are counted one by one; those after them are counted as one. */
  static final int CLASSES = 16;

  private static final int TIMED = 64;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MILLIS_PER_SECOND = 1e3;

  /** What is counted before the classes. */
  private static final int LEARNED = CLASSES + 1;

  private static final int PREDICTED = LEARNED + 1;

  private final WorkMeters shared;
  private final Histogram losses;
  private final AtomicLongArray counts = new AtomicLongArray(PREDICTED + 1);
  private volatile Supplier<FlushStatistics> flushes = () -> FlushStatistics.NONE;
  private volatile List<LayerStatistics> layers = List.of();
  private volatile long learnedMillis;
  private long learnedBefore;
  private long records;
  private boolean timed;
  private long lapNanos;

  PartitionMeters(WorkMeters shared, Histogram losses) {
    this.shared = shared;
    this.losses = losses;
  }

  @Override
  public void opened(OpenModel model) {
    opened(model.flushes());
  }

  /** The model is open; each scrape asks what its store has written. */
  public void opened(Supplier<FlushStatistics> written) {
    flushes = written;
    learnedMillis = shared.millis();
    learnedBefore = counts.get(LEARNED);
  }

  @Override
  public void begun() {
    records++;
    timed = records % TIMED == 1;
    if (timed) {
      lapNanos = shared.nanos();
    }
  }

  @Override
  public void decoded() {
    if (timed) {
      shared.decode().observe(lapSeconds());
    }
  }

  @Override
  public void stepped() {
    if (timed) {
      shared.step().observe(lapSeconds());
    }
  }

  private double lapSeconds() {
    long before = lapNanos;
    lapNanos = shared.nanos();
    return (lapNanos - before) / NANOS_PER_SECOND;
  }

  @Override
  public void handled(long offset, long timestampMillis, Handled handled, long nowMillis) {
    switch (handled) {
      case Handled.Learned learned -> learned(learned.prediction().loss(), learned.label());
      case Handled.Predicted predicted -> predicted();
      case Handled.Rejected rejected -> {}
    }
    finished(timestampMillis);
  }

  /** Counts an example that was learned. */
  public void learned(float loss, Label label) {
    losses.observe(loss);
    count(LEARNED);
    if (label instanceof Label.Category category) {
      count(Math.min(category.index(), CLASSES));
    }
  }

  /** Counts an example that has no label and was only predicted. */
  void predicted() {
    count(PREDICTED);
  }

  /** Ends the times of a record, whose timestamp is 0 or less if it has none. */
  public void finished(long timestampMillis) {
    if (timed && timestampMillis > 0) {
      shared.latency().observe(Math.max(0, shared.millis() - timestampMillis) / MILLIS_PER_SECOND);
    }
  }

  private void count(int what) {
    counts.lazySet(what, counts.getPlain(what) + 1);
  }

  @Override
  public void show() {
    long learned = counts.getPlain(LEARNED);
    if (learned > learnedBefore) {
      learnedBefore = learned;
      learnedMillis = shared.millis();
    }
  }

  @Override
  public void measured(List<LayerStatistics> statistics) {
    layers = statistics;
  }

  @Override
  public void closed() {
    show();
    flushes = () -> FlushStatistics.NONE;
  }

  long learned() {
    return counts.get(LEARNED);
  }

  long predictedOnly() {
    return counts.get(PREDICTED);
  }

  /** The labels of a class, or, from {@link #CLASSES} on, of all others together. */
  long labels(int slot) {
    return counts.get(slot);
  }

  /** Since an example was learned, or the model was opened. */
  double ageSeconds() {
    return Math.max(0, shared.millis() - learnedMillis) / MILLIS_PER_SECOND;
  }

  FlushStatistics flushes() {
    return flushes.get();
  }

  List<LayerStatistics> layers() {
    return layers;
  }

  Histogram losses() {
    return losses;
  }
}
