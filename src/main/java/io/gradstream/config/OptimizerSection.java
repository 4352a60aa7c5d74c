package io.gradstream.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.optimizer.AdamSettings;
import io.gradstream.optimizer.LearningRate;
import io.gradstream.optimizer.OptimizerSettings;
import io.gradstream.optimizer.RmsPropSettings;
import io.gradstream.optimizer.SgdSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An optimizer: a kind, and the keys of that kind. */
final class OptimizerSection {
  private enum Kind {
    SGD,
    RMSPROP,
    ADAM
  }

  private enum Schedule {
    CONSTANT,
    STEP,
    INVERSE_TIME
  }

  private OptimizerSection() {}

  static OptimizerSettings settings(Section section) {
    Kind kind = section.has("kind") ? section.choice("kind", Kind.values()) : Kind.SGD;
    checkKeys(section, kind);
    return section.over(defaults(kind)).build(complete -> settings(kind, complete));
  }

  /** Refuses what is a key, but of other kinds. */
  private static void checkKeys(Section section, Kind kind) {
    for (String key : section.names()) {
      List<String> kinds =
          Arrays.stream(Kind.values())
              .filter(other -> defaults(other).has(key))
              .map(Section::kebab)
              .toList();
      if (!kinds.isEmpty() && !kinds.contains(Section.kebab(kind))) {
        List<String> own = new ArrayList<>();
        defaults(kind).fieldNames().forEachRemaining(own::add);
        throw new IllegalArgumentException(
            "%s: is a key of %s, and none of %s, which has %s"
                .formatted(
                    key,
                    String.join(", ", kinds),
                    Section.kebab(kind),
                    String.join(", ", own.subList(1, own.size()))));
      }
    }
  }

  /** Every key that an optimizer of a kind may have, with its default. */
  private static ObjectNode defaults(Kind kind) {
    ObjectNode keys = JsonNodeFactory.instance.objectNode().put("kind", Section.kebab(kind));
    switch (kind) {
      case SGD -> descent(keys, 0.03).put("momentum", 0.0).put("nesterov", false).put("l2", 0.0);
      case RMSPROP -> descent(keys, 0.001).put("square-decay", 0.99).put("epsilon", 1e-8);
      case ADAM ->
          descent(keys, 0.001)
              .put("mean-decay", 0.9)
              .put("square-decay", 0.999)
              .put("epsilon", 1e-8)
              .put("weight-decay", 0.0);
    }
    return keys;
  }

  /** Adds what goes with a learning rate. */
  private static ObjectNode descent(ObjectNode keys, double rate) {
    return keys.put("rate", rate)
        .put("schedule", "constant")
        .put("step-factor", 0.5)
        .put("step-every", 10_000)
        .put("decay", 0.0001)
        .put("clip-norm", 5.0);
  }

  private static OptimizerSettings settings(Kind kind, Section section) {
    return switch (kind) {
      case SGD ->
          new SgdSettings(
              rate(section),
              section.number("momentum"),
              section.flag("nesterov"),
              section.number("l2"),
              clipNorm(section));
      case RMSPROP ->
          new RmsPropSettings(
              rate(section),
              section.number("square-decay"),
              section.number("epsilon"),
              clipNorm(section));
      case ADAM ->
          new AdamSettings(
              rate(section),
              section.number("mean-decay"),
              section.number("square-decay"),
              section.number("epsilon"),
              section.number("weight-decay"),
              clipNorm(section));
    };
  }

  private static double clipNorm(Section section) {
    return section.numberOr("clip-norm", Double.POSITIVE_INFINITY);
  }

  private static LearningRate rate(Section section) {
    double rate = section.number("rate");
    return switch (section.choice("schedule", Schedule.values())) {
      case CONSTANT -> new LearningRate.Constant(rate);
      case STEP ->
          new LearningRate.Step(
              rate, section.number("step-factor"), section.whole("step-every", 1, Long.MAX_VALUE));
      case INVERSE_TIME -> new LearningRate.InverseTime(rate, section.number("decay"));
    };
  }
}
