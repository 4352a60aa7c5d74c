package io.gradstream.app;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** Tells somebody of each restoration that begins, beside a listener that is told all. */
record RestoreStarts(StateRestoreListener all, Runnable begun) implements StateRestoreListener {
  @Override
  public void onRestoreStart(TopicPartition changelog, String store, long start, long end) {
    all.onRestoreStart(changelog, store, start, end);
    begun.run();
  }

  @Override
  public void onBatchRestored(TopicPartition changelog, String store, long last, long count) {
    all.onBatchRestored(changelog, store, last, count);
  }

  @Override
  public void onRestoreEnd(TopicPartition changelog, String store, long total) {
    all.onRestoreEnd(changelog, store, total);
  }

  @Override
  public void onRestoreSuspended(TopicPartition changelog, String store, long total) {
    all.onRestoreSuspended(changelog, store, total);
  }
}
