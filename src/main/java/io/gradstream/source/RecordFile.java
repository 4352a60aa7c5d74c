package io.gradstream.source;

import io.gradstream.config.ConfigurationException;
import io.gradstream.serde.Payload;
import io.gradstream.serde.PayloadDecoder;
import io.gradstream.text.Unreadable;
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
import java.util.Objects;
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
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Records in a file: a JSON object on each line, or an Avro container file.
 *
 * @param format what its values are written in
 */
public record RecordFile(List<ReadRecord> records, PayloadDecoder format) {
  /**
   * Reads a file's first records.
   *
   * @throws ConfigurationException if it cannot be read
   */
  public static RecordFile read(Path file, int count) {
    try {
      return isContainer(file) ? container(file, count) : lines(file, count);
    } catch (IOException e) {
      throw unreadable(file, Unreadable.reason(e));
    } catch (AvroRuntimeException e) {
      throw unreadable(file, e.getMessage());
    }
  }

  private static ConfigurationException unreadable(Path file, @Nullable String reason) {
    return new ConfigurationException(
        "--file: %s cannot be read (%s), wants JSON lines or an Avro container file"
            .formatted(file, reason));
  }

  private static boolean isContainer(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(DataFileConstants.MAGIC.length), DataFileConstants.MAGIC);
    }
  }

  /** Read byte by byte as ISO 8859-1, so that a line of any bytes arrives as it is. */
  private static RecordFile lines(Path file, int count) throws IOException {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      List<ReadRecord> records = new ArrayList<>();
      lines
          .filter(line -> !line.isBlank())
          .limit(count)
          .forEach(
              line ->
                  records.add(
                      record(file, records.size(), line.getBytes(StandardCharsets.ISO_8859_1))));
      return new RecordFile(records, (bytes, headers) -> new Payload.Json(present(bytes), 0));
    }
  }

  private static RecordFile container(Path file, int count) throws IOException {
    try (DataFileStream<GenericRecord> in =
        new DataFileStream<>(
            new BufferedInputStream(Files.newInputStream(file)), new GenericDatumReader<>())) {
      Schema schema = in.getSchema();
      List<ReadRecord> records = new ArrayList<>();
      while (records.size() < count && in.hasNext()) {
        records.add(record(file, records.size(), binary(schema, in.next())));
      }
      return new RecordFile(
          records, (bytes, headers) -> new Payload.Avro(schema, present(bytes), 0));
    }
  }

  private static byte[] binary(Schema schema, GenericRecord record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private static byte[] present(byte @Nullable [] bytes) {
    return Objects.requireNonNull(bytes, "a file has no record without a value");
  }

  private static ReadRecord record(Path file, int number, byte[] bytes) {
    return new ReadRecord(
        String.valueOf(file.getFileName()), number, -1, null, bytes, new RecordHeaders());
  }
}
