package io.gradstream.serde;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Predictions and losses in JSON; {@link SingleObjectTest} has them in Avro. */
final class OutputTest {
  private static final FormatSettings JSON = FormatSettings.of(Format.JSON);
  private static final Coordinates COORDINATES = new Coordinates("ü \"1\"", 3, 1L << 40, 17);
  private static final Coordinates ANONYMOUS = new Coordinates(null, 0, 0, 0);

  private final Formats formats = new Formats();
  private final PredictionEncoder predictions = formats.predictionEncoder(JSON, "predictions");
  private final LossEncoder losses = formats.lossEncoder(JSON, "losses");

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
                 "scores": [0.25, null, 1.0e-9]}
                """));
    assertThat(read(predictions.encodeValue(ANONYMOUS, -1.5f)))
        .isEqualTo(
            json(
                """
                {"exampleId": null, "inputPartition": 0, "inputOffset": 0, "modelVersion": 0,
                 "predictedClass": null, "predictedValue": -1.5, "scores": []}
                """));
    assertThat(read(losses.encode(ANONYMOUS, 0.5f, 0.125)))
        .isEqualTo(
            json(
                """
                {"exampleId": null, "inputPartition": 0, "inputOffset": 0, "modelVersion": 0,
                 "loss": 0.5, "fadedLoss": 0.125}
                """));
  }

  @Test
  void everyFieldOfTheSchemaIsWritten() throws IOException {
    assertNamesOf(PredictionEncoder.schema(), predictions.encodeValue(COORDINATES, 1));
    assertNamesOf(LossEncoder.schema(), losses.encode(COORDINATES, 1, 1));
  }

  private static void assertNamesOf(Schema schema, byte[] bytes) throws IOException {
    assertThat(read(bytes).fieldNames())
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
                 "loss": null, "fadedLoss": null}
                """));
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  private static JsonNode read(byte[] bytes) throws IOException {
    return new ObjectMapper().readTree(bytes);
  }
}
