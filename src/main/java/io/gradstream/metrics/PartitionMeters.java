package io.gradstream.metrics;

import io.gradstream.learning.Label;
import io.gradstream.learning.LayerStatistics;
import io.prometheus.metrics.core.metrics.Histogram;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;

/**
 * Counts and times what is done on one partition. Written by the stream thread that works on it, at
 * a price it does not feel: of every example only its loss and label are counted, of one record in
 * {@value #TIMED} the times are taken. Read by any thread.
 */
public final class PartitionMeters {
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
  private volatile Supplier<StoredBytes> stored = () -> StoredBytes.NONE;
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

  /** The model is there; what its store has written is asked for at each scrape. */
  public void opened(Supplier<StoredBytes> written) {
    stored = written;
    learnedMillis = shared.millis();
    learnedBefore = counts.get(LEARNED);
  }

  /** A record came. */
  public void begun() {
    records++;
    timed = records % TIMED == 1;
    if (timed) {
      lapNanos = shared.nanos();
    }
  }

  /** It is an example. */
  public void decoded() {
    if (timed) {
      shared.decode().observe(lapSeconds());
    }
  }

  /** The model has predicted it, and learned it if it is labelled. */
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

  /** It was learned. */
  public void learned(float loss, Label label) {
    losses.observe(loss);
    count(LEARNED);
    if (label instanceof Label.Category category) {
      count(Math.min(category.index(), CLASSES));
    }
  }

  /** It has no label, and was predicted. */
  public void predicted() {
    count(PREDICTED);
  }

  private void count(int what) {
    counts.lazySet(what, counts.getPlain(what) + 1);
  }

  /** All that comes of the record was sent; its timestamp is 0 or less if it has none. */
  public void finished(long timestampMillis) {
    if (timed && timestampMillis > 0) {
      shared.latency().observe(Math.max(0, shared.millis() - timestampMillis) / MILLIS_PER_SECOND);
    }
  }

  /** What was told before is what readers see now. */
  public void published() {
    long learned = counts.getPlain(LEARNED);
    if (learned > learnedBefore) {
      learnedBefore = learned;
      learnedMillis = shared.millis();
    }
  }

  /** How the model's layers are. */
  public void measured(List<LayerStatistics> statistics) {
    layers = statistics;
  }

  /** The work on the partition ends. */
  public void closed() {
    stored = () -> StoredBytes.NONE;
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

  StoredBytes stored() {
    return stored.get();
  }

  List<LayerStatistics> layers() {
    return layers;
  }

  Histogram losses() {
    return losses;
  }
}
