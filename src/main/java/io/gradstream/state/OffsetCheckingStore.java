package io.gradstream.state;

import java.io.File;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.CommitCallback;
import org.apache.kafka.streams.processor.StateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.processor.internals.RecordBatchingStateRestoreCallback;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;

/**
 * A layer over the store on disk that counts for itself how much of the changelog was restored, and
 * ignores a changelog offset beyond that.
 *
 * <p>Kafka Streams keeps the offset with the store ({@link StateStore#commit}) and later restores
 * only what comes after it. After some outages it takes the offset from the wrong place (4.3.1):
 * {@code RecordCollectorImpl.closeDirty} does not forget the offsets that it has written if the
 * transaction cannot be aborted, and {@code StreamTask.maybeCheckpoint} then reports them for a
 * store that was wiped and is being restored. If that restore is interrupted, the next one would
 * skip the rest, and an old or empty model would go on at the committed input offset.
 *
 * <p>An offset that this store has seen restored passes, so a restore that was interrupted goes on
 * where it was, and a standby keeps its copy. What is ignored leaves the last offset that was
 * right; if there is none, Kafka Streams wipes the store at the next start and restores all of it.
 *
 * <p>While it restores it belongs to the thread that restores, afterwards to the stream thread.
 */
final class OffsetCheckingStore
    extends WrappedStateStore<KeyValueStore<Bytes, byte[]>, Bytes, byte[]>
    implements KeyValueStore<Bytes, byte[]> {
  private static final long NOTHING = -1;

  private long restoredTo = NOTHING;
  private boolean written;

  OffsetCheckingStore(KeyValueStore<Bytes, byte[]> inner) {
    super(inner);
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    restoredTo = NOTHING;
    written = false;
    wrapped().init(new RestoreContext(context, this::restored), root);
  }

  private void restored(Collection<ConsumerRecord<byte[], byte[]>> records) {
    records.forEach(record -> restoredTo = Math.max(restoredTo, record.offset()));
  }

  /** What the store on disk holds; Kafka Streams asks once, before it restores the rest. */
  @Override
  public Long committedOffset(TopicPartition changelog) {
    Long committed = wrapped().committedOffset(changelog);
    if (committed != null) {
      restoredTo = committed;
    }
    return committed;
  }

  /** Offsets of what was written here come from the producer, and are right. */
  @Override
  public void commit(Map<TopicPartition, Long> changelogOffsets) {
    long last = changelogOffsets.values().stream().mapToLong(Long::longValue).max().orElse(NOTHING);
    if (written || last <= restoredTo) {
      wrapped().commit(changelogOffsets);
      restoredTo = Math.max(restoredTo, last);
    }
  }

  /** The task is turned into a standby: from here on its store is only restored. */
  @Override
  public void clearCache() {
    written = false;
  }

  @Override
  public void put(Bytes key, byte[] value) {
    written = true;
    wrapped().put(key, value);
  }

  @Override
  public byte[] putIfAbsent(Bytes key, byte[] value) {
    written = true;
    return wrapped().putIfAbsent(key, value);
  }

  @Override
  public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
    written = true;
    wrapped().putAll(entries);
  }

  @Override
  public byte[] delete(Bytes key) {
    written = true;
    return wrapped().delete(key);
  }

  @Override
  public byte[] get(Bytes key) {
    return wrapped().get(key);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
    return wrapped().range(from, to);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    return wrapped().all();
  }

  @Override
  public <P extends Serializer<Q>, Q> KeyValueIterator<Bytes, byte[]> prefixScan(
      Q prefix, P serializer) {
    return wrapped().prefixScan(prefix, serializer);
  }

  @Override
  public long approximateNumEntries() {
    return wrapped().approximateNumEntries();
  }

  private interface RestoreListener {
    void restored(Collection<ConsumerRecord<byte[], byte[]>> records);
  }

  /** Tells the listener of all that is restored through the callback of the store on disk. */
  private record RestoreContext(StateStoreContext context, RestoreListener listener)
      implements StateStoreContext {
    @Override
    public void register(StateStore store, StateRestoreCallback callback, CommitCallback commit) {
      RecordBatchingStateRestoreCallback restore = (RecordBatchingStateRestoreCallback) callback;
      RecordBatchingStateRestoreCallback told =
          records -> {
            restore.restoreBatch(records);
            listener.restored(records);
          };
      context.register(store, told, commit);
    }

    @Override
    public void register(StateStore store, StateRestoreCallback callback) {
      register(store, callback, () -> {});
    }

    @Override
    public String applicationId() {
      return context.applicationId();
    }

    @Override
    public TaskId taskId() {
      return context.taskId();
    }

    @Override
    public Optional<RecordMetadata> recordMetadata() {
      return context.recordMetadata();
    }

    @Override
    public Serde<?> keySerde() {
      return context.keySerde();
    }

    @Override
    public Serde<?> valueSerde() {
      return context.valueSerde();
    }

    @Override
    public File stateDir() {
      return context.stateDir();
    }

    @Override
    public StreamsMetrics metrics() {
      return context.metrics();
    }

    @Override
    public Map<String, Object> appConfigs() {
      return context.appConfigs();
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
      return context.appConfigsWithPrefix(prefix);
    }
  }
}
