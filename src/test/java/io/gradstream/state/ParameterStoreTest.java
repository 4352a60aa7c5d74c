package io.gradstream.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gradstream.network.DoubleArray;
import io.gradstream.network.FloatArray;
import io.gradstream.network.LearnedArray;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterStoreTest {
  private static final String SPECIFICATION = "layers: 3-2\nseed: 42\n";

  private final KeyValueStore<Bytes, byte[]> inner =
      Stores.inMemoryKeyValueStore("parameters").get();
  private final ParameterStore store = new ParameterStore(inner);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8191, 8192, 8193, 16383, 16384, 16385, 2_000_000})
  void restoresEveryBitOfArraysOfAnyLength(int length) {
    Random random = new Random(length);
    FloatArray floats = new FloatArray("floats", length);
    DoubleArray doubles = new DoubleArray("doubles", length);
    for (int i = 0; i < length; i++) {
      floats.values()[i] = Float.intBitsToFloat(random.nextInt());
      doubles.values()[i] = Double.longBitsToDouble(random.nextLong());
    }
    floats.markAllChanged();
    doubles.markAllChanged();
    StoredModel fresh = store.open("p0", StoredParts.of(SPECIFICATION, List.of(floats, doubles)));
    assertThat(fresh.restored()).isFalse();
    fresh.advanceTo(6, 5);
    fresh.advanceTo(8, 5);
    store.flushCache();

    FloatArray restoredFloats = new FloatArray("floats", length);
    DoubleArray restoredDoubles = new DoubleArray("doubles", length);
    StoredModel restored =
        new ParameterStore(inner)
            .open("p0", StoredParts.of(SPECIFICATION, List.of(restoredFloats, restoredDoubles)));

    assertThat(restored.restored()).isTrue();
    assertThat(restored.examples()).isEqualTo(5);
    assertThat(restored.learnedUpToOffset()).isEqualTo(9);
    assertThat(restoredFloats.nextChangedBlock(0)).isEqualTo(-1);
    for (int i = 0; i < length; i++) {
      if (Float.floatToRawIntBits(floats.values()[i])
              != Float.floatToRawIntBits(restoredFloats.values()[i])
          || Double.doubleToRawLongBits(doubles.values()[i])
              != Double.doubleToRawLongBits(restoredDoubles.values()[i])) {
        throw new AssertionError("element " + i + " differs");
      }
    }
  }

  @Test
  void writesOnlyTheBlocksThatChanged() {
    FloatArray array = new FloatArray("weights", 100_000);
    StoredModel model = open(array);
    model.advanceTo(0, 1);
    store.flushCache();
    assertThat(store.statistics().blocks()).as("of a fresh model").isZero();

    Map<Bytes, byte[]> before = entries();
    array.values()[40_000] = 1;
    array.markChanged(40_000, 40_001);
    model.advanceTo(1, 2);
    store.flushCache();

    assertThat(changedKeys(before)).containsExactlyInAnyOrder(EntryKeys.header("p0"), blockKey(2));
    assertThat(store.statistics().flushes()).isEqualTo(2);
  }

  @Test
  void writesNothingWhenNothingChanged() {
    StoredModel model = open(changedWeights());
    store.flushCache();
    assertThat(entries()).as("before the first record").isEmpty();
    model.advanceTo(0, 1);
    store.flushCache();
    FlushStatistics statistics = store.statistics();

    store.flushCache();
    assertThat(store.statistics()).isSameAs(statistics);

    model.advanceTo(1, 1);
    store.flushCache();
    assertThat(store.statistics().blocks()).as("only the header").isEqualTo(statistics.blocks());
    assertThat(store.statistics().flushes()).isEqualTo(statistics.flushes() + 1);
  }

  @Test
  void findsEverythingAgainAfterManyFlushesOfRandomBlocks() {
    Random random = new Random(7);
    DoubleArray array = new DoubleArray("sums", 50_000);
    StoredModel model = open(array);
    for (int offset = 0; offset < 200; offset++) {
      int element = random.nextInt(array.length());
      array.values()[element] = random.nextGaussian();
      array.markChanged(element, element + 1);
      model.advanceTo(offset, offset + 1);
      if (random.nextInt(3) == 0) {
        store.flushCache();
      }
    }
    store.flushCache();

    DoubleArray restored = new DoubleArray("sums", 50_000);
    new ParameterStore(inner).open("p0", StoredParts.of(SPECIFICATION, List.of(restored)));
    assertThat(restored.values()).isEqualTo(array.values());
  }

  @Test
  void repeatsAFlushThatFailedHalfWay() {
    KeyValueStore<Bytes, byte[]> failing = failingOnce(inner, 2);
    ParameterStore store = new ParameterStore(failing);
    DoubleArray array = new DoubleArray("weights", 100_000);
    StoredModel model = store.open("p0", StoredParts.of(SPECIFICATION, List.of(array)));
    Arrays.setAll(array.values(), i -> i);
    array.markAllChanged();
    model.advanceTo(0, 1);
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(store::flushCache);

    store.flushCache();

    DoubleArray restored = new DoubleArray("weights", 100_000);
    new ParameterStore(inner).open("p0", StoredParts.of(SPECIFICATION, List.of(restored)));
    assertThat(restored.values()).isEqualTo(array.values());
  }

  @Test
  void refusesBlocksThatNoOneWrote() {
    stored();
    byte[] value = inner.get(blockKey(0));
    inner.put(blockKey(1), value);
    assertRefused("array weights block 1 is not one of 1");

    inner.delete(blockKey(1));
    inner.put(Bytes.wrap(Arrays.copyOf(blockKey(0).get(), blockKey(0).get().length + 1)), value);
    assertRefused("array weights block -1 is not one of 1");
  }

  @Test
  void keepsModelsApart() {
    FloatArray one = weights();
    FloatArray other = weights();
    store.open("p1", StoredParts.of(SPECIFICATION, List.of(one))).advanceTo(0, 1);
    store.open("p10", StoredParts.of(SPECIFICATION, List.of(other))).advanceTo(0, 1);
    one.values()[0] = 1;
    other.values()[0] = 10;
    one.markAllChanged();
    other.markAllChanged();
    store.flushCache();

    FloatArray restored = weights();
    StoredParts parts = StoredParts.of(SPECIFICATION, List.of(restored));
    store.open("p1", parts);
    assertThat(restored.values()[0]).isEqualTo(1);
    store.open("p10", parts);
    assertThat(restored.values()[0]).isEqualTo(10);
    assertThat(store.open("p", parts).restored()).isFalse();
  }

  @Test
  void forgetsUncommittedLearningWhenTheTaskIsRecycled() {
    FloatArray array = stored();
    array.values()[0] = 99;
    array.markChanged(0, 1);
    Map<Bytes, byte[]> before = entries();
    store.clearCache();
    store.flushCache();

    assertThat(changedKeys(before)).isEmpty();
  }

  @Test
  void refusesEverySingleFlippedBit() {
    stored();
    entries()
        .forEach(
            (key, value) -> {
              for (int bit = 0; bit < value.length * 8; bit++) {
                byte[] flipped = value.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                inner.put(key, flipped);
                assertRefused(place(key));
              }
              inner.put(key, value);
            });
  }

  @Test
  void refusesEveryTruncatedOrMissingEntry() {
    stored();
    entries()
        .forEach(
            (key, value) -> {
              for (int length = 0; length < value.length; length++) {
                inner.put(key, Arrays.copyOf(value, length));
                assertRefused(place(key));
              }
              inner.delete(key);
              assertRefused(isHeader(key) ? "has blocks but no header" : "array weights has at");
              inner.put(key, value);
            });
  }

  @Test
  void refusesBlocksThatChangedPlaces() {
    FloatArray array = new FloatArray("weights", 32_768);
    array.markAllChanged();
    open(array).advanceTo(0, 1);
    store.flushCache();
    Bytes first = blockKey(0);
    Bytes second = blockKey(1);
    byte[] swapped = inner.get(first);
    inner.put(first, inner.get(second));
    inner.put(second, swapped);

    assertRefused("array weights block 0 has CRC32C", array);
  }

  @Test
  void refusesASoundBlockOfAnOlderCommit() {
    FloatArray array = changedWeights();
    StoredModel model = open(array);
    model.advanceTo(0, 1);
    store.flushCache();
    Bytes key = blockKey(0);
    byte[] old = inner.get(key);
    array.values()[0] = 3;
    array.markChanged(0, 1);
    model.advanceTo(1, 2);
    store.flushCache();
    inner.put(key, old);

    assertRefused("array weights has at least one block too few, too many or of another commit");
  }

  @Test
  void refusesANewerFormatAndSaysWhichReleaseToRun() {
    stored();
    Bytes key = EntryKeys.header("p0");
    byte[] value = inner.get(key).clone();
    value[4] = 2;
    inner.put(key, value);

    assertRefused("header has format version 2, this release reads version 1; run the release");
  }

  @Test
  void refusesAnotherSpecificationAndShowsTheLinesThatDiffer() {
    stored();
    Map<Bytes, byte[]> before = entries();

    assertThatExceptionOfType(ModelStoreException.class)
        .isThrownBy(
            () -> store.open("p0", StoredParts.of("layers: 3-4-2\nseed: 42\n", List.of(weights()))))
        .withMessageContaining("model p0 in store parameters is not the configured model")
        .withMessageContaining("stored:     layers: 3-2\n  configured: layers: 3-4-2")
        .withMessageEndingWith("\nRestore the old configuration")
        .withMessageNotContaining("seed");
    store.flushCache();
    assertThat(changedKeys(before)).isEmpty();
  }

  @Test
  void refusesArraysOfAnotherShape() {
    stored();
    for (LearnedArray other :
        List.of(
            new FloatArray("weights", 6),
            new DoubleArray("weights", 5),
            new FloatArray("bias", 5))) {
      assertRefused("stored:     array weights: 5 elements of 4 bytes", other);
    }
  }

  @Test
  void refusesNamesAndTextsItCannotStore() {
    for (String name : List.of("", "a\0b", "n".repeat(256), "\uD800")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> store.open(name, StoredParts.of(SPECIFICATION, List.of(weights()))));
      assertThatIllegalArgumentException().isThrownBy(() -> open(new FloatArray(name, 0)));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.open("p0", StoredParts.of("x".repeat(65_537), List.of(weights()))));
    StoredParts twice = StoredParts.of(SPECIFICATION, List.of(weights(), weights()));
    assertThatIllegalArgumentException().isThrownBy(() -> store.open("p0", twice));
  }

  @Test
  void refusesAnyGuaranteeButExactlyOnce() {
    StateStoreContext context =
        (StateStoreContext)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {StateStoreContext.class},
                (proxy, method, arguments) -> Map.of("processing.guarantee", "at_least_once"));
    assertThatExceptionOfType(ModelStoreException.class)
        .isThrownBy(() -> store.init(context, store))
        .withMessageContaining("processing.guarantee=exactly_once_v2, got at_least_once");
  }

  private static FloatArray weights() {
    return new FloatArray("weights", 5);
  }

  private static FloatArray changedWeights() {
    FloatArray array = weights();
    array.markAllChanged();
    return array;
  }

  private StoredModel open(LearnedArray array) {
    return store.open("p0", StoredParts.of(SPECIFICATION, List.of(array)));
  }

  private FloatArray stored() {
    FloatArray array = weights();
    Arrays.fill(array.values(), 0.1f);
    array.markAllChanged();
    open(array).advanceTo(0, 1);
    store.flushCache();
    return array;
  }

  private void assertRefused(String message) {
    assertRefused(message, weights());
  }

  private void assertRefused(String message, LearnedArray array) {
    Map<Bytes, byte[]> before = entries();
    assertThatExceptionOfType(ModelStoreException.class)
        .isThrownBy(() -> open(array))
        .withMessageContaining("model p0 in store parameters")
        .withMessageContaining(message);
    store.flushCache();
    assertThat(changedKeys(before)).as("written after refusing").isEmpty();
  }

  private static Bytes blockKey(int block) {
    return EntryKeys.block(EntryKeys.array(EntryKeys.header("p0"), "weights"), block);
  }

  private static boolean isHeader(Bytes key) {
    return key.equals(EntryKeys.header("p0"));
  }

  private static String place(Bytes key) {
    return isHeader(key) ? "header" : "array weights block 0";
  }

  private Map<Bytes, byte[]> entries() {
    Map<Bytes, byte[]> entries = new TreeMap<>();
    try (KeyValueIterator<Bytes, byte[]> all = inner.all()) {
      all.forEachRemaining(entry -> entries.put(entry.key, entry.value));
    }
    return entries;
  }

  /** Keys written since: the store in memory keeps the very array it was given. */
  @SuppressWarnings("ReferenceEquality")
  private List<Bytes> changedKeys(Map<Bytes, byte[]> before) {
    Map<Bytes, byte[]> now = entries();
    assertThat(now.keySet()).containsAll(before.keySet());
    return now.keySet().stream().filter(key -> now.get(key) != before.get(key)).toList();
  }

  /** Passes everything to the store behind it, but throws at the given put. */
  @SuppressWarnings("unchecked")
  private static KeyValueStore<Bytes, byte[]> failingOnce(
      KeyValueStore<Bytes, byte[]> target, int failingPut) {
    int[] puts = {0};
    return (KeyValueStore<Bytes, byte[]>)
        Proxy.newProxyInstance(
            ParameterStoreTest.class.getClassLoader(),
            new Class<?>[] {KeyValueStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("put") && ++puts[0] == failingPut) {
                throw new IllegalStateException("no room");
              }
              return method.invoke(target, arguments);
            });
  }
}
