package io.gradstream.feature;

import io.gradstream.record.AvroRecordReader;
import io.gradstream.record.JsonRecordReader;
import io.gradstream.record.Limits;
import io.gradstream.record.RawRow;
import io.gradstream.record.TreeRecordReader;
import io.gradstream.record.UnfitException;
import org.apache.avro.Schema;

/**
 * Reads records of any format into a row, their keys too, as far as an extractor's mapping needs
 * them.
 */
public final class RecordReader {
  private final ExampleExtractor extractor;
  private final RawRow row;
  private final AvroRecordReader avro;
  private final AvroRecordReader avroKeys;
  private final JsonRecordReader json;
  private final TreeRecordReader tree;

  public RecordReader(ExampleExtractor extractor, Limits limits) {
    this.extractor = extractor;
    this.row = new RawRow(limits);
    this.avro = new AvroRecordReader(row);
    this.avroKeys = new AvroRecordReader(row);
    this.json = new JsonRecordReader(row, limits);
    this.tree = new TreeRecordReader(row, json);
  }

  /** Binary Avro from {@code offset} to the end. */
  public RawRow avro(Schema writer, byte[] bytes, int offset) throws UnfitException {
    row.clear();
    row.declare(avro.read(extractor.beginRecord(), writer, bytes, offset));
    return row;
  }

  /** A JSON object in UTF-8 from {@code offset} to the end. */
  public RawRow json(byte[] bytes, int offset) throws UnfitException {
    row.clear();
    json.read(extractor.beginRecord(), bytes, offset);
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

  /** Adds a key in binary Avro to the row that the record's value was just read into. */
  public void addAvroKey(Schema writer, byte[] bytes, int offset) throws UnfitException {
    avroKeys.read(extractor.fields().key(), writer, bytes, offset);
  }

  /** Adds a key that is a JSON text in UTF-8, of any value. */
  public void addJsonKey(byte[] bytes, int offset) throws UnfitException {
    json.readValue(extractor.fields().key(), bytes, offset);
  }

  /** The text of a key that a deserializer made. */
  public static String keyText(Object key) throws UnfitException {
    return TreeRecordReader.text(key);
  }

  /** Adds a key that a deserializer made: a plain value of Java's, an Avro record or a map. */
  public void addTreeKey(Object key) throws UnfitException {
    tree.readValue(extractor.fields().key(), key);
  }
}
