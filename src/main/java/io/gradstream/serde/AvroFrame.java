package io.gradstream.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Avro in binary behind a header that never changes. */
final class AvroFrame implements RecordEncoder {
  /** Writes one record. */
  interface Body {
    void writeTo(BinaryEncoder out) throws IOException;
  }

  private final byte[] header;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
  private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);

  AvroFrame(byte[] header) {
    this.header = header;
  }

  @Override
  public byte[] encode(Fields fields) {
    return frame(out -> fields.writeTo(new AvroFields(out)));
  }

  byte[] frame(Body body) {
    try {
      encoder.flush(); // what a record that could not be written left behind
      bytes.reset();
      encoder.writeFixed(header);
      body.writeTo(encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private record AvroFields(BinaryEncoder out) implements FieldWriter {
    private static final int NULL = 0;
    private static final int VALUE = 1;

    @Override
    public void absent() throws IOException {
      out.writeIndex(NULL);
    }

    @Override
    public void present() throws IOException {
      out.writeIndex(VALUE);
    }

    @Override
    public void text(String value) throws IOException {
      out.writeString(value);
    }

    @Override
    public void text(FixedText value) throws IOException {
      out.writeString(value.avro());
    }

    @Override
    public void integer(long value) throws IOException {
      out.writeLong(value);
    }

    @Override
    public void number(float value) throws IOException {
      out.writeFloat(value);
    }

    @Override
    public void number(double value) throws IOException {
      out.writeDouble(value);
    }

    @Override
    public void texts(List<String> values) throws IOException {
      out.writeArrayStart();
      out.setItemCount(values.size());
      for (String value : values) {
        out.startItem();
        out.writeString(value);
      }
      out.writeArrayEnd();
    }

    @Override
    public void numbers(double[] values) throws IOException {
      out.writeArrayStart();
      out.setItemCount(values.length);
      for (double value : values) {
        out.startItem();
        out.writeDouble(value);
      }
      out.writeArrayEnd();
    }

    /** A record is nothing but its fields. */
    @Override
    public void begin() {}

    @Override
    public void end() {}

    @Override
    public void numbers(float[] values, int count) throws IOException {
      out.writeArrayStart();
      out.setItemCount(count);
      for (int i = 0; i < count; i++) {
        out.startItem();
        out.writeFloat(values[i]);
      }
      out.writeArrayEnd();
    }
  }
}
