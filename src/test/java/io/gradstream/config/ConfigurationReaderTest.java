package io.gradstream.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.evaluation.drift.DriftSettings;
import io.gradstream.feature.Mapping;
import io.gradstream.network.Activation;
import io.gradstream.network.LayerSpec;
import io.gradstream.network.Loss;
import io.gradstream.optimizer.LearningRate;
import io.gradstream.optimizer.SgdSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigurationReaderTest {
  private final ConfigurationReader reader = new ConfigurationReader();

  private Configuration parse(String yaml) {
    return reader.parse(yaml, Path.of("/configs"));
  }

  @Test
  void anEmptyFileIsTheDefaults() {
    assertThat(parse("")).isEqualTo(reader.defaults());
    assertThat(reader.defaults().network().hidden())
        .containsExactly(new LayerSpec(64, Activation.RELU));
  }

  @Test
  void whatAFileSetsIsTakenAndTheRestIsDefault() {
    Configuration configuration =
        parse(
            """
            input: {topic: rides, schema: ride.avsc}
            mapping: {classes: [no, "yes", 3]}
            network: {hidden: [128, 32], activation: leaky-relu}
            optimizer: {rate: 0.5, schedule: step, step-every: 7, momentum: 0.9, clip-norm: null}
            http: {port: null}
            kafka:
              bootstrap.servers: localhost:9092
              session.timeout.ms: 6000
              consumer: {max.poll.records: 10}
            """);
    assertThat(configuration.input())
        .isEqualTo(InputConfig.singleObject("rides", Path.of("/configs/ride.avsc")));
    assertThat(configuration.mapping().classes()).containsExactly("no", "yes", "3");
    assertThat(configuration.network().hidden())
        .containsExactly(
            new LayerSpec(128, Activation.LEAKY_RELU), new LayerSpec(32, Activation.LEAKY_RELU));
    assertThat(configuration.optimizer())
        .isEqualTo(
            new SgdSettings(
                new LearningRate.Step(0.5, 0.5, 7), 0.9, false, 0, Double.POSITIVE_INFINITY));
    assertThat(configuration.http().port()).isNull();
    assertThat(configuration.learner()).isEqualTo(new LearnerConfig(42, false, false, false));
    assertThat(configuration.kafka())
        .containsEntry("session.timeout.ms", "6000")
        .containsEntry("consumer.max.poll.records", "10");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http: {port: 1}                                       | true
          network: {loss: huber, huber-threshold: 2}            | true
          '{learner: {kind: pool}, network: {loss: huber}}'     | true
          learner: {kind: network}                              | false
          network: {activation: tanh}                           | false
          optimizer: {rate: 1}                                  | false
          '{learner: {kind: network}, optimizer: {kind: adam}}' | false
          """)
  void aPoolLearnsUnlessANetworkIsDescribed(String yaml, boolean isPool) {
    assertThat(parse(yaml).learner().isPool()).isEqualTo(isPool);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          optimiser: {rate: 1}          | optimiser: is no key; the nearest is optimizer
          optimizer: {rat: 1}           | optimizer.rat: is no key; the nearest is rate
          optimizer: {rate: fast}       | optimizer.rate: got "fast", wants a number
          optimizer: {rate: -1}         | optimizer.rate: got -1.0, wants
          optimizer: {clip-norm: 0}     | optimizer.clip-norm: got 0.0, wants a number above 0
          optimizer: {schedule: step, step-factor: 2} | optimizer.step-factor: got 2.0, wants
          network: {huber-threshold: 0} | network.huber-threshold: got 0.0, wants
          optimizer: {momentum: 1}      | optimizer.momentum: got 1.0, wants
          optimizer: {nesterov: true}   | optimizer.nesterov: got true without momentum
          optimizer: {kind: adam, momentum: 0.9} | optimizer.momentum: is a key of sgd, and none of adam, which has rate,
          optimizer: {kind: coin-betting, rate: 1} | optimizer.rate: is a key of sgd, adagrad, rmsprop, adam, factored, ftrl, normalized, and none of coin-betting, which has no key
          optimizer: {kind: adam, mean-decay: 0.9, square-decay: 0.5} | optimizer.square-decay: got 0.5, wants more than
          optimizer: {kind: ftrl, l1: -1} | optimizer.l1: got -1.0, wants
          optimizer: {kind: adm}        | optimizer.kind: got adm, wants one of sgd,
          optimizer: {kind: rmsprop, epsilon: 0} | optimizer.epsilon: got 0.0, wants
          optimizer: 0.1                | optimizer: got 0.1, wants a mapping
          optimizer: {schedule: linear} | optimizer.schedule: got linear, wants one of constant, step, inverse-root, inverse-time
          optimizer: {kind: factored, clip-norm: 1} | optimizer.clip-norm: is a key of sgd, adagrad, rmsprop, adam, ftrl, and none of factored, which has rate,
          optimizer: {kind: factored, weight-decay: 100} | optimizer.weight-decay: got 100.0, wants
          network: {hidden: 64}         | network.hidden: got 64, wants a list
          network: {hidden: [0]}        | network.hidden: got 0, wants 1 to
          network: {activation: swish}  | network.activation: got swish, wants one of identity
          learner: {seed: 1.5}          | learner.seed: got 1.5, wants a whole number
          learner: {kind: forest}       | learner.kind: got forest, wants one of
          '{learner: {kind: pool}, network: {hidden: [8]}}' | network.hidden: got a value, wants none beside learner.kind: pool
          '{learner: {kind: pool}, optimizer: {kind: adam}}' | optimizer.kind: got a value, wants none beside learner.kind: pool
          learner: {kernels: gpu}       | learner.kernels: got gpu, wants one of best, scalar
          evaluation: {window: 0}       | evaluation.window: got 0, wants a whole number from 1
          evaluation: {fading: 0.1}     | evaluation.fading: got 0.1, wants 0.5 to 1
          evaluation: {quantile: 1}     | evaluation.quantile: got 1.0, wants more than 0 and less
          evaluation: {drift: adwyn}    | evaluation.drift.kind: got adwyn, wants one of none, adwin
          evaluation: {drift: 3}        | evaluation.drift: got 3, wants a text or a mapping
          evaluation: {drift: {confidence: 1}} | evaluation.drift.confidence: got 1.0, wants more than 0
          'evaluation: {drift: {kind: ddm, warning: 3, drift: 2}}' | evaluation.drift.drift: got 2.0, wants 3.0 to
          'evaluation: {drift: {kind: kswin, window: 100, recent: 100}}' | evaluation.drift.window: got 100, wants 200 (twice recent)
          'evaluation: {drift: {kind: kswin, recent: 20, alpha: 1.0e-9}}' | evaluation.drift.alpha: got 1.0E-9, wants more than 2.06
          'evaluation: {drift: {kind: page-hinkley, tolerance: 5}}' | evaluation.drift.tolerance: got 5.0, wants 0 to below 5.0
          'evaluation: {drift: {kind: ddm, threshold: 3}}' | evaluation.drift.threshold: is no key
          learner: {on-drift: [restart]} | learner.on-drift: got restart, wants one of raise-rates
          learner: {on-drift: raise-rates} | learner.on-drift: got "raise-rates", wants a list
          '{learner: {on-drift: [raise-rates]}, optimizer: {rate: 1}}' | learner.on-drift: got raise-rates, wants it only of a pool, or
          '{learner: {on-drift: [raise-rates]}, evaluation: {drift: none}}' | learner.on-drift: got raise-rates, wants none of it where evaluation.drift
          evaluation: {every: 0}        | evaluation.every: got 0, wants a whole number from 1
          http: {port: 70000}           | http.port: got 70000, wants a whole number from 0 to 65535
          mapping: {label: null}        | mapping.label: got nothing, wants a text
          mapping: {classes: [a, a]}    | mapping.classes: got a twice
          mapping: {features: [{path: a, kind: txt}]} | mapping.features[0].kind: got txt, wants one of auto,
          mapping: {features: [{path: a, log: true}]} | mapping.features[0].log: is no key; the nearest is path
          mapping: {features: [{kind: text}]} | mapping.features[0].path: got nothing, wants a text
          mapping: {features: [{cross: [a]}]} | mapping.features[0].cross: got 1 paths, wants 2 to 5
          mapping: {features: ['a..b']} | mapping.features[0].path: got 'a..b', wants
          'mapping: {features: [{path: a, kind: numeric, clip: [2, 1]}]}' | mapping.features[0].clip: got [2.0, 1.0], wants
          mapping: {limits: {features: 0}} | mapping.limits.features: got 0, wants a whole number
          output: {format: class}       | output.format: got class, wants
          kafka: fast                   | kafka: got "fast", wants a mapping
          input: [a]                    | input: got ["a"], wants a mapping
          [1, 2]                        | file: got [1,2], wants a mapping
          'http: {port: 1, port: 2}'    | Duplicate field 'port'
          'kafka: {a.b: 1, a: {b: 2}}'  | kafka.a.b: is given twice
          'a: b: c'                     | is not YAML
          """)
  void whatIsWrongIsNamed(String yaml, String message) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> parse(yaml))
        .withMessageContaining(message);
  }

  @Test
  void theKindsOfOptimizersAndDetectorsAreDocumentedWithTheirDefaults() throws IOException {
    List<String> documented;
    try (InputStream in = Configuration.class.getResourceAsStream("defaults.yaml")) {
      documented =
          Pattern.compile("\\{kind: ([a-z-]+)[^}]*}")
              .matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8))
              .results()
              .map(MatchResult::group)
              .toList();
    }
    assertThat(documented).hasSize(8 + 4);

    for (String line : documented.subList(0, 8)) {
      String kind = line.replaceFirst(".kind: ([a-z-]+).*", "$1");
      assertThat(parse("optimizer: " + line).optimizer())
          .isEqualTo(parse("optimizer: {kind: %s}".formatted(kind)).optimizer());
    }
    for (String line : documented.subList(8, 12)) {
      String kind = line.replaceFirst(".kind: ([a-z-]+).*", "$1");
      assertThat(parse("evaluation: {drift: %s}".formatted(line)).evaluation())
          .isEqualTo(parse("evaluation: {drift: %s}".formatted(kind)).evaluation());
    }
  }

  @Test
  void aDetectorAndTheReactionToWhatItFindsAreTaken() {
    Configuration configuration =
        parse(
            """
            evaluation: {drift: {kind: kswin, recent: 50, alpha: 0.001}}
            optimizer: {schedule: inverse-root}
            learner: {on-drift: [raise-rates, raise-rates]}
            """);

    assertThat(configuration.evaluation().drift())
        .isEqualTo(new DriftSettings.Kswin(400, 50, 0.001));
    assertThat(configuration.learner().raisesRates()).isTrue();
    assertThat(parse("evaluation: {drift: none}").evaluation().drift())
        .isEqualTo(new DriftSettings.None());
    assertThat(parse("").learner().raisesRates()).isTrue();
    assertThat(parse("learner: {on-drift: []}").learner().raisesRates()).isFalse();
    assertThat(parse("learner: {kind: network}").learner().raisesRates()).isFalse();
    assertThat(parse("evaluation: {drift: none}").learner().raisesRates()).isFalse();
  }

  @Test
  void theLossFollowsFromTheLabelUnlessItIsSet() {
    NetworkConfig unset = parse("").network();
    assertThat(unset.spec(classes("a", "b", "c")).loss()).isEqualTo(new Loss.SoftmaxCrossEntropy());
    assertThat(unset.spec(mapping(Mapping.LabelKind.REAL)).loss())
        .isEqualTo(new Loss.SquaredError());
    NetworkConfig binary = parse("network: {loss: binary-cross-entropy}").network();
    assertThat(binary.spec(classes("a", "b")).outputs()).isEqualTo(1);
    for (Mapping unfit : List.of(mapping(Mapping.LabelKind.REAL), classes("a", "b", "c"))) {
      assertThatThrownBy(() -> binary.spec(unfit))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith("network.loss: got binary-cross-entropy, wants");
    }
  }

  private Mapping classes(String... names) {
    return parse("mapping: {features: [x], classes: [%s]}".formatted(String.join(", ", names)))
        .mapping()
        .resolve(null);
  }

  private Mapping mapping(Mapping.LabelKind kind) {
    return parse("mapping: {features: [x]}").mapping().resolve(kind);
  }

  @Test
  void whatLabelsAreMustBeSaidSomewhere() {
    assertThatThrownBy(() -> parse("").mapping().resolve(null))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "mapping.task: got auto, and neither classes nor a schema that say what labels are,"
                + " wants classification or regression");
    assertThat(parse("mapping: {task: regression}").mapping().resolve(null).labelKind())
        .isEqualTo(Mapping.LabelKind.REAL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "token: short | http.token: got 5 characters, wants at least 16 letters, digits or -._~+/"
            + " ,",
        "token: 'sixteen letters !' | http.token: got 17 characters, wants at least 16",
        "token: abcdefghijklmnop, token-file: t | http.token-file: got a file, wants none beside",
        "tls: {certificate: c.pem} | http.tls.private-key: got nothing, wants a file in PEM",
        "tls: {private-key: k.pem} | http.tls.certificate: got nothing, wants a file in PEM"
      })
  void whoMayAskIsCheckedAndATokenIsNotShown(String http, String message) {
    assertThatThrownBy(() -> parse("http: {%s}".formatted(http)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void aTokenIsGivenOrReadFromAFileBesideTheConfiguration(@TempDir Path directory)
      throws IOException {
    String token = "abcdefghijklmnop";
    HttpConfig given = parse("http: {token: %s}".formatted(token)).http();
    assertThat(given.readToken()).hasValue(token);
    assertThat(given).asString().doesNotContain(token);
    HttpConfig inFile = reader.parse("http: {token-file: secret}", directory).http();
    assertThatThrownBy(inFile::readToken)
        .hasMessage("http.token-file: got no file, wants a file that holds the token");
    Files.writeString(directory.resolve("secret"), token + "\n");
    assertThat(inFile.readToken()).hasValue(token);
    assertThat(parse("").http().readToken()).isEmpty();
    assertThat(parse("http: {tls: {certificate: c.pem, private-key: /k.pem}}").http().tls())
        .isEqualTo(new HttpConfig.Tls(Path.of("/configs/c.pem"), Path.of("/k.pem")));
  }

  @Test
  void aSectionOfNothingChangesNothing() {
    Configuration plain = parse("");

    for (String nothing : List.of("", " null", " ~", "\n  # port: 1")) {
      assertThat(parse("http:%s".formatted(nothing))).isEqualTo(plain);
      assertThat(parse("kafka:%s".formatted(nothing))).isEqualTo(plain);
      assertThat(parse("http:\n  tls:%s".formatted(nothing))).isEqualTo(plain);
    }
  }

  @Test
  void aKeyThatIsGivenTwiceIsRefusedWithItsLine() {
    assertThatThrownBy(() -> parse("http:\n  port: 1\n\nmapping: {label: y}\nhttp: {port: 2}\n"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("is not YAML: line 5: Duplicate field 'http'");
    assertThatThrownBy(() -> parse("http:\n  port: 1\n  port: 2\nmapping: {label: y}\n"))
        .hasMessage("is not YAML: line 3: Duplicate field 'port'");
  }

  @Test
  void aRunWantsATopic() {
    assertThatThrownBy(() -> parse("").input().requiredTopic())
        .hasMessage("input.topic: got nothing, wants the name of a topic");
  }

  @Test
  void garbageIsRefusedAndNothingElseHappens() {
    Random random = new Random(3);
    String letters = "{}[]:,-#&*!|>'\"%@`\n \tab1.~?";
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int c = random.nextInt(40); c > 0; c--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      refusesOrReads(text.toString());
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      refusesOrReads(new String(bytes, StandardCharsets.ISO_8859_1));
    }
  }

  private void refusesOrReads(String text) {
    try {
      assertThat(parse(text)).isNotNull();
    } catch (ConfigurationException expected) {
      assertThat(expected).hasMessageContaining(" ");
    }
  }
}
