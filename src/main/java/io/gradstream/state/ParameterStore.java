package io.gradstream.state;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * A layer over a logged, uncached key-value store that holds models as blocks of their live arrays.
 *
 * <p>It adds one thing, in {@link #flushCache}: the blocks changed since the last commit are copied
 * into the inner store, which logs them, and how far each model has learned is noted beside the
 * input offset. Kafka Streams (4.3.1: {@code StreamTask.prepareCommit}, {@code
 * ProcessorStateManager.flushCache}) calls that method before the producer is flushed and the
 * transaction ends, and only on a {@link CachedStateStore}. {@link StateStore#commit} comes after
 * the transaction: what is written there falls into the next one and is lost with a crash. {@code
 * ParameterStoreIT} fails if an upgrade stops calling the hook. {@link WrappedStateStore} rather
 * than methods of our own, so that whatever a later {@code StateStore} declares still reaches the
 * inner store.
 *
 * <p>A model that is opened is the one that was committed, or is refused: its blocks must fit its
 * header, and its header the note beside the committed input offset. Neither the files on disk nor
 * Kafka Streams' account of them are trusted; {@link OffsetCheckingStore} keeps that account right.
 * Decision 13 has the ways in which they can part.
 *
 * <p>Belongs to the stream thread, except {@link #statistics}.
 */
public final class ParameterStore
    extends WrappedStateStore<KeyValueStore<Bytes, byte[]>, Bytes, byte[]> {
  private final Map<String, StoredModel> models = new LinkedHashMap<>();
  private volatile FlushStatistics statistics = FlushStatistics.NONE;
  private long bytesWritten;
  private Optional<OffsetNote> note = Optional.empty();

  ParameterStore(KeyValueStore<Bytes, byte[]> inner) {
    super(inner);
  }

  /**
   * Opens a model; call from {@code Processor.init}, when the store is restored. Only blocks that
   * changed are ever stored. So the arrays come as they are before anything is learned, which must
   * be a function of the specification alone; if the store holds the model, its blocks overwrite
   * theirs. A model opened again starts from the store, with new arrays.
   *
   * @param modelKey which of the store's models, at most 255 bytes
   * @throws DamagedModelException if what is stored is damaged, or not what was committed with the
   *     input offset; the arrays are then undefined, and the store stays as it is
   * @throws OtherModelException if another model is stored, likewise
   */
  public StoredModel open(String modelKey, StoredParts parts) {
    models.remove(modelKey);
    StoredModel model = new StoredModel(name(), modelKey, parts);
    try {
      restore(model);
    } catch (ModelStoreException e) {
      note.map(OffsetNote::task).ifPresent(e::setTaskId);
      throw e;
    }
    models.put(modelKey, model);
    return model;
  }

  private void restore(StoredModel model) {
    byte[] header = wrapped().get(model.headerKey());
    if (header != null) {
      model.restore(header, this::entries);
    } else if (!isEmpty(model.headerKey())) {
      throw model.headerMissing();
    }
    note.ifPresent(model::checkIsCommitted);
  }

  /** What has been written so far; may be read by any thread. */
  public FlushStatistics statistics() {
    return statistics;
  }

  /**
   * Refuses any guarantee but exactly once: without a transaction around it, a flush cut short by a
   * crash would leave blocks of two commits in the changelog.
   */
  @Override
  public void init(StateStoreContext context, StateStore root) {
    Object guarantee = context.appConfigs().get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG);
    if (!StreamsConfig.EXACTLY_ONCE_V2.equals(guarantee)) {
      throw new ModelStoreException(
          "store %s needs %s=%s, got %s"
              .formatted(
                  name(),
                  StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                  StreamsConfig.EXACTLY_ONCE_V2,
                  guarantee));
    }
    super.init(context, root);
    note = Optional.of(OffsetNote.in(context));
  }

  /** Copies what changed since the last flush into the inner store. Called at every commit. */
  @Override
  public void flushCache() {
    long startNanos = System.nanoTime();
    bytesWritten = 0;
    int blocks = 0;
    for (StoredModel model : models.values()) {
      blocks += model.writeChanged(this::put);
      note.ifPresent(model::writeTo);
    }
    if (bytesWritten > 0) {
      statistics = statistics.plus(blocks, bytesWritten, System.nanoTime() - startNanos);
    }
  }

  /**
   * Forgets the open models: the task is turned into a standby, the changelog will overtake them.
   */
  @Override
  public void clearCache() {
    models.clear();
    super.clearCache();
  }

  /** Forgets the open models and closes the inner store; a revived task will open both again. */
  @Override
  public void close() {
    models.clear();
    super.close();
  }

  private void put(Bytes key, byte @Nullable [] value) {
    wrapped().put(key, value);
    bytesWritten += value == null ? 0 : value.length;
  }

  private boolean isEmpty(Bytes prefix) {
    try (KeyValueIterator<Bytes, byte[]> entries = entries(prefix)) {
      return !entries.hasNext();
    }
  }

  private KeyValueIterator<Bytes, byte[]> entries(Bytes prefix) {
    return wrapped().prefixScan(prefix.get(), new ByteArraySerializer());
  }
}
