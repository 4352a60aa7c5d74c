package io.gradstream.serde;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** JSON objects of flat records: numbers, texts and nulls. */
final class JsonRecordWriter implements RecordWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

  @Override
  public byte[] write(GenericRecord record) {
    bytes.reset();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      for (Schema.Field field : record.getSchema().getFields()) {
        out.writeFieldName(field.name());
        switch (record.get(field.pos())) {
          case null -> out.writeNull();
          case Long whole -> out.writeNumber(whole);
          case Double number when Double.isFinite(number) -> out.writeNumber(number);
          case Double infinite -> out.writeNull();
          case Object text -> out.writeString(text.toString());
        }
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
