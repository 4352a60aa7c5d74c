package io.gradstream.serde;

import io.gradstream.text.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/** Where schemas come from: a file of the user's, or the ones that ship with the program. */
public final class Schemas {
  private Schemas() {}

  /**
   * Reads a record's schema from an {@code .avsc} file.
   *
   * @throws IllegalArgumentException if there is no such file or it is no record's schema
   */
  public static Schema read(Path file) {
    try {
      Schema schema = new Schema.Parser().parse(Files.readString(file));
      if (schema.getType() != Schema.Type.RECORD) {
        throw new IllegalArgumentException(
            "%s: got a schema of type %s, wants a record".formatted(file, schema.getType()));
      }
      return schema;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s: cannot be read (%s), wants an Avro schema file"
              .formatted(file, Unreadable.reason(e)),
          e);
    } catch (SchemaParseException e) {
      throw new IllegalArgumentException(
          "%s: is no Avro schema: %s".formatted(file, e.getMessage()), e);
    }
  }

  public static Schema shipped(String name) {
    String resource = "/schemas/" + name + ".avsc";
    try (InputStream in = Schemas.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
