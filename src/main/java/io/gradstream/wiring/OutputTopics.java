package io.gradstream.wiring;

import io.gradstream.client.KafkaName;
import io.gradstream.config.OutputConfig;
import io.gradstream.topology.Topics;
import java.util.Optional;

/** The names of the topics a run needs. */
final class OutputTopics {
  private OutputTopics() {}

  static Topics named(String input, OutputConfig output) {
    String prefix = output.prefix();
    if (prefix == null) {
      prefix = input;
    } else {
      KafkaName.checked("output.prefix", prefix);
    }
    return new Topics(
        input,
        Optional.ofNullable(output.predictions()).orElse(prefix + "-predictions"),
        Optional.ofNullable(output.losses()).orElse(prefix + "-losses"),
        Optional.ofNullable(output.evaluations()).orElse(prefix + "-evaluations"),
        Optional.ofNullable(output.drifts()).orElse(prefix + "-drifts"),
        Optional.ofNullable(output.rejects()).orElse(prefix + "-rejects"));
  }
}
