package io.gradstream.serde.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LruCacheTest {
  @Test
  void theFactUnusedForLongestGoes() {
    LruCache<String, Integer> facts = new LruCache<>(2);
    facts.put("a", 1);
    facts.put("b", 2);
    assertThat(facts.get("a")).isEqualTo(1);
    facts.put("c", 3);
    assertThat(facts.get("b")).isNull();
    assertThat(facts.get("a")).isEqualTo(1);
    assertThat(facts.get("c")).isEqualTo(3);
  }
}
