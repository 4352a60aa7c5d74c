package io.gradstream.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gradstream.network.FloatArray;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OffsetNoteTest {
  private static final TaskId TASK = new TaskId(0, 7);

  private final Map<String, Long> committed = new HashMap<>();
  private ParameterStore store = emptyStore();

  @BeforeEach
  void learnAndCommit() {
    open().advanceTo(41, 30);
    store.flushCache();
  }

  @Test
  void opensTheModelThatWasCommittedWithTheInputOffset() {
    assertThat(committed.values()).containsExactly(42L);
    assertThat(open().examples()).isEqualTo(30);
  }

  @Test
  void refusesAnOlderModel() {
    committed.replaceAll((key, offset) -> 43L);
    assertRefused("up to input offset 42, but a model that had learned up to 43 was");
  }

  @Test
  void learnsNothingTwiceWithANewerModel() {
    committed.replaceAll((key, offset) -> 41L);
    assertNext(41, false, false);
    assertNext(42, false, true);
  }

  @Test
  void refusesAnEmptyStoreInPlaceOfAModel() {
    store = emptyStore();
    assertRefused("up to input offset 0, but a model that had learned up to 42 was");
  }

  @Test
  void learnsNeitherTwiceNorPastARecord() {
    assertNext(41, false, false);
    assertNext(42, true, true);
    assertNext(50, false, true);
    assertNext(50, true, false);
    assertSkipped(true);
    committed.clear();
    assertSkipped(false);
  }

  @Test
  void beginsWithTheFirstRecordOfTheGroup() {
    store = emptyStore();
    committed.clear();
    open().checkIsNext(TASK, 0, (_, _) -> true);
    open().checkIsNext(TASK, 100, (_, _) -> false);
    assertThatExceptionOfType(OffsetsMovedException.class)
        .isThrownBy(() -> open().checkIsNext(TASK, 100, (from, to) -> from == -1 && to == 100))
        .returns(0L, OffsetsMovedException::learnedUpToOffset)
        .withMessageContaining("up to input offset 0, but was given offset 100 next");
  }

  @Test
  void takesWhatLiesBetweenLaterRecordsForMarks() {
    StoredModel model = open();
    model.checkIsNext(TASK, 42, (from, to) -> true);
    model.advanceTo(42, 31);
    model.checkIsNext(TASK, 60, (from, to) -> true);
  }

  private void assertNext(long offset, boolean recordsBetween, boolean accepted) {
    StoredModel model = open();
    StoredModel.OffsetRange between =
        (from, to) -> {
          assertThat(from).isEqualTo(42);
          assertThat(to).isEqualTo(offset);
          return recordsBetween;
        };
    if (accepted) {
      model.checkIsNext(TASK, offset, between);
    } else {
      assertThatExceptionOfType(OffsetsMovedException.class)
          .isThrownBy(() -> model.checkIsNext(TASK, offset, between))
          .returns(42L, OffsetsMovedException::learnedUpToOffset)
          .withMessageContaining("was given offset %d next".formatted(offset));
    }
  }

  private void assertSkipped(boolean skipped) {
    StoredModel model = open();
    assertThatExceptionOfType(OffsetsMovedException.class)
        .isThrownBy(() -> model.checkIsNext(TASK, 50, (_, _) -> true))
        .returns(skipped, OffsetsMovedException::skipped);
  }

  private void assertRefused(String message) {
    assertThatExceptionOfType(OffsetMismatchException.class)
        .isThrownBy(this::open)
        .returns(7, OffsetMismatchException::partition)
        .withMessageContaining(message);
  }

  private StoredModel open() {
    return store.open("p7", StoredParts.of("seed: 1", List.of(new FloatArray("weights", 5))));
  }

  private ParameterStore emptyStore() {
    KeyValueStore<Bytes, byte[]> inner = Stores.inMemoryKeyValueStore("parameters").get();
    ParameterStore empty = new ParameterStore(inner);
    empty.init(context(), empty);
    return empty;
  }

  private StateStoreContext context() {
    return (StateStoreContext)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {InternalProcessorContext.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "appConfigs" -> Map.of("processing.guarantee", "exactly_once_v2");
                  case "taskId" -> TASK;
                  case "recordMetadata" -> Optional.empty();
                  case "processorMetadataForKey" -> committed.get((String) arguments[0]);
                  case "addProcessorMetadataKeyValue" ->
                      committed.put((String) arguments[0], (Long) arguments[1]);
                  default -> null;
                });
  }
}
