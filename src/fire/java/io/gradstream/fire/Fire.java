package io.gradstream.fire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationReader;
import io.gradstream.fire.Account.Balance;
import io.gradstream.support.Cluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/** One run of a plan: burns, heals, waits until all is learned, and closes the account. */
final class Fire {
  /** Long enough for every timeout of everybody to end twice. */
  private static final long PATIENCE_NANOS = Duration.ofMinutes(3).toNanos();

  private static final Duration POLL = Duration.ofMillis(100);
  private static final int MOMENT_MILLIS = 3_000;
  private static final int LAST_ROWS = 100;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Plan plan;
  private final Chronicle chronicle;
  private final Site site;

  private Fire(Plan plan, Chronicle chronicle, Site site) {
    this.plan = plan;
    this.chronicle = chronicle;
    this.site = site;
  }

  /**
   * How a run ended.
   *
   * @param findings what should not be, in words; none of a good run
   * @param exits of learners and brokers that nobody had ended
   */
  record Outcome(Plan plan, Balance balance, List<String> findings, List<String> exits) {
    String text() {
      return "%s%n%s%n%s%n%s".formatted(plan, balance.counts(), findings, exits);
    }
  }

  /** Runs a plan; everything that is left of it is in the directory. */
  static Outcome of(Plan plan, Path directory) throws Exception {
    try (Chronicle chronicle = new Chronicle(directory.resolve("fire.log"));
        Site site = new Site(plan, directory, chronicle)) {
      Fire fire = new Fire(plan, chronicle, site);
      site.start();
      fire.burn();
      site.heal();
      Balance balance = fire.settle();
      List<String> findings = new ArrayList<>(chronicle.complaints());
      findings.addAll(balance.findings());
      findings.forEach(chronicle::tell);
      return new Outcome(plan, balance, findings, site.exits());
    }
  }

  private void burn() throws Exception {
    long startNanos = System.nanoTime();
    chronicle.tell("the fire begins");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> struck = new ArrayList<>();
      for (Strike strike : plan.strikes()) {
        struck.add(
            threads.submit(
                () -> {
                  strike(strike, startNanos);
                  return null;
                }));
      }
      for (Future<?> one : struck) {
        one.get();
      }
    }
    chronicle.tell("the fire is over");
  }

  private void strike(Strike strike, long startNanos) throws InterruptedException {
    waitUntil(startNanos + strike.atMillis() * NANOS_PER_MILLI);
    Trap trap = new Trap(strike.moment(), () -> change("begins", strike, strike.fault()::begin));
    List<Wire> wires = site.wires(strike.target());
    wires.forEach(wire -> wire.arm(trap));
    trap.await(strike.moment() == Moment.AT_ONCE ? 0 : MOMENT_MILLIS);
    wires.forEach(wire -> wire.disarm(trap));
    waitUntil(System.nanoTime() + strike.lastsMillis() * NANOS_PER_MILLI);
    change("ends", strike, strike.fault()::end);
  }

  private interface Change {
    void of(Site site, String target) throws Exception;
  }

  private void change(String what, Strike strike, Change change) {
    chronicle.tell("%s %s: %s".formatted(strike.fault().title(), what, strike));
    try {
      change.of(site, strike.target());
    } catch (Exception e) {
      chronicle.complain("harness: %s of %s: %s".formatted(what, strike, e));
    }
  }

  private static void waitUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /**
   * Has everything learned, then a learner that begins with an empty directory go on a little: what
   * the changelogs hold must be all that there is to know.
   */
  private Balance settle() throws Exception {
    try (Cluster cluster = new Cluster(site.servers())) {
      for (Host producer : site.hosts(Scene.PRODUCERS)) {
        producer.stop();
      }
      awaitLearned(cluster, write(cluster, 1));
      for (Host learner : site.hosts(Scene.LEARNERS)) {
        learner.stop();
      }
      Host witness = site.addWitness();
      witness.up();
      awaitLearned(cluster, write(cluster, LAST_ROWS));
      witness.stop();
      Configuration configuration = new ConfigurationReader().read(site.configOf(witness.name()));
      return Account.of(cluster, configuration, reports(witness));
    }
  }

  /** Writes some rows to each partition; returns the offsets behind them. */
  private Map<TopicPartition, Long> write(Cluster cluster, int rowsEach) throws Exception {
    Rows rows = new Rows(rowsEach);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int row = 0; row < rowsEach * plan.scene().partitions(); row++) {
      int partition = row % plan.scene().partitions();
      byte[] key = "last-%d-%d".formatted(rowsEach, row).getBytes(UTF_8);
      records.add(new ProducerRecord<>(Settings.INPUT, partition, key, rows.next()));
    }
    Map<TopicPartition, Long> behind = new HashMap<>();
    for (RecordMetadata metadata : cluster.send(records)) {
      behind.put(
          new TopicPartition(metadata.topic(), metadata.partition()), metadata.offset() + 1);
    }
    return behind;
  }

  /** Waits as long as there is progress. */
  private void awaitLearned(Cluster cluster, Map<TopicPartition, Long> behind) throws Exception {
    Map<TopicPartition, OffsetAndMetadata> before = Map.of();
    long progressNanos = System.nanoTime();
    while (true) {
      Map<TopicPartition, OffsetAndMetadata> committed =
          cluster
              .admin()
              .listConsumerGroupOffsets(Settings.APPLICATION)
              .partitionsToOffsetAndMetadata()
              .get();
      if (behind.entrySet().stream()
          .allMatch(
              each ->
                  committed.get(each.getKey()) != null
                      && committed.get(each.getKey()).offset() >= each.getValue())) {
        chronicle.tell("all is learned and committed: " + behind);
        return;
      }
      if (!committed.equals(before)) {
        before = committed;
        progressNanos = System.nanoTime();
      } else if (System.nanoTime() - progressNanos > PATIENCE_NANOS) {
        throw new AssertionError(
            "nothing was committed for %d s: want %s, got %s"
                .formatted(Duration.ofNanos(PATIENCE_NANOS).toSeconds(), behind, committed));
      }
      LockSupport.parkNanos(POLL.toNanos());
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
