package io.gradstream.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What consumers of a release's outputs know must do for those of the next, and the other way
 * round. A release leaves a copy of its schemas in a folder of its own.
 */
final class EvolutionTest {
  private static final List<String> RELEASES = List.of("0.1.0");

  @ParameterizedTest
  @ValueSource(strings = {"prediction", "loss", "evaluation", "drift"})
  void whatEveryReleaseWroteIsReadAndWhatIsWrittenIsReadByIt(String name)
      throws SchemaValidationException, IOException {
    SchemaValidator bothWays = new SchemaValidatorBuilder().mutualReadStrategy().validateAll();
    Schema written = Schemas.shipped(name);
    for (String release : RELEASES) {
      Schema before = released(release, name);

      bothWays.validate(written, List.of(before));
      assertThat(written.getFields().stream().limit(before.getFields().size()))
          .as("fields of release %s", release)
          .extracting(Schema.Field::name)
          .containsExactlyElementsOf(before.getFields().stream().map(Schema.Field::name).toList());
    }
  }

  private static Schema released(String release, String name) throws IOException {
    String file = "/schemas/%s/%s.avsc".formatted(release, name);
    try (InputStream in = EvolutionTest.class.getResourceAsStream(file)) {
      return new Schema.Parser().parse(in);
    }
  }
}
