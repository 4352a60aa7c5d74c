package io.gradstream.fire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationReader;
import io.gradstream.fire.Account.Balance;
import io.gradstream.support.Cluster;
import io.gradstream.support.TopicReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/** The quiet after a fire, in which all that was written is learned. */
final class Settlement {
  private static final int LAST_ROWS = 100;
  private static final int LEAST_PER_SECOND = 1;

  private final Plan plan;
  private final Site site;
  private final Chronicle chronicle;

  Settlement(Plan plan, Site site, Chronicle chronicle) {
    this.plan = plan;
    this.site = site;
    this.chronicle = chronicle;
  }

  /**
   * Has everything learned, then a learner that begins with an empty directory go on a little: what
   * the changelogs hold must be all that there is to know.
   */
  Balance balance() throws Exception {
    try (Cluster cluster = new Cluster(site.servers())) {
      Progress progress = new Progress(cluster.admin(), chronicle);
      progress.awaitLeaders();
      checkBurned(progress.total());
      site.stop(Scene.PRODUCERS);
      progress.await(write(cluster, 1));
      chronicle.tell("all is learned");
      site.stop(Scene.LEARNERS);
      Host witness = site.witness();
      witness.up();
      progress.await(write(cluster, LAST_ROWS));
      witness.stop();
      witness.awaitEnd();
      Configuration configuration = new ConfigurationReader().read(site.configOf(witness.name()));
      return Account.of(topic -> read(cluster, topic), configuration, reports(witness));
    }
  }

  /** A fire in which nobody learns tests nothing. */
  private void checkBurned(long learned) {
    long least = (long) LEAST_PER_SECOND * plan.seconds();
    if (learned < least) {
      chronicle.complain(
          "harness: %d records were learned while it burned, wanted %d".formatted(learned, least));
    }
  }

  /** Writes some rows to each partition; returns the offsets behind them. */
  private Map<TopicPartition, Long> write(Cluster cluster, int rowsEach) throws Exception {
    Rows rows = new Rows(rowsEach);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    int partitions = plan.scene().partitions();
    for (int row = 0; row < rowsEach * partitions; row++) {
      int partition = row % partitions;
      byte[] key = "last-%d-%d".formatted(rowsEach, row).getBytes(UTF_8);
      records.add(new ProducerRecord<>(Settings.INPUT, partition, key, rows.next()));
    }
    Map<TopicPartition, Long> behind = new HashMap<>();
    for (RecordMetadata metadata : cluster.send(records)) {
      behind.put(new TopicPartition(metadata.topic(), metadata.partition()), metadata.offset() + 1);
    }
    return behind;
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(Cluster cluster, String topic) {
    try (TopicReader reader = cluster.committed(topic)) {
      return reader.all();
    }
  }

  private static Map<Integer, Map<String, Object>> reports(Host witness) throws Exception {
    Map<Integer, Map<String, Object>> reports = new HashMap<>();
    for (String line : witness.output()) {
      JsonNode report = new ObjectMapper().readTree(line);
      reports.put(
          report.path("partition").asInt(),
          Map.of(
              "examples",
              report.path("examples").asLong(),
              "weights_crc32c",
              report.path("weights_crc32c").asText()));
    }
    return reports;
  }
}
