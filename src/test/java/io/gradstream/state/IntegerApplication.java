package io.gradstream.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gradstream.embedded.Broker;
import io.gradstream.network.DoubleArray;
import io.gradstream.network.FloatArray;
import io.gradstream.network.LearnedArray;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/** A Kafka Streams application that learns integers: the smallest user of a parameter store. */
final class IntegerApplication implements AutoCloseable {
  static final String SPECIFICATION = "rule: fade and add\n";

  private final KafkaStreams streams;
  private final BlockingQueue<Opened> opened = new LinkedBlockingQueue<>();
  private final AtomicInteger crashes = new AtomicInteger();

  /** A model as its processor found it, before any record. */
  record Opened(boolean restored, long upToOffset, long examples, Memory memory) {}

  /** Whose state depends on every value learned and on their order. */
  record Memory(FloatArray weights, DoubleArray sums) {
    static Memory of(int size) {
      return new Memory(new FloatArray("weights", size), new DoubleArray("sums", 7));
    }

    static Memory after(int size, List<Integer> values) {
      Memory memory = of(size);
      values.forEach(memory::learn);
      return memory;
    }

    List<LearnedArray> arrays() {
      return List.of(weights, sums);
    }

    static void assertSame(Memory actual, Memory expected) {
      assertThat(actual.sums.values()).isEqualTo(expected.sums.values());
      assertThat(actual.weights.values()).isEqualTo(expected.weights.values());
    }

    Memory copy() {
      Memory copy = of(weights.length());
      System.arraycopy(weights.values(), 0, copy.weights.values(), 0, weights.length());
      System.arraycopy(sums.values(), 0, copy.sums.values(), 0, sums.length());
      return copy;
    }

    void learn(int value) {
      int sum = Math.floorMod(value, sums.length());
      sums.values()[sum] = 0.9 * sums.values()[sum] + value;
      sums.markChanged(sum, sum + 1);
      int weight = Math.floorMod(value * 1_000_003, weights.length());
      weights.values()[weight] = 0.5f * weights.values()[weight] + (float) sums.values()[sum];
      weights.markChanged(weight, weight + 1);
    }
  }

  /** What is learned is read from {@code topic}; {@code crashes} records of value 0 are fatal. */
  IntegerApplication(Broker broker, Path stateDirectory, String topic, int size, int crashes) {
    this(broker, stateDirectory, topic, size, crashes, new DefaultKafkaClientSupplier(), Map.of());
  }

  /** The same with clients and Kafka settings of a test's own. */
  IntegerApplication(
      Broker broker,
      Path stateDirectory,
      String topic,
      int size,
      int crashes,
      KafkaClientSupplier clients,
      Map<String, Object> settings) {
    this.crashes.set(crashes);
    Topology topology =
        new Topology()
            .addSource("examples", new ByteArrayDeserializer(), new IntegerDeserializer(), topic)
            .addProcessor("learn", () -> new Learning(size), "examples")
            .addStateStore(new ParameterStoreBuilder("parameters", Map.of()), "learn");
    Properties config = new Properties();
    config.put("application.id", topic + "-learner");
    config.put("bootstrap.servers", broker.bootstrapServers());
    config.put("state.dir", stateDirectory.toString());
    config.put("processing.guarantee", "exactly_once_v2");
    config.put("commit.interval.ms", 100);
    config.put("consumer.auto.offset.reset", "earliest");
    config.put("consumer.session.timeout.ms", 6_000);
    config.putAll(settings);
    this.streams = new KafkaStreams(topology, config, clients);
    streams.setUncaughtExceptionHandler(
        e -> {
          // Kafka Streams throws it on, and it would be the end of a test that waits.
          Thread.currentThread().setUncaughtExceptionHandler((_, _) -> {});
          return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    streams.start();
  }

  /** Waits until an application has committed its input up to an offset. */
  static void awaitCommitted(Admin admin, String topic, long offset) {
    TopicPartition input = new TopicPartition(topic, 0);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              Map<TopicPartition, OffsetAndMetadata> committed =
                  admin
                      .listConsumerGroupOffsets(topic + "-learner")
                      .partitionsToOffsetAndMetadata()
                      .get(30, TimeUnit.SECONDS);
              OffsetAndMetadata reached = committed.get(input);
              assertThat(reached == null ? -1 : reached.offset()).isEqualTo(offset);
            });
  }

  Opened nextOpened() throws InterruptedException {
    Opened next = opened.poll(60, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no model opened within 60 s; streams are " + streams.state());
    }
    return next;
  }

  @Override
  public void close() {
    streams.close(
        CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
            .withTimeout(Duration.ofSeconds(30)));
  }

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before process
  private final class Learning implements Processor<byte[], Integer, Void, Void> {
    private final int size;
    private Memory memory;
    private ProcessorContext<Void, Void> context;
    private StoredModel model;

    Learning(int size) {
      this.size = size;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      this.context = context;
      this.memory = Memory.of(size);
      ParameterStore store = context.getStateStore("parameters");
      model =
          store.open(
              "p" + context.taskId().partition(), StoredParts.of(SPECIFICATION, memory.arrays()));
      opened.add(
          new Opened(model.restored(), model.learnedUpToOffset(), model.examples(), memory.copy()));
    }

    @Override
    public void process(Record<byte[], Integer> record) {
      RecordMetadata at = context.recordMetadata().orElseThrow();
      model.checkIsNext(context.taskId(), at.offset(), (from, to) -> true);
      memory.learn(record.value());
      model.advanceTo(at.offset(), model.examples() + 1);
      if (record.value() == 0 && crashes.getAndDecrement() > 0) {
        throw new IllegalStateException("a crash after learning, before the commit");
      }
    }
  }
}
