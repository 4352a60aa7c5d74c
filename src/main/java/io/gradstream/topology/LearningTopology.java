package io.gradstream.topology;

import io.gradstream.state.ParameterStoreBuilder;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;

/** Builds the graph; all its names are here. */
public final class LearningTopology {
  static final String EXAMPLES = "examples";
  static final String DECODE = "decode";
  static final String LEARN = "learn";
  static final String PREDICTIONS = "predictions";
  static final String LOSSES = "losses";
  static final String EVALUATIONS = "evaluations";
  static final String DRIFTS = "drifts";
  static final String REJECTS = "rejects";
  static final String PARAMETERS = "parameters";

  /**
   * Blocks are written with every commit, and a segment that is written to is never compacted: of
   * the broker's usual size, all of it would be read when a model is restored. They would have the
   * timestamp of the last input record, and a broker refuses one of the future.
   */
  private static final Map<String, String> CHANGELOG =
      Map.of(
          TopicConfig.SEGMENT_BYTES_CONFIG,
          Integer.toString(64 << 20),
          TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
          "LogAppendTime");

  private LearningTopology() {}

  /** The topic in which the models of an application are kept. */
  public static String changelog(String application) {
    return application + "-" + PARAMETERS + "-changelog";
  }

  /** The graph, whose work is observed. */
  public static Topology build(LearningSettings settings, PartitionObservers observers) {
    Topics topics = settings.topics();
    ByteArrayDeserializer in = new ByteArrayDeserializer();
    ByteArraySerializer out = new ByteArraySerializer();
    return new Topology()
        .addSource(EXAMPLES, in, in, topics.input())
        .addProcessor(
            DECODE, () -> new DecodeProcessor(settings.formats().examples(), observers), EXAMPLES)
        .addProcessor(LEARN, () -> new LearnProcessor(settings, observers), DECODE)
        .addStateStore(new ParameterStoreBuilder(PARAMETERS, CHANGELOG), LEARN)
        .addSink(PREDICTIONS, topics.predictions(), out, out, LEARN)
        .addSink(LOSSES, topics.losses(), out, out, LEARN)
        .addSink(EVALUATIONS, topics.evaluations(), out, out, LEARN)
        .addSink(DRIFTS, topics.drifts(), out, out, LEARN)
        .addSink(REJECTS, topics.rejects(), out, out, LEARN);
  }
}
