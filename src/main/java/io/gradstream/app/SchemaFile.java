package io.gradstream.app;

import io.gradstream.config.ConfigurationException;
import io.gradstream.config.InputConfig;
import io.gradstream.serde.Schemas;
import org.apache.avro.Schema;

/** The configured schema of the input. */
public final class SchemaFile {
  private SchemaFile() {}

  /**
   * Reads it.
   *
   * @throws ConfigurationException if it is not configured or no schema of records
   */
  public static Schema of(InputConfig input) {
    try {
      return Schemas.read(input.requiredSchema());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("input.schema: " + e.getMessage());
    }
  }
}
