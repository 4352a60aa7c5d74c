package io.gradstream.state;

import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Builds a {@link ParameterStore} on disk, with a changelog and without a cache. */
public final class ParameterStoreBuilder implements StoreBuilder<ParameterStore> {
  private final StoreBuilder<KeyValueStore<Bytes, byte[]>> inner;

  /** A store of this name; the configuration is the changelog topic's. */
  public ParameterStoreBuilder(String name, Map<String, String> changelogConfig) {
    this.inner =
        Stores.keyValueStoreBuilder(
                new OnDisk(Stores.persistentKeyValueStore(name)),
                Serdes.Bytes(),
                Serdes.ByteArray())
            .withLoggingEnabled(changelogConfig)
            .withCachingDisabled();
  }

  @Override
  public ParameterStore build() {
    return new ParameterStore(inner.build());
  }

  /** Refused: the live arrays are the cache, a second one would only hold blocks back. */
  @Override
  public StoreBuilder<ParameterStore> withCachingEnabled() {
    throw new UnsupportedOperationException("a parameter store has no cache to enable");
  }

  @Override
  public StoreBuilder<ParameterStore> withCachingDisabled() {
    return this;
  }

  @Override
  public StoreBuilder<ParameterStore> withLoggingEnabled(Map<String, String> config) {
    inner.withLoggingEnabled(config);
    return this;
  }

  /** Refused: without its changelog a model would not survive a crash. */
  @Override
  public StoreBuilder<ParameterStore> withLoggingDisabled() {
    throw new UnsupportedOperationException("a parameter store cannot do without its changelog");
  }

  @Override
  public Map<String, String> logConfig() {
    return inner.logConfig();
  }

  @Override
  public boolean loggingEnabled() {
    return inner.loggingEnabled();
  }

  @Override
  public String name() {
    return inner.name();
  }

  private record OnDisk(KeyValueBytesStoreSupplier stores) implements KeyValueBytesStoreSupplier {
    @Override
    public String name() {
      return stores.name();
    }

    @Override
    public KeyValueStore<Bytes, byte[]> get() {
      return new OffsetCheckingStore(stores.get());
    }

    @Override
    public String metricsScope() {
      return stores.metricsScope();
    }
  }
}
