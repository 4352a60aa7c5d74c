package io.gradstream.app;

import io.gradstream.config.ConfigurationException;
import io.gradstream.config.OutputConfig;
import io.gradstream.topology.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics a run needs: the input must be there, outputs are created where they are missing. */
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

  /**
   * Creates missing outputs with as many partitions as the input has.
   *
   * @param stopped asked while the broker does not answer
   * @return false if it was stopped before the broker answered
   */
  static boolean create(
      Map<String, Object> clientSettings,
      Topics topics,
      short replicationFactor,
      BooleanSupplier stopped) {
    Admin admin = ClientSettings.connect(clientSettings, Admin::create);
    try {
      if (!new BrokerContact(clientSettings).await(admin, stopped)) {
        return false;
      }
      int partitions = partitions(admin, topics.input());
      Set<String> existing = admin.listTopics().names().get();
      List<NewTopic> missing =
          topics.outputs().stream()
              .filter(topic -> !existing.contains(topic))
              .map(topic -> newTopic(topic, partitions, replicationFactor))
              .toList();
      admin.createTopics(missing).all().get();
      return true;
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException(
            "topics %s: cannot be created: %s"
                .formatted(
                    topics.outputs(), Objects.requireNonNullElse(e.getCause(), e).getMessage()),
            e);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating topics", e);
    } finally {
      admin.close(Duration.ZERO); // What is still under way was given up.
    }
  }

  private static NewTopic newTopic(String name, int partitions, short replicationFactor) {
    return new NewTopic(
        name,
        Optional.of(partitions),
        replicationFactor < 0 ? Optional.empty() : Optional.of(replicationFactor));
  }

  private static int partitions(Admin admin, String topic)
      throws ExecutionException, InterruptedException {
    try {
      Map<String, TopicDescription> found =
          admin.describeTopics(List.of(topic)).allTopicNames().get();
      return found.values().iterator().next().partitions().size();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new ConfigurationException("input.topic", topic, "a topic that exists");
      }
      throw e;
    }
  }
}
