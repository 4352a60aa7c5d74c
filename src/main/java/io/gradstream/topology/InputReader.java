package io.gradstream.topology;

import io.gradstream.feature.ExampleExtractor;
import io.gradstream.feature.Limits;
import io.gradstream.feature.RawRow;
import io.gradstream.feature.RecordReader;
import io.gradstream.feature.UnfitException;
import io.gradstream.feature.UnfitReason;
import io.gradstream.serde.ByteText;
import io.gradstream.serde.Coordinates;
import io.gradstream.serde.Payload;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Reads the fields of decoded records, as far as an extractor's mapping needs them. */
public final class InputReader {
  private final ExampleExtractor extractor;
  private final RecordReader reader;

  public InputReader(ExampleExtractor extractor, Limits limits) {
    this.extractor = extractor;
    this.reader = new RecordReader(extractor, limits);
  }

  /**
   * The fields of a record, valid until the next one.
   *
   * @throws UnfitException if its key or its value cannot be read
   */
  public RawRow read(Decoded.Framed record) throws UnfitException {
    RawRow row;
    try {
      row =
          switch (record.value()) {
            case Payload.Avro avro -> reader.avro(avro.writer(), avro.bytes(), avro.offset());
            case Payload.Json json -> reader.json(json.bytes(), json.offset());
            case Payload.Tree tree -> reader.tree(tree.value());
          };
    } catch (UnfitException e) {
      throw placed("", record.value(), e);
    }
    try {
      addKey(record.key());
    } catch (UnfitException e) {
      throw placed("the key: ", record.key(), e);
    }
    return row;
  }

  private void addKey(@Nullable Payload key) throws UnfitException {
    switch (key) {
      case Payload.Avro avro -> reader.addAvroKey(avro.writer(), avro.bytes(), avro.offset());
      case Payload.Json json -> reader.addJsonKey(json.bytes(), json.offset());
      case Payload.Tree tree -> reader.addTreeKey(tree.value());
      case null -> {}
    }
  }

  /** What names no field is about the key or the value as a whole, and what stands before it. */
  private static UnfitException placed(
      String side, @Nullable Payload payload, UnfitException refusal) {
    if (refusal.reason() != UnfitReason.UNDECODABLE) {
      return refusal;
    }
    String message =
        payload instanceof Payload.Json json && json.offset() > 0
            ? "%s: %s; if that is Avro, format avro-registry reads it"
                .formatted(json.frame(), refusal.getMessage())
            : refusal.getMessage();
    return new UnfitException(refusal.reason(), side + message);
  }

  /** A record's timestamp as an extractor wants it: -1 for none. */
  public static long timestampMillis(long ofRecord) {
    return Coordinates.isTimestamp(ofRecord) ? ofRecord : -1;
  }

  /**
   * The example's id: of the field that is mapped to it, or the key if that is a text.
   *
   * @throws UnfitException if the key's object does not give its text
   */
  public @Nullable String id(Decoded.Framed record, RawRow row) throws UnfitException {
    String id = extractor.id(row);
    try {
      return id == null ? text(record.key()) : id;
    } catch (UnfitException e) {
      throw placed("the key: ", record.key(), e);
    }
  }

  private static @Nullable String text(@Nullable Payload key) throws UnfitException {
    return switch (key) {
      case Payload.Json json -> ByteText.of(json.text());
      case Payload.Tree(byte[] bytes) -> ByteText.of(bytes);
      case Payload.Tree(ByteBuffer bytes) -> ByteText.of(Utils.toArray(bytes));
      case Payload.Tree tree -> RecordReader.keyText(tree.value());
      case Payload.Avro avro -> null;
      case null -> null;
    };
  }
}
