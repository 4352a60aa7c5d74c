package io.gradstream.serde;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;

/**
 * JSON objects with the field names of a schema. A field that is absent is null, and so is a number
 * that is not finite: JSON knows no NaN.
 */
final class JsonEncoder implements RecordEncoder {
  private static final JsonFactory JSON = new JsonFactory();

  private final SerializableString[] names;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

  JsonEncoder(Schema schema) {
    this.names =
        schema.getFields().stream()
            .map(field -> new SerializedString(field.name()))
            .toArray(SerializableString[]::new);
  }

  @Override
  public byte[] encode(Fields fields) {
    bytes.reset();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      fields.writeTo(new JsonFields(out));
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private final class JsonFields implements FieldWriter {
    private final JsonGenerator out;
    private int next;

    JsonFields(JsonGenerator out) {
      this.out = out;
    }

    private JsonGenerator field() throws IOException {
      out.writeFieldName(names[next++]);
      return out;
    }

    @Override
    public void absent() throws IOException {
      field().writeNull();
    }

    @Override
    public void present() {}

    @Override
    public void text(String value) throws IOException {
      field().writeString(value);
    }

    @Override
    public void integer(long value) throws IOException {
      field().writeNumber(value);
    }

    @Override
    public void number(float value) throws IOException {
      field();
      item(value);
    }

    @Override
    public void number(double value) throws IOException {
      if (Double.isFinite(value)) {
        field().writeNumber(value);
      } else {
        absent();
      }
    }

    @Override
    public void numbers(float[] values, int count) throws IOException {
      field().writeStartArray();
      for (int i = 0; i < count; i++) {
        item(values[i]);
      }
      out.writeEndArray();
    }

    private void item(float value) throws IOException {
      if (Float.isFinite(value)) {
        out.writeNumber(value);
      } else {
        out.writeNull();
      }
    }
  }
}
