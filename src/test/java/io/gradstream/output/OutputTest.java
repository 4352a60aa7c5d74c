package io.gradstream.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.evaluation.ClassScore;
import io.gradstream.evaluation.ClassificationScores;
import io.gradstream.evaluation.Evaluation;
import io.gradstream.evaluation.EvaluationSettings;
import io.gradstream.evaluation.EvaluationSnapshot;
import io.gradstream.evaluation.drift.Drift;
import io.gradstream.evaluation.drift.DriftKind;
import io.gradstream.evaluation.drift.DriftSettings;
import io.gradstream.kernel.Kernels;
import io.gradstream.learning.Example;
import io.gradstream.learning.FeatureVector;
import io.gradstream.learning.Label;
import io.gradstream.learning.MemberShare;
import io.gradstream.learning.NetworkLearner;
import io.gradstream.network.Initializer;
import io.gradstream.network.Loss;
import io.gradstream.network.Network;
import io.gradstream.network.NetworkSpec;
import io.gradstream.optimizer.SgdSettings;
import io.gradstream.serde.Format;
import io.gradstream.serde.FormatSettings;
import io.gradstream.serde.Formats;
import io.gradstream.serde.SingleObjectTest;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** What is written, in JSON; {@link SingleObjectTest} has them in Avro. */
final class OutputTest {
  private static final String APPLICATION = "ü-learner";
  private static final FormatSettings JSON = FormatSettings.of(Format.JSON);
  private static final Coordinates COORDINATES =
      new Coordinates("ü \"1\"", 3, 1L << 40, 17, 1_772_000_000_123L);
  private static final Drift DRIFT = new Drift(DriftKind.PAGE_HINKLEY, 5, 0.25, 0.5);
  private static final Coordinates ANONYMOUS = new Coordinates(null, 0, 0, 0, 0);

  private final Formats formats = new Formats();
  private final PredictionEncoder predictions =
      new PredictionEncoder(formats, JSON, "predictions", APPLICATION);
  private final LossEncoder losses = new LossEncoder(formats, JSON, "losses", APPLICATION);
  private static final List<MemberShare> MEMBERS =
      List.of(new MemberShare("linear", 0.75, 0.5), new MemberShare("64", 0.25, 0.75));

  private final EvaluationEncoder evaluations =
      new EvaluationEncoder(formats, JSON, "evaluations", APPLICATION);
  private final DriftEncoder drifts = new DriftEncoder(formats, JSON, "drifts", APPLICATION);

  @Test
  void jsonHasTheSchemasFieldNames() throws IOException {
    assertThat(
            read(
                predictions.encodeClass(
                    COORDINATES, "yes", new float[] {0.25f, Float.NaN, 1e-9f, 9f}, 3)))
        .isEqualTo(
            json(
                """
                {"exampleId": "ü \\"1\\"", "inputPartition": 3, "inputOffset": 1099511627776,
                 "modelVersion": 17, "predictedClass": "yes", "predictedValue": null,
                 "scores": [0.25, null, 1.0e-9],
                 "inputTimestamp": 1772000000123, "application": "ü-learner",
                 "predictedNumber": null}
                """));
    assertThat(read(predictions.encodeValue(ANONYMOUS, 1.7e9 + 0.25)))
        .isEqualTo(
            json(
                """
                {"exampleId": null, "inputPartition": 0, "inputOffset": 0, "modelVersion": 0,
                 "predictedClass": null, "predictedValue": 1.7E9, "scores": [],
                 "inputTimestamp": null, "application": "ü-learner",
                 "predictedNumber": 1.70000000025E9}
                """));
    assertThat(read(losses.encode(ANONYMOUS, 0.5f, 0.125)))
        .isEqualTo(
            json(
                """
                {"exampleId": null, "inputPartition": 0, "inputOffset": 0, "modelVersion": 0,
                 "loss": 0.5, "fadedLoss": 0.125,
                 "inputTimestamp": null, "application": "ü-learner"}
                """));
    assertThat(read(drifts.encode(COORDINATES, DRIFT)))
        .isEqualTo(
            json(
                """
                {"inputPartition": 3, "inputOffset": 1099511627776, "modelVersion": 17,
                 "detector": "page-hinkley", "lossBefore": 0.25, "lossAfter": 0.5,
                 "direction": "rise", "inputTimestamp": 1772000000123,
                 "application": "ü-learner"}
                """));
  }

  @Test
  void scoresThatAreNotDefinedAreNull() throws IOException {
    JsonNode classes =
        read(
            evaluations.encode(
                COORDINATES, List.of("yes", "no"), evaluated(2), MEMBERS, List.of("x is odd")));
    assertThat(classes.path("inputOffset").asLong()).isEqualTo(1L << 40);
    assertThat(classes.path("application").asText()).isEqualTo(APPLICATION);
    assertThat(classes.path("examples").asInt()).isEqualTo(1);
    assertThat(classes.path("lastDrift").isNull()).isTrue();
    assertThat(classes.path("classes")).isEqualTo(json("[\"yes\", \"no\"]"));
    JsonNode whole = classes.path("whole");
    assertThat(whole.path("accuracy").asDouble()).isOne();
    assertThat(whole.path("loss").asDouble()).isCloseTo(StrictMath.log(2), within(1e-6));
    assertThat(whole.path("auc").isNull()).isTrue();
    assertThat(whole.path("mae").isNull()).isTrue();
    assertThat(whole.path("recallByClass")).isEqualTo(json("[1.0, null]"));
    assertThat(classes.path("windowed").path("binExamples"))
        .isEqualTo(json("[0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0]"));

    assertThat(classes.path("betterBaseline").isNull()).isTrue();
    assertThat(classes.path("doubts")).isEqualTo(json("[\"x is odd\"]"));
    assertThat(classes.path("members")).isEqualTo(json("[\"linear\", \"64\"]"));
    assertThat(classes.path("memberShares")).isEqualTo(json("[0.75, 0.25]"));
    assertThat(classes.path("memberLosses")).isEqualTo(json("[0.5, 0.75]"));

    JsonNode values =
        read(evaluations.encode(COORDINATES, List.of(), evaluated(0), List.of(), List.of()));
    assertThat(values.path("faded").path("accuracy").isNull()).isTrue();
    assertThat(values.path("faded").path("mae").asDouble()).isEqualTo(3);
    assertThat(values.path("faded").path("recallByClass")).isEmpty();
  }

  @Test
  void aRecordOfManyClassesWithLongNamesIsBounded() {
    List<String> names = Collections.nCopies(10_000, "ü".repeat(1_000));
    ClassScore third = new ClassScore(1 / 3.0, 1 / 3.0);
    ClassificationScores many =
        new ClassificationScores(
            1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, Collections.nCopies(10_000, third), List.of());

    byte[] bytes =
        evaluations.encode(
            COORDINATES,
            names,
            new EvaluationSnapshot(1, many, many, many, 0, 0),
            List.of(),
            List.of());
    assertThat(bytes.length).isBetween(200_000, 500_000);
  }

  /** One example: of the first of a number of classes, or of the value 3 for none. */
  private static EvaluationSnapshot evaluated(int classes) {
    Loss loss = classes == 0 ? new Loss.SquaredError() : new Loss.SoftmaxCrossEntropy();
    Network network =
        new Network(
            new NetworkSpec(
                1, List.of(), Math.max(classes, 1), loss, Initializer.ZERO, Initializer.ZERO),
            Kernels.scalar());
    Label label = classes == 0 ? new Label.Real(3) : new Label.Category(0);
    EvaluationSettings settings =
        new EvaluationSettings(5, 0.9, 0.5, DriftSettings.of(DriftKind.ADWIN));
    Evaluation evaluation =
        classes == 0
            ? Evaluation.ofValues(settings, 1)
            : Evaluation.ofClasses(classes, settings, 1);
    evaluation.add(
        new NetworkLearner(network, SgdSettings.plain(0.1).newOptimizer(network), 1)
            .learn(new Example(new FeatureVector(1), label)),
        label);
    return evaluation.snapshot();
  }

  @Test
  void everyFieldOfTheSchemaIsWritten() throws IOException {
    assertNamesOf(PredictionEncoder.schema(), predictions.encodeValue(COORDINATES, 1));
    assertNamesOf(LossEncoder.schema(), losses.encode(COORDINATES, 1, 1));
    assertNamesOf(DriftEncoder.schema(), drifts.encode(COORDINATES, DRIFT));
    for (int classes : List.of(0, 2)) {
      Schema schema = EvaluationEncoder.schema();
      byte[] bytes =
          evaluations.encode(COORDINATES, List.of(), evaluated(classes), List.of(), List.of());
      assertNamesOf(schema, bytes);
      for (String scores : List.of("whole", "faded", "windowed")) {
        assertNamesOf(schema.getField(scores).schema(), read(bytes).path(scores));
      }
    }
  }

  private static void assertNamesOf(Schema schema, byte[] bytes) throws IOException {
    assertNamesOf(schema, read(bytes));
  }

  private static void assertNamesOf(Schema schema, JsonNode record) {
    assertThat(record.fieldNames())
        .toIterable()
        .containsExactlyElementsOf(schema.getFields().stream().map(Schema.Field::name).toList());
  }

  @Test
  void whatIsNotFiniteIsNull() throws IOException {
    assertThat(read(losses.encode(ANONYMOUS, Float.POSITIVE_INFINITY, Double.NaN)))
        .isEqualTo(
            json(
                """
                {"exampleId": null, "inputPartition": 0, "inputOffset": 0, "modelVersion": 0,
                 "loss": null, "fadedLoss": null,
                 "inputTimestamp": null, "application": "ü-learner"}
                """));
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  private static JsonNode read(byte[] bytes) throws IOException {
    return new ObjectMapper().readTree(bytes);
  }
}
