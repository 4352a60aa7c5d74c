package io.gradstream.wiring;

import io.gradstream.client.ClientSettings;
import io.gradstream.client.KafkaName;
import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationException;
import io.gradstream.feature.Mapping;
import io.gradstream.output.DriftEncoder;
import io.gradstream.output.EvaluationEncoder;
import io.gradstream.output.LossEncoder;
import io.gradstream.output.PredictionEncoder;
import io.gradstream.serde.Format;
import io.gradstream.serde.FormatSettings;
import io.gradstream.serde.Formats;
import io.gradstream.serde.registry.KafkaSettingException;
import io.gradstream.topology.LearningSettings;
import io.gradstream.topology.LearningTopology;
import io.gradstream.topology.ModelScope;
import io.gradstream.topology.PartitionObservers;
import io.gradstream.topology.TopicFormats;
import io.gradstream.topology.Topics;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/**
 * The parts of an application, made from its configuration. Nothing is started; close it when none
 * of them is used any more.
 *
 * @param input reads the records
 * @param models makes the models of the settings
 * @param formats reads and writes the topics
 */
public record LearningWiring(
    Configuration configuration,
    LearningSettings settings,
    InputFormat input,
    ModelFactory models,
    Formats formats)
    implements AutoCloseable {
  /**
   * Wires what a configuration says. Contacts nothing but a schema registry.
   *
   * @throws ConfigurationException if it cannot work
   */
  public static LearningWiring of(Configuration configuration) {
    Formats formats = new Formats();
    try {
      return of(configuration, formats);
    } catch (RuntimeException e) {
      formats.close();
      throw e;
    }
  }

  private static LearningWiring of(Configuration configuration, Formats formats) {
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
                () -> new PredictionEncoder(formats, output, topics.predictions(), application),
                () -> new LossEncoder(formats, output, topics.losses(), application),
                () -> new EvaluationEncoder(formats, output, topics.evaluations(), application),
                () -> new DriftEncoder(formats, output, topics.drifts(), application)),
            mapping,
            ModelScope.PARTITION,
            models.specification(),
            models::identity,
            configuration.cadence(),
            models::newModel);
    return new LearningWiring(configuration, settings, input, models, formats);
  }

  /** The graph, whose work is observed. */
  public Topology topology(PartitionObservers observers) {
    return LearningTopology.build(settings, observers);
  }

  /** The graph, drawn as a text. */
  public String graph() {
    return topology(PartitionObservers.all()).describe().toString();
  }

  /** The application's name in the cluster, empty if it has none. */
  public String application() {
    return settings.application();
  }

  /** The topics read and written. */
  public Topics topics() {
    return settings.topics();
  }

  /** How a record's fields become an example. */
  public Mapping mapping() {
    return settings.mapping();
  }

  @Override
  public void close() {
    formats.close();
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
