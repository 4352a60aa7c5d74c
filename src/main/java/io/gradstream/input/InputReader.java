package io.gradstream.input;

import io.gradstream.feature.ExampleExtractor;
import io.gradstream.feature.Mapping;
import io.gradstream.feature.Names;
import io.gradstream.feature.RecordReader;
import io.gradstream.record.Limits;
import io.gradstream.record.RawRow;
import io.gradstream.record.UnfitException;
import io.gradstream.record.UnfitReason;
import io.gradstream.serde.ByteText;
import io.gradstream.serde.Payload;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Makes examples of decoded records. Not for use by several threads. */
public final class InputReader {
  private final ExampleExtractor extractor;
  private final RecordReader reader;
  private @Nullable RawRow row;

  /** One that goes on from the names learned so far, which is also where it adds to. */
  public InputReader(Mapping mapping, Names names) {
    this(new ExampleExtractor(mapping, names), mapping.limits());
  }

  public InputReader(ExampleExtractor extractor, Limits limits) {
    this.extractor = extractor;
    this.reader = new RecordReader(extractor, limits);
  }

  /**
   * Makes an example of a record. The example is reused: it is valid until the next one.
   *
   * @param timestampMillis the record's
   * @throws UnfitException if the record makes no example; the model's names are as before then
   */
  public IdentifiedExample read(Decoded.Framed record, long timestampMillis) throws UnfitException {
    RawRow fields = fields(record);
    row = fields;
    String id = id(record, fields);
    long time = Payload.isTimestamp(timestampMillis) ? timestampMillis : -1;
    return new IdentifiedExample(id, extractor.extract(fields, time));
  }

  /** How each field of the record read last becomes inputs, for people. */
  public List<ExampleExtractor.EncodedField> explain() throws UnfitException {
    return row == null ? List.of() : extractor.explain(row);
  }

  private RawRow fields(Decoded.Framed record) throws UnfitException {
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

  /** The id is the field that is mapped to it, or the key if that is a text. */
  private @Nullable String id(Decoded.Framed record, RawRow row) throws UnfitException {
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
