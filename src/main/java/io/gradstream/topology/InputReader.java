package io.gradstream.topology;

import io.gradstream.feature.ExampleExtractor;
import io.gradstream.feature.Limits;
import io.gradstream.feature.RawRow;
import io.gradstream.feature.RecordReader;
import io.gradstream.feature.UnfitException;
import io.gradstream.serde.Payload;
import java.nio.charset.StandardCharsets;
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
    RawRow row =
        switch (record.value()) {
          case Payload.Avro avro -> reader.avro(avro.writer(), avro.bytes(), avro.offset());
          case Payload.Json json -> reader.json(json.bytes());
          case Payload.Tree tree -> reader.tree(tree.value());
        };
    switch (record.key()) {
      case Payload.Avro avro -> reader.addAvroKey(avro.writer(), avro.bytes(), avro.offset());
      case Payload.Json json -> reader.addJsonKey(json.bytes());
      case Payload.Tree tree -> reader.addTreeKey(tree.value());
      case null -> {}
    }
    return row;
  }

  /** The example's id: of the field that is mapped to it, or the key if that is a text. */
  public @Nullable String id(Decoded.Framed record, RawRow row) {
    String id = extractor.id(row);
    return id == null ? text(record.key()) : id;
  }

  private static @Nullable String text(@Nullable Payload key) {
    return switch (key) {
      case Payload.Json json -> new String(json.bytes(), StandardCharsets.UTF_8);
      case Payload.Tree tree -> tree.value().toString();
      case Payload.Avro avro -> null;
      case null -> null;
    };
  }
}
