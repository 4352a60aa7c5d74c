package io.gradstream.feature;

import org.apache.avro.Schema;

/** Reads records of any format into a row, as far as an extractor's mapping needs them. */
public final class RecordReader {
  private final RawRow row;
  private final AvroRecordReader avro;
  private final JsonRecordReader json;
  private final TreeRecordReader tree;

  public RecordReader(ExampleExtractor extractor, Limits limits) {
    PathNode root = extractor.fields().root();
    this.row = new RawRow(limits);
    this.avro = new AvroRecordReader(root, row);
    this.json = new JsonRecordReader(root, row, limits);
    this.tree = new TreeRecordReader(root, row, json);
  }

  /** Binary Avro from {@code offset} to the end. */
  public RawRow avro(Schema writer, byte[] bytes, int offset) throws UnfitException {
    row.clear();
    avro.read(writer, bytes, offset);
    return row;
  }

  /** A JSON object in UTF-8. */
  public RawRow json(byte[] bytes) throws UnfitException {
    row.clear();
    json.read(bytes);
    return row;
  }

  /**
   * What a deserializer made: an Avro record or a map of Avro's and Java's ordinary types, or
   * anything whose text is a JSON object.
   */
  public RawRow tree(Object record) throws UnfitException {
    row.clear();
    tree.read(record);
    return row;
  }
}
