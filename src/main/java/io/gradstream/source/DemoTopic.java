package io.gradstream.source;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** The input topic of a demo: one partition, so that the order of the rows is that of the log. */
public final class DemoTopic {
  private DemoTopic() {}

  /** Creates it if it is missing; returns how many records were ever written to it. */
  public static long create(String bootstrapServers, String topic) {
    Map<String, Object> settings =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    try (Admin admin = Admin.create(settings)) {
      if (admin.listTopics().names().get().contains(topic)) {
        TopicPartition partition = new TopicPartition(topic, 0);
        return admin
            .listOffsets(Map.of(partition, OffsetSpec.latest()))
            .partitionResult(partition)
            .get()
            .offset();
      }
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
      return 0;
    } catch (ExecutionException e) {
      throw new IllegalStateException("topic %s: %s".formatted(topic, e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating topic " + topic, e);
    }
  }
}
