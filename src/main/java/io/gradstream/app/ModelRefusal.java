package io.gradstream.app;

import io.gradstream.config.ConfigurationException;
import io.gradstream.state.DamagedModelException;
import io.gradstream.state.ModelStoreException;
import io.gradstream.state.OffsetMismatchException;
import io.gradstream.state.OffsetsMovedException;
import io.gradstream.state.OtherModelException;
import io.gradstream.topology.LearningTopology;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;

/** A stored model that cannot be used, and what its owner can do about it. */
record ModelRefusal(ModelStoreException found, Map<String, String> kafka, String inputTopic) {
  private static final String NOTHING_CHANGED = "Nothing was learned or overwritten.";

  /**
   * As a failure whose message says all.
   *
   * @param newModel where a user would train a new model, in words
   */
  RuntimeException withAdvice(String newModel) {
    String message = String.valueOf(found.getMessage());
    return switch (found) {
      case OtherModelException _ ->
          new ConfigurationException(
              "%s, or else train a new model %s.".formatted(message, newModel));
      case OffsetsMovedException moved ->
          new IllegalStateException(
              "%s. Offsets of group %s were set without its models, or expired, or its input was replaced; in the last case only a new model helps. %s\n%s"
                  .formatted(
                      message,
                      application(),
                      NOTHING_CHANGED,
                      toGoOn(moved.partition(), moved.learnedUpToOffset(), newModel)));
      case OffsetMismatchException mismatch ->
          new IllegalStateException(
              "%s\nStart it again. If that does not help either, %s.\n%s"
                  .formatted(
                      restoredInVain(message),
                      lost(mismatch),
                      toGoOn(mismatch.partition(), mismatch.learnedUpToOffset(), newModel)));
      case DamagedModelException _ ->
          new IllegalStateException(
              "%s\nStart it again. If that does not help either, %s has lost parts of the model: train a new one %s."
                  .formatted(restoredInVain(message), changelog(), newModel));
      default -> new IllegalStateException(message + ".");
    };
  }

  private static String restoredInVain(String message) {
    return "%s. It was restored from the whole changelog, which did not help. %s"
        .formatted(message, NOTHING_CHANGED);
  }

  private String lost(OffsetMismatchException mismatch) {
    return "%s has lost what was learned of offsets %d to %d"
        .formatted(changelog(), mismatch.learnedUpToOffset(), mismatch.committedOffset() - 1);
  }

  private String toGoOn(int partition, long offset, String newModel) {
    return """
    To go on with this model, stop every instance, run this (with --command-config where the \
    cluster wants credentials), and start again. The model then learns every record that is left \
    from offset %d on; what was published for them before is published again:
      kafka-consumer-groups.sh --bootstrap-server %s --group %s --topic %s:%d \
    --reset-offsets --to-offset %d --execute
    Or train a new model %s.\
    """
        .formatted(
            offset,
            kafka.get(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG),
            application(),
            inputTopic,
            partition,
            offset,
            newModel);
  }

  private String changelog() {
    return "the changelog " + LearningTopology.changelog(application());
  }

  private String application() {
    return String.valueOf(kafka.get(StreamsConfig.APPLICATION_ID_CONFIG));
  }
}
