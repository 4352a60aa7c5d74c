package io.gradstream.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gradstream.kernel.Kernels;
import io.gradstream.learning.Example;
import io.gradstream.learning.Learner;
import io.gradstream.network.LearnedArray;
import io.gradstream.support.MixedLearner;
import io.gradstream.support.MixedStream;
import io.gradstream.support.StoredState;
import java.util.Arrays;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A model of which most was never touched. */
class SparseStoreTest {
  private static final String SPECIFICATION = "network: mixed\n";
  private static final Bytes TABLE = array("network/table");

  private final KeyValueStore<Bytes, byte[]> inner =
      Stores.inMemoryKeyValueStore("parameters").get();

  @ParameterizedTest
  @EnumSource
  void goesOnFromTheStoreAsIfNothingHadHappened(MixedLearner kind) {
    Learner learner = kind.newLearner(Kernels.best(), 1);
    Supplier<Example> stream = MixedStream.of(1);
    ParameterStore store = new ParameterStore(inner);
    StoredModel model = store.open("p0", StoredParts.of(SPECIFICATION, learner.state()));
    for (int commit = 0; commit < 10; commit++) {
      learn(learner, model, stream, 20);
      store.flushCache();
    }
    Learner restored = kind.newLearner(Kernels.best(), 1);
    StoredModel again =
        new ParameterStore(inner).open("p0", StoredParts.of(SPECIFICATION, restored.state()));
    assertThat(again.examples()).isEqualTo(200);
    assertThat(StoredState.of(restored.state())).isEqualTo(StoredState.of(learner.state()));

    learn(learner, model, MixedStream.of(2), 200);
    learn(restored, again, MixedStream.of(2), 200);
    assertThat(StoredState.of(restored.state())).isEqualTo(StoredState.of(learner.state()));
  }

  /** Of 768 blocks of the table examples touch the lower half, of 63 of the embedding two. */
  @Test
  void storesNoBlockThatWasNeverTouched() {
    stored(100);

    assertThat(blocks(TABLE)).isBetween(200, 384);
    assertThat(blocks(array("network/embedding-0"))).isEqualTo(2);
    assertThat(blocks(array("optimizer/velocity/table"))).isEqualTo(blocks(TABLE));
    assertThat(blocks(array("network/parameters"))).isEqualTo(1);
  }

  @Test
  void refusesATableOfWhichABlockIsGone() {
    stored(100);
    inner.delete(firstBlock());

    assertRefused();
  }

  @Test
  void refusesATableOfWhichABlockIsStale() {
    Learner learner = learner();
    ParameterStore store = new ParameterStore(inner);
    StoredModel model = store.open("p0", StoredParts.of(SPECIFICATION, learner.state()));
    learn(learner, model, MixedStream.of(1), 100);
    store.flushCache();
    Bytes key = firstBlock();
    byte[] old = inner.get(key);
    learn(learner, model, MixedStream.of(1), 100);
    store.flushCache();
    assertThat(inner.get(key)).isNotEqualTo(old);
    inner.put(key, old);

    assertRefused();
  }

  private void assertRefused() {
    assertThatExceptionOfType(ModelStoreException.class)
        .isThrownBy(
            () ->
                new ParameterStore(inner)
                    .open("p0", StoredParts.of(SPECIFICATION, learner().state())))
        .withMessageContaining("array network/table has at least one block too few, too many");
  }

  private void stored(int examples) {
    Learner learner = learner();
    ParameterStore store = new ParameterStore(inner);
    StoredModel model = store.open("p0", StoredParts.of(SPECIFICATION, learner.state()));
    learn(learner, model, MixedStream.of(1), examples);
    store.flushCache();
    assertThat(learner.state()).extracting(LearnedArray::name).doesNotHaveDuplicates();
  }

  private static void learn(
      Learner learner, StoredModel model, Supplier<Example> stream, int examples) {
    for (int n = 0; n < examples; n++) {
      learner.learn(stream.get());
      model.advanceTo(learner.examples(), learner.examples());
    }
  }

  private static Learner learner() {
    return MixedLearner.NETWORK.newLearner(Kernels.best(), 1);
  }

  private static Bytes array(String name) {
    return EntryKeys.array(EntryKeys.header("p0"), name);
  }

  private Bytes firstBlock() {
    try (KeyValueIterator<Bytes, byte[]> all = inner.range(TABLE, null)) {
      return all.next().key;
    }
  }

  private int blocks(Bytes array) {
    int count = 0;
    try (KeyValueIterator<Bytes, byte[]> all = inner.all()) {
      while (all.hasNext()) {
        count += isOf(array, all.next().key) ? 1 : 0;
      }
    }
    return count;
  }

  private static boolean isOf(Bytes array, Bytes key) {
    return Arrays.mismatch(array.get(), key.get()) == array.get().length;
  }
}
