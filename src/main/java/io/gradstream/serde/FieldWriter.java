package io.gradstream.serde;

import java.io.IOException;
import java.util.List;

/**
 * Takes a record's fields in the order of its schema, in whatever format: no value is boxed, and
 * the names are the schema's business. An optional field is either {@link #absent()} or {@link
 * #present()} and its value; its union has null first.
 */
public interface FieldWriter {
  void absent() throws IOException;

  void present() throws IOException;

  void text(String value) throws IOException;

  void text(FixedText value) throws IOException;

  /** An {@code int} or {@code long}, which Avro writes alike. */
  void integer(long value) throws IOException;

  void number(float value) throws IOException;

  void number(double value) throws IOException;

  void texts(List<String> values) throws IOException;

  void numbers(double[] values) throws IOException;

  /** Begins a field that is a record: its fields follow, then {@link #end}. */
  void begin() throws IOException;

  void end() throws IOException;

  /** The first {@code count} values. */
  void numbers(float[] values, int count) throws IOException;
}
