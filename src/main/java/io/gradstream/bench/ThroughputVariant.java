package io.gradstream.bench;

import io.gradstream.config.EnumName;
import io.gradstream.learning.Learner;
import io.gradstream.model.Model;
import io.gradstream.status.StatusBoard;
import io.gradstream.topology.LearningSettings;
import io.gradstream.topology.LearningTopology;
import io.gradstream.topology.PartitionObservers;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;

/** The topologies that are measured; each does the work of the one before and some more. */
public enum ThroughputVariant {
  /** What Kafka Streams costs: no topology that writes two topics can be faster. */
  PASS_THROUGH("bytes in, the same bytes out to two topics"),
  /** The learning topology around a learner that does nothing. */
  DECODE("decode, evaluate and encode a constant prediction"),
  /** The learning topology, its parameters outside the store. */
  LEARN("predict and learn, parameters not stored"),
  /** The learning topology as it is. */
  STORE("parameters stored with every commit"),
  /** The same, watched. */
  METERS("all meters on, scraped each second");

  private final String work;

  ThroughputVariant(String work) {
    this.work = work;
  }

  /** What it does, of which the one before does all but the last. */
  public String work() {
    return work;
  }

  /** The name in reports and topics. */
  @Override
  public String toString() {
    return EnumName.of(this);
  }

  /** The topology; only {@link #METERS} is observed. */
  Topology topology(LearningSettings settings, PartitionObservers observers) {
    return switch (this) {
      case PASS_THROUGH -> passThrough(settings);
      case DECODE -> unwatched(settings, learner -> new AblatedLearner(learner, true));
      case LEARN -> unwatched(settings, learner -> new AblatedLearner(learner, false));
      case STORE -> unwatched(settings, UnaryOperator.identity());
      case METERS -> LearningTopology.build(settings, observers);
    };
  }

  private static Topology passThrough(LearningSettings settings) {
    ByteArrayDeserializer in = new ByteArrayDeserializer();
    ByteArraySerializer out = new ByteArraySerializer();
    return new Topology()
        .addSource("examples", in, in, settings.topics().input())
        .addSink("predictions", settings.topics().predictions(), out, out, "examples")
        .addSink("losses", settings.topics().losses(), out, out, "examples");
  }

  private static Topology unwatched(LearningSettings settings, UnaryOperator<Learner> change) {
    return LearningTopology.build(
        new LearningSettings(
            settings.application(),
            settings.topics(),
            settings.inputLog(),
            settings.formats(),
            settings.mapping(),
            settings.scope(),
            settings.specification(),
            settings.identity(),
            settings.cadence(),
            () -> changed(settings.model().get(), change)),
        new StatusBoard());
  }

  private static Model changed(Model model, UnaryOperator<Learner> change) {
    return model.with(change.apply(model.learner()));
  }
}
