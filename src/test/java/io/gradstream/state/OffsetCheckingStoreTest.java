package io.gradstream.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.RecordBatchingStateRestoreCallback;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OffsetCheckingStoreTest {
  private static final TopicPartition CHANGELOG = new TopicPartition("changelog", 0);

  /** By which Kafka Streams says that it knows no offset. */
  private static final long UNKNOWN = -4;

  private final Map<TopicPartition, Long> onDisk = new HashMap<>();
  private final OffsetCheckingStore store = new OffsetCheckingStore(keepingOffsets(onDisk));
  private @Nullable RecordBatchingStateRestoreCallback restore;

  @BeforeEach
  void open() {
    store.init(registering(), store);
  }

  @Test
  void ignoresAnOffsetWrittenBeforeTheStoreWasWiped() {
    assertThat(store.committedOffset(CHANGELOG)).isNull();
    commit(1000);
    assertThat(onDisk).isEmpty();

    restore(0, 299);
    commit(1000);
    assertThat(onDisk).isEmpty();
  }

  @Test
  void keepsHowFarARestoreCameThatWasInterrupted() {
    assertThat(store.committedOffset(CHANGELOG)).isNull();
    commit(UNKNOWN);
    restore(0, 299);
    commit(299);
    assertThat(onDisk).containsEntry(CHANGELOG, 299L);

    open();
    assertThat(store.committedOffset(CHANGELOG)).isEqualTo(299);
    commit(1000);
    assertThat(onDisk).containsEntry(CHANGELOG, 299L);
    restore(300, 400);
    commit(400);
    assertThat(onDisk).containsEntry(CHANGELOG, 400L);
  }

  @Test
  void keepsTheOffsetsOfWhatWasWritten() {
    restore(0, 9);
    store.put(Bytes.wrap(new byte[] {1}), new byte[] {1});
    commit(10);
    assertThat(onDisk).containsEntry(CHANGELOG, 10L);

    store.clearCache();
    commit(12);
    assertThat(onDisk).as("of a standby now").containsEntry(CHANGELOG, 10L);
    restore(11, 12);
    commit(12);
    assertThat(onDisk).containsEntry(CHANGELOG, 12L);
  }

  @Test
  void takesTheOffsetsOfACorruptedStoreAway() {
    restore(0, 9);
    commit(9);
    store.commit(Map.of());
    assertThat(onDisk).isEmpty();
  }

  private void commit(long offset) {
    store.commit(Map.of(CHANGELOG, offset));
  }

  private void restore(long first, long last) {
    Objects.requireNonNull(restore)
        .restoreBatch(
            LongStream.rangeClosed(first, last)
                .mapToObj(
                    offset ->
                        new ConsumerRecord<>(
                            CHANGELOG.topic(), 0, offset, new byte[] {(byte) offset}, new byte[0]))
                .toList());
  }

  /** As a store on disk keeps offsets: none given takes all away. */
  @SuppressWarnings("unchecked")
  private static KeyValueStore<Bytes, byte[]> keepingOffsets(Map<TopicPartition, Long> offsets) {
    KeyValueStore<Bytes, byte[]> target = Stores.inMemoryKeyValueStore("parameters").get();
    return (KeyValueStore<Bytes, byte[]>)
        Proxy.newProxyInstance(
            OffsetCheckingStoreTest.class.getClassLoader(),
            new Class<?>[] {KeyValueStore.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "committedOffset" -> offsets.get((TopicPartition) arguments[0]);
                  case "commit" -> {
                    Map<TopicPartition, Long> given = (Map<TopicPartition, Long>) arguments[0];
                    if (given.isEmpty()) {
                      offsets.clear();
                    }
                    offsets.putAll(given);
                    yield null;
                  }
                  default -> method.invoke(target, arguments);
                });
  }

  private StateStoreContext registering() {
    return (StateStoreContext)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {StateStoreContext.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "register" -> {
                    assertThat((StateStore) arguments[0]).isSameAs(store);
                    restore = (RecordBatchingStateRestoreCallback) arguments[1];
                    yield null;
                  }
                  case "appConfigs" -> Map.of();
                  case "recordMetadata" -> Optional.empty();
                  default -> null;
                });
  }
}
