package io.gradstream.state;

import io.gradstream.network.LearnedArray;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * A model that lives in a {@link ParameterStore}: its arrays, and how far it has learned. Belongs
 * to the stream thread. Its header entry holds, little-endian and sealed: examples and offset (8
 * bytes each), the number of arrays (4 bytes), their fingerprints (8 bytes each), the description.
 */
public final class StoredModel {
  private final String label;
  private final String key;
  private final Bytes headerKey;
  private final StoredParts parts;
  private final ModelDescription description;
  private final byte[] encodedDescription;
  private final List<StoredArray> arrays;
  private final List<Bytes> obsolete = new ArrayList<>();
  private boolean restored;
  private boolean measuresAnew;
  private boolean headerChanged;
  private long examples;
  private long learnedUpToOffset = -1;
  private boolean firstRecordChecked;
  private boolean groupIsHere;

  StoredModel(String storeName, String modelKey, StoredParts parts) {
    this.label = "model %s in store %s".formatted(modelKey, storeName);
    this.key = modelKey;
    this.headerKey = EntryKeys.header(modelKey);
    this.parts = parts;
    this.description = ModelDescription.of(parts.specification(), parts.arrays());
    this.encodedDescription = description.encoded();
    this.arrays = parts.arrays().stream().map(array -> new StoredArray(headerKey, array)).toList();
  }

  /** Whether the model was in the store; otherwise the arrays are as the caller made them. */
  public boolean restored() {
    return restored;
  }

  /** Whether the model was in the store, but measured in another way: its measures are fresh. */
  public boolean measuresAnew() {
    return measuresAnew;
  }

  /** The number of examples learned: the model's version. */
  public long examples() {
    return examples;
  }

  /** The offset of the next input record, the first one not seen; -1 when none was seen. */
  public long learnedUpToOffset() {
    return learnedUpToOffset;
  }

  /** The specification's identity for logs: 8 bytes of its SHA-256 in hexadecimal. */
  public String specificationHash() {
    return description.specificationHash();
  }

  /**
   * Refuses a record that is not the next one for this model: one it has seen, or, as the first one
   * since it was opened, one behind others that it has not seen. The model must be the only one of
   * its task: records of other models would lie between.
   *
   * @param anyBetween whether there are records from an offset to before another
   * @throws OffsetsMovedException if it is not
   */
  public void checkIsNext(TaskId task, long inputOffset, OffsetRange anyBetween) {
    boolean skips =
        !firstRecordChecked
            && inputOffset > Math.max(0, learnedUpToOffset)
            && anyBetween.test(learnedUpToOffset, inputOffset);
    if (inputOffset < learnedUpToOffset || skips) {
      throw new OffsetsMovedException(
          label, task, learnedUpToOffset, inputOffset, skips && groupIsHere);
    }
    firstRecordChecked = true;
  }

  /** A question about the offsets of the input. */
  @FunctionalInterface
  public interface OffsetRange {
    /** Of those from {@code from}, -1 for where the group began, to before {@code to}. */
    boolean test(long from, long to);
  }

  /**
   * Advances past the record at {@code inputOffset}, whatever became of it.
   *
   * @param examples that the model has learned by now
   */
  public void advanceTo(long inputOffset, long examples) {
    this.examples = examples;
    learnedUpToOffset = inputOffset + 1;
    headerChanged = true;
  }

  Bytes headerKey() {
    return headerKey;
  }

  DamagedModelException headerMissing() {
    return Seal.damaged(label, "has blocks but no header");
  }

  void restore(byte[] header, Function<Bytes, KeyValueIterator<Bytes, byte[]>> in) {
    ByteBuffer payload = Seal.unseal(label + ": header", headerKey, header);
    examples = payload.getLong();
    learnedUpToOffset = payload.getLong();
    long[] fingerprints = new long[payload.getInt()];
    payload.asLongBuffer().get(fingerprints);
    payload.position(payload.position() + fingerprints.length * Long.BYTES);
    ModelDescription stored = stored(payload);
    checkIsSameModel(stored);
    measuresAnew = !stored.isLike(description);
    for (int i = 0; i < fingerprints.length; i++) {
      String name = stored.arrays().get(i).name();
      StoredArray array = kept(name);
      if (array == null) {
        obsolete.addAll(StoredArray.keys(headerKey, name, in));
        continue;
      }
      array.read(label, in);
      if (array.fingerprint() != fingerprints[i]) {
        throw Seal.damaged(
            "%s: array %s".formatted(label, name),
            "has at least one block too few, too many or of another commit than its header");
      }
    }
    restored = true;
  }

  /**
   * Refuses a model that is older than the one of the last commit. One that is newer is no danger:
   * the first record that it has seen is refused.
   */
  void checkIsCommitted(OffsetNote note) {
    Long committed = note.committed(key);
    if (committed != null && committed > learnedUpToOffset) {
      throw new OffsetMismatchException(label, learnedUpToOffset, committed);
    }
    groupIsHere = committed == null ? learnedUpToOffset < 0 : committed == learnedUpToOffset;
  }

  /** Notes how far it has learned beside the input offset that is about to be committed. */
  void writeTo(OffsetNote note) {
    if (learnedUpToOffset >= 0) {
      note.write(key, learnedUpToOffset);
    }
  }

  /**
   * Writes the changed blocks, then the header if anything changed; returns the number of blocks.
   * Before its first record a fresh model is not written: it has learned nothing, and Kafka Streams
   * has no record context yet to stamp the change with.
   */
  int writeChanged(BiConsumer<Bytes, byte @Nullable []> out) {
    if (learnedUpToOffset < 0) {
      return 0;
    }
    obsolete.forEach(block -> out.accept(block, null));
    headerChanged |= !obsolete.isEmpty();
    int blocks = 0;
    for (StoredArray array : arrays) {
      int written = array.writeChanged(out);
      headerChanged |= written > 0;
      blocks += written;
    }
    if (headerChanged) {
      writeHeader(out);
      headerChanged = false;
    }
    obsolete.clear();
    return blocks;
  }

  private void writeHeader(BiConsumer<Bytes, byte @Nullable []> out) {
    int payloadBytes =
        2 * Long.BYTES + Integer.BYTES + arrays.size() * Long.BYTES + encodedDescription.length;
    byte[] value = new byte[Seal.BYTES + payloadBytes];
    ByteBuffer payload = Seal.payload(value);
    payload.putLong(examples).putLong(learnedUpToOffset).putInt(arrays.size());
    arrays.forEach(array -> payload.putLong(array.fingerprint()));
    payload.put(encodedDescription);
    Seal.seal(headerKey, value);
    out.accept(headerKey, value);
  }

  private static ModelDescription stored(ByteBuffer payload) {
    byte[] stored = new byte[payload.remaining()];
    payload.get(stored);
    return ModelDescription.decode(stored);
  }

  /** Measures are kept together or not at all. */
  private @Nullable StoredArray kept(String name) {
    return arrays.stream()
        .limit(measuresAnew ? parts.learned().size() : arrays.size())
        .filter(array -> array.name().equals(name))
        .findAny()
        .orElse(null);
  }

  private void checkIsSameModel(ModelDescription stored) {
    boolean same =
        identity(stored).equals(identity(description))
            && parts.learned().stream()
                .map(LearnedArray::name)
                .allMatch(name -> Objects.equals(stored.shape(name), description.shape(name)));
    if (!same) {
      throw new OtherModelException(
          label
              + " is not the configured model; nothing was overwritten:\n"
              + stored.differencesFrom(description)
              + "\nRestore the old configuration");
    }
  }

  private String identity(ModelDescription model) {
    return parts.identity().apply(model.specification());
  }
}
