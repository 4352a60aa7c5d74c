package io.gradstream.config;

import io.gradstream.evaluation.EvaluationSettings;
import io.gradstream.evaluation.drift.DriftKind;
import io.gradstream.optimizer.OptimizerSettings;
import io.gradstream.output.EvaluationCadence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

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

  /** Checks that rates can be raised where they shall be. */
  public Configuration {
    if (learner.raisesRates() && evaluation.drift().kind() == DriftKind.NONE) {
      throw refused("none of it where evaluation.drift is none");
    }
    if (learner.raisesRates() && !learner.isPool() && !optimizer.rateFalls()) {
      throw refused("it only of a pool, or of an optimizer whose schedule lets the rate fall");
    }
  }

  private static ConfigurationException refused(String wanted) {
    return new ConfigurationException("learner.on-drift", "raise-rates", wanted);
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
