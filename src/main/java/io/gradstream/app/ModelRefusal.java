package io.gradstream.app;

import io.gradstream.config.ConfigurationException;
import io.gradstream.state.DamagedModelException;
import io.gradstream.state.ModelStoreException;
import io.gradstream.state.OffsetMismatchException;
import io.gradstream.state.OtherModelException;
import io.gradstream.topology.LearningTopology;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;

/** A stored model that cannot be used, and what its owner can do about it. */
record ModelRefusal(ModelStoreException found, Map<String, String> kafka, String inputTopic) {
  /**
   * As a failure whose message says all.
   *
   * @param newModel where a user would train a new model, in words
   */
  RuntimeException withAdvice(String newModel) {
    return switch (found) {
      case OtherModelException other ->
          new ConfigurationException(
              "%s, or else train a new model %s.".formatted(other.getMessage(), newModel));
      case DamagedModelException damaged ->
          new IllegalStateException(
              """
              %s.
              Nothing was learned or overwritten. The model was restored from the whole changelog, \
              which did not help.
              Start it again. If that does not help either, %s"""
                  .formatted(damaged.getMessage(), advice(damaged, newModel)));
      default -> new IllegalStateException(found.getMessage() + ".");
    };
  }

  private String advice(DamagedModelException damaged, String newModel) {
    if (!(damaged instanceof OffsetMismatchException mismatch)) {
      return "the changelog %s has lost parts of the model: train a new one %s."
          .formatted(changelog(), newModel);
    }
    return """
        %s To go on with this model, stop every instance, run the following, and start again:
          kafka-consumer-groups.sh --bootstrap-server %s --group %s --topic %s:%d \
        --reset-offsets --to-offset %d --execute
        Or train a new model %s."""
        .formatted(
            lost(mismatch),
            kafka.get(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG),
            application(),
            inputTopic,
            mismatch.partition(),
            mismatch.learnedUpToOffset(),
            newModel);
  }

  private String lost(OffsetMismatchException mismatch) {
    long learned = mismatch.learnedUpToOffset();
    long committed = mismatch.committedOffset();
    return learned < committed
        ? "the changelog %s has lost what was learned of offsets %d to %d, which would be learned again."
            .formatted(changelog(), learned, committed - 1)
        : "the committed offsets of group %s have gone back."
            .formatted(application());
  }

  private String changelog() {
    return LearningTopology.changelog(application());
  }

  private String application() {
    return String.valueOf(kafka.get(StreamsConfig.APPLICATION_ID_CONFIG));
  }
}
