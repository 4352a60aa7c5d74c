package io.gradstream.config;

import io.gradstream.evaluation.EvaluationSettings;
import io.gradstream.evaluation.drift.DriftKind;
import io.gradstream.evaluation.drift.DriftSettings;
import io.gradstream.learning.Reaction;
import io.gradstream.optimizer.OptimizerSettings;
import io.gradstream.output.EvaluationCadence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole configuration; {@code defaults.yaml} documents each key.
 *
 * @param cadence when evaluations are published
 * @param kafka settings of Kafka clients and Kafka Streams, as they were given
 */
public record Configuration(
    InputConfig input,
    OutputConfig output,
    MappingConfig mapping,
    NetworkConfig network,
    OptimizerSettings optimizer,
    LearnerConfig learner,
    EvaluationSettings evaluation,
    EvaluationCadence cadence,
    HttpConfig http,
    Map<String, String> kafka) {
  private static final long MAX_DELAY_SECONDS = 1_000_000;

  /** Checks that the reactions to drift are possible. */
  public Configuration {
    for (Reaction reaction : learner.onDrift()) {
      String wanted = wantedBy(reaction, learner.isPool(), optimizer, evaluation.drift());
      if (wanted != null) {
        throw new ConfigurationException("learner.on-drift", EnumName.of(reaction), wanted);
      }
    }
  }

  private static @Nullable String wantedBy(
      Reaction reaction, boolean isPool, OptimizerSettings optimizer, DriftSettings drift) {
    if (drift.kind() == DriftKind.NONE) {
      return "none of it where evaluation.drift is none";
    }
    return switch (reaction) {
      case RAISE_RATES ->
          isPool || optimizer.rateFalls()
              ? null
              : "it only of a pool, or of an optimizer whose schedule lets the rate fall";
      case RESTART_MEMBERS -> isPool ? null : "it only of a pool";
      case FORGET_STANDARDIZER -> null;
    };
  }

  static Configuration of(Section root, Path directory) {
    EvaluationSettings evaluation = root.section("evaluation").build(Configuration::evaluation);
    return new Configuration(
        root.section("input").build(section -> InputConfig.of(section, directory)),
        root.section("output").build(OutputConfig::of),
        root.section("mapping").build(MappingConfig::of),
        root.section("network").build(NetworkConfig::of),
        root.section("optimizer").build(OptimizerSection::settings),
        root.section("learner").build(section -> LearnerConfig.of(section, evaluation.drift())),
        evaluation,
        root.section("evaluation").build(Configuration::cadence),
        root.section("http").build(section -> HttpConfig.of(section, directory)),
        root.section("kafka").entries());
  }

  private static EvaluationSettings evaluation(Section section) {
    return new EvaluationSettings(
        (int) section.whole("window", 1, EvaluationSettings.MAX_WINDOW),
        section.number("fading"),
        section.number("quantile"),
        DriftSection.settings(section.sectionOrText("drift", "kind")));
  }

  private static EvaluationCadence cadence(Section section) {
    return new EvaluationCadence(
        section.whole("every", 1, Long.MAX_VALUE),
        Duration.ofSeconds(section.whole("every-seconds", 1, MAX_DELAY_SECONDS)));
  }

  /** The same with another input, other outputs, mapping and client settings. */
  public Configuration with(
      InputConfig input, OutputConfig output, MappingConfig mapping, Map<String, String> kafka) {
    return new Configuration(
        input, output, mapping, network, optimizer, learner, evaluation, cadence, http, kafka);
  }

  /** The same with other outputs. */
  public Configuration with(OutputConfig output) {
    return with(input, output, mapping, kafka);
  }

  /** The same with another HTTP endpoint. */
  public Configuration with(HttpConfig http) {
    return new Configuration(
        input, output, mapping, network, optimizer, learner, evaluation, cadence, http, kafka);
  }
}
