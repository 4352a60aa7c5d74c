package io.gradstream.serde;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects with the field names of a schema. A field that is absent is null, and so is a number
 * that is not finite: JSON knows no NaN.
 */
final class JsonEncoder implements RecordEncoder {
  private static final JsonFactory JSON = new JsonFactory();

  private final Names names;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

  JsonEncoder(Schema schema) {
    this.names = Names.of(schema);
  }

  @Override
  public byte[] encode(Fields fields) {
    bytes.reset();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      fields.writeTo(new JsonFields(out, names));
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The fields of a record, and theirs where they are records; null where not. */
  private record Names(List<SerializableString> fields, List<@Nullable Names> records) {
    static Names of(Schema schema) {
      List<SerializableString> fields = new ArrayList<>();
      List<@Nullable Names> records = new ArrayList<>();
      for (Schema.Field field : schema.getFields()) {
        fields.add(new SerializedString(field.name()));
        records.add(field.schema().getType() == Schema.Type.RECORD ? of(field.schema()) : null);
      }
      return new Names(fields, records);
    }
  }

  private static final class JsonFields implements FieldWriter {
    private final JsonGenerator out;
    private final Deque<Place> outer = new ArrayDeque<>();
    private Names names;
    private int next;

    /** Where to go on when a record inside has ended. */
    private record Place(Names names, int next) {}

    JsonFields(JsonGenerator out, Names names) {
      this.out = out;
      this.names = names;
    }

    private JsonGenerator field() throws IOException {
      out.writeFieldName(names.fields.get(next++));
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
    public void text(FixedText value) throws IOException {
      field().writeString(value.json());
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
    public void texts(List<String> values) throws IOException {
      field().writeStartArray();
      for (String value : values) {
        out.writeString(value);
      }
      out.writeEndArray();
    }

    @Override
    public void numbers(double[] values) throws IOException {
      field().writeStartArray();
      for (double value : values) {
        if (Double.isFinite(value)) {
          out.writeNumber(value);
        } else {
          out.writeNull();
        }
      }
      out.writeEndArray();
    }

    @Override
    public void begin() throws IOException {
      field().writeStartObject();
      outer.push(new Place(names, next));
      names = Objects.requireNonNull(names.records.get(next - 1));
      next = 0;
    }

    @Override
    public void end() throws IOException {
      out.writeEndObject();
      Place place = outer.pop();
      names = place.names;
      next = place.next;
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
