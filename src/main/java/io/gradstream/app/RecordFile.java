package io.gradstream.app;

import io.gradstream.config.ConfigurationException;
import io.gradstream.serde.Payload;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Records in a file: a JSON object on each line, or an Avro container file. */
final class RecordFile {
  private RecordFile() {}

  /**
   * Reads a file's first records.
   *
   * @throws ConfigurationException if it cannot be read
   */
  static List<ReadRecord> read(Path file, int count) {
    try {
      return isContainer(file) ? container(file, count) : lines(file, count);
    } catch (IOException | AvroRuntimeException e) {
      throw new ConfigurationException(
          file.toString(), e.toString(), "a file of JSON lines or an Avro container file");
    }
  }

  private static boolean isContainer(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(DataFileConstants.MAGIC.length), DataFileConstants.MAGIC);
    }
  }

  /** Read byte by byte as ISO 8859-1, so that a line of any bytes arrives as it is. */
  private static List<ReadRecord> lines(Path file, int count) throws IOException {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      List<ReadRecord> records = new ArrayList<>();
      lines
          .filter(line -> !line.isBlank())
          .limit(count)
          .forEach(
              line -> {
                byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
                records.add(record(file, records.size(), bytes, new Payload.Json(bytes)));
              });
      return records;
    }
  }

  private static List<ReadRecord> container(Path file, int count) throws IOException {
    try (DataFileStream<GenericRecord> in =
        new DataFileStream<>(
            new BufferedInputStream(Files.newInputStream(file)), new GenericDatumReader<>())) {
      Schema schema = in.getSchema();
      List<ReadRecord> records = new ArrayList<>();
      while (records.size() < count && in.hasNext()) {
        byte[] bytes = binary(schema, in.next());
        records.add(record(file, records.size(), bytes, new Payload.Avro(schema, bytes, 0)));
      }
      return records;
    }
  }

  private static byte[] binary(Schema schema, GenericRecord record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private static ReadRecord record(Path file, int number, byte[] bytes, Payload payload) {
    return new ReadRecord(String.valueOf(file.getFileName()), number, -1, null, bytes, payload);
  }
}
