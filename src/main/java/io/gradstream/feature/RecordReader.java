package io.gradstream.feature;

import org.apache.avro.Schema;

/** Reads records of any format into a row, as far as an extractor's mapping needs them. */
public final class RecordReader {
  private final ExampleExtractor extractor;
  private final RawRow row;
  private final AvroRecordReader avro;
  private final JsonRecordReader json;
  private final TreeRecordReader tree;

  public RecordReader(ExampleExtractor extractor, Limits limits) {
    this.extractor = extractor;
    this.row = new RawRow(limits);
    this.avro = new AvroRecordReader(row);
    this.json = new JsonRecordReader(row, limits);
    this.tree = new TreeRecordReader(row, json);
  }

  /** Binary Avro from {@code offset} to the end. */
  public RawRow avro(Schema writer, byte[] bytes, int offset) throws UnfitException {
    row.clear();
    avro.read(extractor.beginRecord(), writer, bytes, offset);
    return row;
  }

  /** A JSON object in UTF-8. */
  public RawRow json(byte[] bytes) throws UnfitException {
    row.clear();
    json.read(extractor.beginRecord(), bytes);
    return row;
  }

  /**
   * What a deserializer made: an Avro record or a map of Avro's and Java's ordinary types, or
   * anything whose text is a JSON object.
   */
  public RawRow tree(Object record) throws UnfitException {
    row.clear();
    tree.read(extractor.beginRecord(), record);
    return row;
  }
}
