package io.gradstream.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.optimizer.AdaGradSettings;
import io.gradstream.optimizer.AdamSettings;
import io.gradstream.optimizer.CoinBettingSettings;
import io.gradstream.optimizer.FactoredSettings;
import io.gradstream.optimizer.FtrlSettings;
import io.gradstream.optimizer.LearningRate;
import io.gradstream.optimizer.NormalizedSettings;
import io.gradstream.optimizer.OptimizerSettings;
import io.gradstream.optimizer.RmsPropSettings;
import io.gradstream.optimizer.SgdSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** An optimizer: a kind, and the keys of that kind. */
final class OptimizerSection {
  private enum Kind {
    SGD,
    ADAGRAD,
    RMSPROP,
    ADAM,
    FACTORED,
    FTRL,
    NORMALIZED,
    COIN_BETTING
  }

  private enum Schedule {
    CONSTANT,
    STEP,
    INVERSE_ROOT,
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
              .map(EnumName::of)
              .toList();
      if (!kinds.isEmpty() && !kinds.contains(EnumName.of(kind))) {
        List<String> own = defaults(kind).propertyStream().skip(1).map(Map.Entry::getKey).toList();
        throw new IllegalArgumentException(
            "%s: is a key of %s, and none of %s, which has %s"
                .formatted(
                    key,
                    String.join(", ", kinds),
                    EnumName.of(kind),
                    own.isEmpty() ? "no key" : String.join(", ", own)));
      }
    }
  }

  /** Every key that an optimizer of a kind may have, with its default. */
  private static ObjectNode defaults(Kind kind) {
    ObjectNode keys = JsonNodeFactory.instance.objectNode().put("kind", EnumName.of(kind));
    switch (kind) {
      case SGD ->
          clipped(scheduled(keys, 0.03)).put("momentum", 0.0).put("nesterov", false).put("l2", 0.0);
      case ADAGRAD -> clipped(scheduled(keys, 0.1)).put("epsilon", 1e-8);
      case RMSPROP ->
          clipped(scheduled(keys, 0.003)).put("square-decay", 0.99).put("epsilon", 1e-8);
      case ADAM ->
          clipped(scheduled(keys, 0.003))
              .put("mean-decay", 0.9)
              .put("square-decay", 0.999)
              .put("epsilon", 1e-8)
              .put("weight-decay", 0.0);
      case FACTORED -> scheduled(keys, 0.01).put("square-decay", 0.999).put("weight-decay", 0.003);
      case FTRL -> clipped(keys).put("rate", 0.3).put("beta", 1.0).put("l1", 0.0).put("l2", 0.0);
      case NORMALIZED -> scheduled(keys, 0.3);
      case COIN_BETTING -> {}
    }
    return keys;
  }

  /** Adds a learning rate that may fall. */
  private static ObjectNode scheduled(ObjectNode keys, double rate) {
    return keys.put("rate", rate)
        .put("schedule", "constant")
        .put("step-factor", 0.5)
        .put("step-every", 10_000)
        .put("decay", 0.0001);
  }

  private static ObjectNode clipped(ObjectNode keys) {
    return keys.put("clip-norm", 5.0);
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
      case ADAGRAD ->
          new AdaGradSettings(rate(section), section.number("epsilon"), clipNorm(section));
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
      case FACTORED ->
          new FactoredSettings(
              rate(section), section.number("square-decay"), section.number("weight-decay"));
      case FTRL ->
          new FtrlSettings(
              section.number("rate"),
              section.number("beta"),
              section.number("l1"),
              section.number("l2"),
              clipNorm(section));
      case NORMALIZED -> new NormalizedSettings(rate(section));
      case COIN_BETTING -> new CoinBettingSettings();
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
      case INVERSE_ROOT -> new LearningRate.InverseRoot(rate);
      case INVERSE_TIME -> new LearningRate.InverseTime(rate, section.number("decay"));
    };
  }
}
