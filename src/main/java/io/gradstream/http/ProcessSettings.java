package io.gradstream.http;

import io.helidon.common.SerializationConfig;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The one place for what the HTTP library would otherwise do to the whole process. */
final class ProcessSettings {
  private static final Logger HELIDON = Logger.getLogger("io.helidon");

  private ProcessSettings() {}

  static void apply() {
    // It logs by java.util.logging, several lines at INFO for each start. A level that was
    // configured stays.
    if (HELIDON.getLevel() == null) {
      HELIDON.setLevel(Level.WARNING);
    }
    // It would install a filter that refuses every Java deserialization in the process, and not
    // start beside a laxer one. Nothing here deserializes; jdk.serialFilter decides for the rest.
    SerializationConfig.builder()
        .onNoConfig(SerializationConfig.Action.IGNORE)
        .onWrongConfig(SerializationConfig.Action.IGNORE)
        .build()
        .configure();
  }
}
