package io.gradstream.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gradstream.network.DoubleArray;
import io.gradstream.network.FloatArray;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class MeasuredModelTest {
  private static final String SPECIFICATION = "layers: 3-2\nseed: 42\n";

  private final KeyValueStore<Bytes, byte[]> inner =
      Stores.inMemoryKeyValueStore("parameters").get();
  private final ParameterStore store = new ParameterStore(inner);

  @Test
  void keepsAModelThatIsMeasuredInAnotherWayAndForgetsTheMeasures() {
    DoubleArray window = new DoubleArray("window", 20_000);
    Arrays.fill(window.values(), 3);
    window.markAllChanged();
    FloatArray learned = weights();
    learned.markAllChanged();
    learned.values()[4] = 7;
    StoredModel model = store.open("p0", measured(learned, "window: 20000", window));
    model.advanceTo(0, 1);
    store.flushCache();

    FloatArray kept = weights();
    DoubleArray shorter = new DoubleArray("window", 100);
    StoredModel again = store.open("p0", measured(kept, "window: 100", shorter));
    assertThat(again.restored()).isTrue();
    assertThat(again.measuresAnew()).isTrue();
    assertThat(kept.values()).isEqualTo(learned.values());
    assertThat(shorter.values()).containsOnly(0);
    shorter.values()[99] = 5;
    shorter.markAllChanged();
    again.advanceTo(1, 2);
    store.flushCache();

    DoubleArray restored = new DoubleArray("window", 100);
    assertThat(store.open("p0", measured(weights(), "window: 100", restored)).measuresAnew())
        .isFalse();
    assertThat(restored.values()).isEqualTo(shorter.values());
    assertThat(entries()).as("header, weights and one block of the window").isEqualTo(3);
  }

  @Test
  void knowsAModelWhoseArraysWereInAnotherOrder() {
    DoubleArray sums = new DoubleArray("sums", 5);
    store.open("p0", StoredParts.of(SPECIFICATION, List.of(sums, weights()))).advanceTo(0, 1);
    store.flushCache();

    StoredModel again = store.open("p0", StoredParts.of(SPECIFICATION, List.of(weights(), sums)));

    assertThat(again.restored()).isTrue();
    assertThat(again.measuresAnew()).isFalse();
  }

  private static StoredParts measured(FloatArray weights, String measure, DoubleArray window) {
    return new StoredParts(
        SPECIFICATION + measure,
        text -> text.lines().filter(line -> !line.startsWith("window")).toList().toString(),
        List.of(weights),
        List.of(window));
  }

  @Test
  void refusesAnotherModelHoweverItIsMeasured() {
    StoredModel model =
        store.open("p0", measured(weights(), "window: 5", new DoubleArray("window", 5)));
    model.advanceTo(0, 1);
    store.flushCache();

    assertThatExceptionOfType(OtherModelException.class)
        .isThrownBy(
            () ->
                store.open(
                    "p0",
                    measured(
                        new FloatArray("weights", 6), "window: 6", new DoubleArray("window", 6))));
  }

  private static FloatArray weights() {
    return new FloatArray("weights", 5);
  }

  private int entries() {
    int entries = 0;
    try (KeyValueIterator<Bytes, byte[]> all = inner.all()) {
      while (all.hasNext()) {
        all.next();
        entries++;
      }
    }
    return entries;
  }
}
