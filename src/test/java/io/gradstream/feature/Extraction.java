package io.gradstream.feature;

import io.gradstream.config.ConfigurationReader;
import io.gradstream.learning.Example;
import io.gradstream.network.NameArray;
import io.gradstream.record.RawRow;
import io.gradstream.record.UnfitException;
import io.gradstream.record.UnfitReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Everything from the bytes of one stream to examples, as a task has it. */
public final class Extraction {
  public static final long TIME = 1_700_000_000_000L;

  final NameArray inputs;
  final NameArray classes;
  final Names names;
  final ExampleExtractor extractor;
  public final RecordReader reader;

  public Extraction(String mapping) {
    this(mapping(mapping));
  }

  public Extraction(Mapping mapping) {
    this(mapping, Names.of(mapping));
  }

  public Extraction(String mapping, int inputBytes, int classBytes) {
    this(
        mapping(mapping),
        new Names(
            new NameArray("inputs", inputBytes),
            new NameArray("fields", 1 << 20),
            new NameArray("classes", classBytes)));
  }

  public Extraction(Mapping mapping, Names names) {
    this.inputs = names.inputs();
    this.classes = names.classes();
    this.names = names;
    this.extractor = new ExampleExtractor(mapping, names);
    this.reader = new RecordReader(extractor, mapping.limits());
  }

  public static Mapping mapping(String text) {
    return new ConfigurationReader().parse(text, Path.of("")).mapping().resolve(null);
  }

  /** A record's bytes. */
  public static byte[] binary(GenericRecord record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, out);
    out.flush();
    return bytes.toByteArray();
  }

  public Example avro(Schema writer, byte[] bytes) throws UnfitException {
    return extractor.extract(reader.avro(writer, bytes, 0), TIME);
  }

  public Example json(String text) throws UnfitException {
    return json(text.getBytes(StandardCharsets.UTF_8));
  }

  public Example json(byte[] bytes) throws UnfitException {
    return extractor.extract(reader.json(bytes, 0), TIME);
  }

  public Contents contents(RawRow row) throws UnfitException {
    Example example = extractor.extract(row, TIME);
    return Contents.of(example, extractor.id(row), inputs);
  }

  /** The reason a JSON text is refused for, null if it is not. */
  public @Nullable UnfitReason refusal(String text) {
    try {
      json(text);
      return null;
    } catch (UnfitException e) {
      return e.reason();
    }
  }

  public @Nullable UnfitReason refusal(Schema writer, byte[] bytes) {
    try {
      avro(writer, bytes);
      return null;
    } catch (UnfitException e) {
      return e.reason();
    }
  }
}
