package io.gradstream.app;

import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationException;
import io.gradstream.feature.Mapping;
import io.gradstream.serde.Format;
import io.gradstream.serde.FormatSettings;
import io.gradstream.serde.Formats;
import io.gradstream.serde.KafkaSettingException;
import io.gradstream.topology.LearningSettings;
import io.gradstream.topology.ModelScope;
import io.gradstream.topology.TopicFormats;
import io.gradstream.topology.Topics;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What a learning graph is made of.
 *
 * @param input reads the records
 * @param models makes the models of the settings
 */
record LearningWiring(LearningSettings settings, InputFormat input, ModelFactory models) {
  /**
   * Wires what a configuration says.
   *
   * @throws ConfigurationException if it cannot work
   */
  static LearningWiring of(Configuration configuration, Formats formats) {
    Topics topics = topics(configuration);
    InputFormat input = new InputFormat(configuration, formats);
    input.decoder().close(); // A decoder that cannot be made is to fail at start.
    Mapping mapping = input.mapping();
    ModelFactory models = ModelFactory.of(configuration, mapping);
    FormatSettings output =
        new FormatSettings(configuration.output().format(), null, null, configuration.kafka());
    checkRegistry(output, formats);
    String application =
        configuration.kafka().getOrDefault(StreamsConfig.APPLICATION_ID_CONFIG, "");
    LearningSettings settings =
        new LearningSettings(
            application,
            topics,
            new ConsumedInput(configuration.kafka()),
            new TopicFormats(
                input::decoder,
                () -> formats.predictionEncoder(output, topics.predictions(), application),
                () -> formats.lossEncoder(output, topics.losses(), application),
                () -> formats.evaluationEncoder(output, topics.evaluations(), application),
                () -> formats.driftEncoder(output, topics.drifts(), application)),
            mapping,
            ModelScope.PARTITION,
            models.specification(),
            models::identity,
            configuration.cadence(),
            models::newModel);
    return new LearningWiring(settings, input, models);
  }

  /** Encoders are made only once the broker is there; what cannot be is to fail before. */
  private static void checkRegistry(FormatSettings output, Formats formats) {
    if (output.format() == Format.AVRO_REGISTRY) {
      try {
        formats.registry(output.properties());
      } catch (KafkaSettingException e) {
        throw ClientSettings.refused("output.", e);
      }
    }
  }

  private static Topics topics(Configuration configuration) {
    String input = KafkaName.checked("input.topic", configuration.input().requiredTopic());
    try {
      Topics topics = OutputTopics.named(input, configuration.output());
      KafkaName.checked("output.predictions", topics.predictions());
      KafkaName.checked("output.losses", topics.losses());
      KafkaName.checked("output.evaluations", topics.evaluations());
      KafkaName.checked("output.drifts", topics.drifts());
      KafkaName.checked("output.rejects", topics.rejects());
      return topics;
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("output." + e.getMessage());
    }
  }
}
