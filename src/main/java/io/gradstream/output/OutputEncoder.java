package io.gradstream.output;

import io.gradstream.serde.FixedText;
import io.gradstream.serde.FormatSettings;
import io.gradstream.serde.Formats;
import io.gradstream.serde.RecordEncoder;
import org.apache.avro.Schema;

/** What the encoders of outputs share: a topic's format, and the application that is named. */
abstract class OutputEncoder {
  private final RecordEncoder records;
  private final FixedText application;

  /**
   * An encoder for one topic. In a registry's format its schema is registered first.
   *
   * @param application that the records name as their source
   * @throws IllegalArgumentException if a setting is missing or invalid
   * @throws io.gradstream.serde.registry.RegistryException if the registry refuses the schema
   */
  OutputEncoder(
      Formats formats, FormatSettings settings, String topic, Schema schema, String application) {
    this.records = formats.encoder(settings, topic, schema);
    this.application = FixedText.of(application);
  }

  /** The encoder of records. */
  final RecordEncoder records() {
    return records;
  }

  /** The application's name. */
  final FixedText application() {
    return application;
  }
}
