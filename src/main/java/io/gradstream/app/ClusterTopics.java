package io.gradstream.app;

import io.gradstream.config.ConfigurationException;
import io.gradstream.topology.LearningTopology;
import io.gradstream.topology.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics of an application as its cluster has them: made to fit each other where that loses
 * nothing, else refused. Any instance may do so at any time.
 *
 * <p>The model of an input partition is in the changelog partition of the same number, so the
 * changelog grows after the input. Outputs need not: their records go by their keys.
 */
final class ClusterTopics {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterTopics.class);

  private final Topics topics;
  private final String application;
  private final String changelog;
  private final short replicationFactor;

  /**
   * Of an application.
   *
   * @param replicationFactor of outputs that are created; -1 for the broker's
   */
  ClusterTopics(Topics topics, String application, short replicationFactor) {
    this.topics = topics;
    this.application = application;
    this.changelog = LearningTopology.changelog(application);
    this.replicationFactor = replicationFactor;
  }

  /**
   * Checks them, creates missing outputs and lets the changelog grow.
   *
   * @throws ConfigurationException if going on would fail, or lose what was learned
   * @throws IllegalStateException if a topic cannot be created or asked for, with the cause
   */
  void fit(Admin admin) throws InterruptedException {
    try {
      Map<String, Integer> partitions = partitions(admin);
      Integer input = partitions.get(topics.input());
      if (input == null) {
        throw new ConfigurationException("input.topic", topics.input(), "a topic that exists");
      }
      int models = partitions.getOrDefault(changelog, 0);
      if (models > input) {
        throw new ConfigurationException(
            ("input.topic: %s has %d partitions, but %s the models of %d: a topic with more was"
                    + " deleted and created again. Give it %d partitions, or learn it anew under"
                    + " another application.id")
                .formatted(topics.input(), input, changelog, models, models));
      }
      checkModelsAreThere(admin, input, models);
      if (models > 0) {
        checkKept(admin);
      }
      if (models > 0 && models < input) {
        grow(admin, models, input);
      }
      create(
          admin,
          topics.outputs().stream().filter(topic -> !partitions.containsKey(topic)).toList(),
          input);
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new IllegalStateException(
          "topics %s and %s: %s".formatted(topics.outputs(), changelog, cause.getMessage()), cause);
    }
  }

  /** Of those that are there. */
  private Map<String, Integer> partitions(Admin admin)
      throws ExecutionException, InterruptedException {
    List<String> names = new ArrayList<>(topics.outputs());
    names.add(topics.input());
    names.add(changelog);
    Map<String, Integer> partitions = new HashMap<>();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
        admin.describeTopics(names).topicNameValues().entrySet()) {
      whereItIs(topic.getValue())
          .ifPresent(found -> partitions.put(topic.getKey(), found.partitions().size()));
    }
    return partitions;
  }

  private static <T> Optional<T> whereItIs(KafkaFuture<T> asked)
      throws ExecutionException, InterruptedException {
    try {
      return Optional.of(asked.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Where Kafka Streams has committed an offset, a model has learned up to it. Without it a new one
   * would learn the rest only. Offsets that somebody else has set are where to begin.
   */
  private void checkModelsAreThere(Admin admin, int input, int models)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata().get();
    List<TopicPartition> learned =
        IntStream.range(0, input)
            .mapToObj(partition -> new TopicPartition(topics.input(), partition))
            .filter(partition -> isOfStreams(committed.get(partition)))
            .toList();
    Map<TopicPartition, ListOffsetsResultInfo> ends =
        admin
            .listOffsets(
                learned.stream()
                    .filter(partition -> partition.partition() < models)
                    .collect(Collectors.toMap(this::ofChangelog, p -> OffsetSpec.latest())))
            .all()
            .get();
    for (TopicPartition partition : learned) {
      ListOffsetsResultInfo end = ends.get(ofChangelog(partition));
      if (end == null || end.offset() == 0) {
        throw new ConfigurationException(
            ("kafka.application.id: %s has learned %s up to offset %d, but its model is gone:"
                    + " topic %s %s. Learn the topic anew under another application.id")
                .formatted(
                    application,
                    partition,
                    committed.get(partition).offset(),
                    changelog,
                    models == 0 ? "does not exist" : "is empty in that partition"));
      }
    }
  }

  private static boolean isOfStreams(OffsetAndMetadata committed) {
    return committed != null && committed.offset() > 0 && !committed.metadata().isEmpty();
  }

  private TopicPartition ofChangelog(TopicPartition input) {
    return new TopicPartition(changelog, input.partition());
  }

  private void checkKept(Admin admin) throws ExecutionException, InterruptedException {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, changelog);
    String policy =
        admin
            .describeConfigs(List.of(topic))
            .all()
            .get()
            .get(topic)
            .get(TopicConfig.CLEANUP_POLICY_CONFIG)
            .value();
    if (policy.contains(TopicConfig.CLEANUP_POLICY_DELETE)) {
      throw new ConfigurationException(
          "topic %s: got %s=%s, wants compact: with delete a broker removes what models consist of"
              .formatted(changelog, TopicConfig.CLEANUP_POLICY_CONFIG, policy));
    }
  }

  private void grow(Admin admin, int models, int input)
      throws ExecutionException, InterruptedException {
    try {
      admin.createPartitions(Map.of(changelog, NewPartitions.increaseTo(input))).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof InvalidPartitionsException)
          || !input_(admin)) { // another instance was first
        throw e;
      }
    }
    LOG.warn(
        "the input topic has grown, each new partition gets a model of its own; a key that is now"
            + " in another partition is new to its model topic={} partitions={} before={}",
        topics.input(),
        input,
        models);
  }
}
