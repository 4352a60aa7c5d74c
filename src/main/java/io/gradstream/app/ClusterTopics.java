package io.gradstream.app;

import io.gradstream.config.ConfigurationException;
import io.gradstream.topology.LearningTopology;
import io.gradstream.topology.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics of an application as its cluster has them: made to fit each other where that loses
 * nothing, else refused. Any instance may do so at any time.
 *
 * <p>The model of an input partition is in the changelog partition of the same number, so the
 * changelog grows after the input. Outputs need not: their records go by their keys.
 */
public final class ClusterTopics {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterTopics.class);

  /** Within which a broker hears of a topic. */
  private static final Duration HEARSAY = Duration.ofSeconds(5);

  private static final ConfigEntry APPEND_TIME =
      new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");

  private final Topics topics;
  private final String application;
  private final String changelog;
  private final short replicationFactor;
  private @Nullable Uuid seenInput;
  private boolean seenChangelog;
  private String lastRefusal = "";
  private long refusedNanos;
  private boolean stamped;
  private boolean learnsNoOther;

  /**
   * Those of an application.
   *
   * @param replicationFactor of outputs that are created; -1 for the broker's
   * @throws ConfigurationException if one is the changelog
   */
  public ClusterTopics(Topics topics, String application, short replicationFactor) {
    this.topics = topics;
    this.application = application;
    this.changelog = LearningTopology.changelog(application);
    if (topics.outputs().contains(changelog) || topics.input().equals(changelog)) {
      throw new ConfigurationException(
          "topics: got %s as input or output, which holds the models of %s"
              .formatted(changelog, application));
    }
    this.replicationFactor = replicationFactor;
  }

  /**
   * Checks them, creates missing outputs and lets the changelog grow.
   *
   * @throws ConfigurationException if going on would fail, or lose what was learned
   * @throws IllegalStateException if a topic cannot be created or asked for, with the cause
   */
  public synchronized void fit(Admin admin) throws InterruptedException {
    try {
      Map<String, TopicDescription> found = found(admin);
      TopicDescription input = found.get(topics.input());
      if (input == null) {
        throw new ConfigurationException("input.topic", topics.input(), "a topic that exists");
      }
      int partitions = input.partitions().size();
      checkSame(input);
      if (!learnsNoOther) {
        checkLearnsNoOther(admin);
        learnsNoOther = true;
      }
      checkNotDeleted(found);
      TopicDescription models = found.get(changelog);
      if (models != null) {
        checkKept(admin);
        grow(admin, models.partitions().size(), partitions);
      }
      create(
          admin,
          partitions,
          topics.outputs().stream().filter(topic -> !found.containsKey(topic)).toList());
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new IllegalStateException(
          "topics %s and %s: %s".formatted(topics.outputs(), changelog, cause.getMessage()), cause);
    }
  }

  /**
   * As {@link #fit}, for topics in use. One refusal may only mean that a broker has not heard of a
   * topic yet; the same one some seconds later is final.
   *
   * @return whether they fit
   * @throws ConfigurationException if the refusal is final
   */
  synchronized boolean fitInUse(Admin admin) throws InterruptedException {
    try {
      fit(admin);
      lastRefusal = "";
      return true;
    } catch (ConfigurationException e) {
      String refusal = String.valueOf(e.getMessage());
      if (!refusal.equals(lastRefusal)) {
        lastRefusal = refusal;
        refusedNanos = System.nanoTime();
      } else if (System.nanoTime() - refusedNanos > HEARSAY.toNanos()) {
        throw e;
      }
      return false;
    }
  }

  /** Those that are there, by their names. */
  private Map<String, TopicDescription> found(Admin admin)
      throws ExecutionException, InterruptedException {
    List<String> names = new ArrayList<>(topics.outputs());
    names.add(topics.input());
    names.add(changelog);
    Map<String, TopicDescription> found = new HashMap<>();
    for (KafkaFuture<TopicDescription> topic :
        admin.describeTopics(names).topicNameValues().values()) {
      whereItIs(topic).ifPresent(one -> found.put(one.name(), one));
    }
    return found;
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

  /** One that was deleted and created again goes by the same name, but has another id. */
  private void checkSame(TopicDescription input) {
    if (seenInput == null) {
      seenInput = input.topicId();
    } else if (!seenInput.equals(input.topicId())) {
      throw new ConfigurationException(
          ("input.topic: %s was deleted and created again while it was learned; its models know the"
                  + " old one. Learn it under another application.id")
              .formatted(topics.input()));
    }
  }

  /** Its models know offsets of one topic, and have no name for it. */
  private void checkLearnsNoOther(Admin admin) throws ExecutionException, InterruptedException {
    Set<TopicPartition> committed;
    try {
      committed =
          admin
              .listConsumerGroupOffsets(application)
              .partitionsToOffsetAndMetadata()
              .get()
              .keySet();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException
          || e.getCause() instanceof GroupIdNotFoundException) {
        return;
      }
      throw e;
    }
    Optional<String> other =
        committed.stream()
            .map(TopicPartition::topic)
            .filter(topic -> !topic.equals(topics.input()))
            .findAny();
    if (other.isPresent()) {
      throw new ConfigurationException(
          "kafka.application.id",
          application,
          "another one for input.topic %s: the models of this one have learned %s"
              .formatted(topics.input(), other.get()));
    }
  }

  private void checkKept(Admin admin) throws ExecutionException, InterruptedException {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, changelog);
    Config config;
    try {
      config = admin.describeConfigs(List.of(topic)).all().get().values().iterator().next();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        return; // Nothing else asks for that right.
      }
      throw e;
    }
    String policy = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
    if (policy.contains(TopicConfig.CLEANUP_POLICY_DELETE)) {
      throw new ConfigurationException(
          "topic %s: got %s=%s, wants compact: with delete a broker removes what models consist of"
              .formatted(changelog, TopicConfig.CLEANUP_POLICY_CONFIG, policy));
    }
    if (!stamped && !APPEND_TIME.value().equals(config.get(APPEND_TIME.name()).value())) {
      stampWhenAppended(admin, topic);
    }
  }

  /**
   * Version 0.1.0 made it with the input's timestamps, and a broker refuses those of the future.
   */
  private void stampWhenAppended(Admin admin, ConfigResource topic) throws InterruptedException {
    stamped = true;
    AlterConfigOp set = new AlterConfigOp(APPEND_TIME, AlterConfigOp.OpType.SET);
    try {
      admin.incrementalAlterConfigs(Map.of(topic, List.of(set))).all().get();
      LOG.info("changelog now stamps records when they are appended topic={}", changelog);
    } catch (ExecutionException e) {
      LOG.warn(
          "changelog stamps records with the input's timestamps: one of the future would stop the"
              + " learner; wants {}={} topic={} reason={}",
          APPEND_TIME.name(),
          APPEND_TIME.value(),
          changelog,
          Objects.requireNonNullElse(e.getCause(), e).getMessage());
    }
  }

  private void checkNotDeleted(Map<String, TopicDescription> found) {
    boolean there = found.containsKey(changelog);
    if (seenChangelog && !there) {
      throw new ConfigurationException(
          "topic %s was deleted while it was in use: it holds the models".formatted(changelog));
    }
    seenChangelog |= there;
  }

  private void grow(Admin admin, int models, int partitions)
      throws ExecutionException, InterruptedException {
    if (models > partitions) {
      throw new ConfigurationException(
          ("input.topic: %s has %d partitions, but %s the models of %d: a topic with more was"
                  + " deleted and created again. Give it %d partitions, or learn it under"
                  + " another application.id")
              .formatted(topics.input(), partitions, changelog, models, models));
    }
    if (models == partitions) {
      return;
    }
    try {
      admin.createPartitions(Map.of(changelog, NewPartitions.increaseTo(partitions))).all().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RetriableException) {
        throw e;
      }
      if (!(e.getCause() instanceof InvalidPartitionsException) || !hasGrown(admin, partitions)) {
        throw new ConfigurationException(
            ("topic %s: got %d partitions, wants %d, as many as %s has, and cannot be given more"
                    + " (%s). 'kafka-topics.sh --alter --topic %s --partitions %d' does, and loses"
                    + " nothing")
                .formatted(
                    changelog,
                    models,
                    partitions,
                    topics.input(),
                    Objects.requireNonNullElse(e.getCause(), e).getMessage(),
                    changelog,
                    partitions));
      }
    }
    LOG.warn(
        "the input topic has grown: each new partition gets a model of its own, to which keys that"
            + " moved there are new topic={} partitions={} before={}",
        topics.input(),
        partitions,
        models);
  }

  /** By another instance, which was first. */
  private boolean hasGrown(Admin admin, int partitions)
      throws ExecutionException, InterruptedException {
    TopicDescription models = found(admin).get(changelog);
    return models != null && models.partitions().size() == partitions;
  }

  private void create(Admin admin, int partitions, List<String> missing)
      throws ExecutionException, InterruptedException {
    if (missing.isEmpty()) {
      return;
    }
    Optional<Short> replicas =
        replicationFactor < 0 ? Optional.empty() : Optional.of(replicationFactor);
    try {
      admin
          .createTopics(
              missing.stream()
                  .map(topic -> new NewTopic(topic, Optional.of(partitions), replicas))
                  .toList())
          .all()
          .get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }
}
