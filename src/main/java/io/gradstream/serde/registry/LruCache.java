package io.gradstream.serde.registry;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A limited number of facts: the one unused for longest goes. For any threads. */
final class LruCache<K, V> {
  private final Map<K, V> facts;

  LruCache(int most) {
    this.facts =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  synchronized @Nullable V get(K key) {
    return facts.get(key);
  }

  synchronized void put(K key, V fact) {
    facts.put(key, fact);
  }
}
