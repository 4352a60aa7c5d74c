package io.gradstream.source;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that rows are written to. */
public final class RowTopic {
  private RowTopic() {}

  /**
   * Creates the topic of a {@link DatasetFeed} if it is missing: one partition, so that the order
   * of the rows is that of the log.
   *
   * @return how many records were ever written to it
   */
  public static long create(String bootstrapServers, String topic) throws InterruptedException {
    Map<String, Object> settings =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    try (Admin admin = Admin.create(settings)) {
      return createOrCount(admin, topic, 1).getFirst();
    }
  }

  /**
   * Creates a topic if it is missing.
   *
   * @param partitions of one that is missing
   * @return how many records were ever written to each partition
   */
  static List<Long> createOrCount(Admin admin, String topic, int partitions)
      throws InterruptedException {
    NewTopic missing = new NewTopic(topic, Optional.of(partitions), Optional.empty());
    try {
      try {
        admin.createTopics(List.of(missing)).all().get();
        return Collections.nCopies(partitions, 0L);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof TopicExistsException) {
          return ends(admin, topic);
        }
        throw e;
      }
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new IllegalStateException("topic %s: %s".formatted(topic, cause.getMessage()), cause);
    }
  }

  /** The end of each partition, whoever may read up to there. */
  static List<Long> ends(Admin admin, String topic)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest =
        admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
            .flatMap(description -> description.partitions().stream())
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
    return admin.listOffsets(latest).all().get().entrySet().stream()
        .sorted(Comparator.comparingInt(end -> end.getKey().partition()))
        .map(end -> end.getValue().offset())
        .toList();
  }
}
