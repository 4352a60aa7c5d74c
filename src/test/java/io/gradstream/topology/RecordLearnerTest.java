package io.gradstream.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationReader;
import io.gradstream.feature.Mapping;
import io.gradstream.input.Decoded;
import io.gradstream.input.InputDecoder;
import io.gradstream.input.InputReader;
import io.gradstream.learning.Label;
import io.gradstream.model.Model;
import io.gradstream.record.UnfitException;
import io.gradstream.record.UnfitReason;
import io.gradstream.serde.Format;
import io.gradstream.serde.FormatSettings;
import io.gradstream.serde.Formats;
import io.gradstream.wiring.ModelFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a record, without a broker. */
class RecordLearnerTest {
  private static final long TIME = 1_700_000_000_000L;

  private final Formats formats = new Formats();
  private final List<String> stages = new ArrayList<>();
  private final Setup plain = new Setup("");

  /** A model, and what reads its records and learns them. */
  private final class Setup {
    private final Model model;
    private final InputDecoder decoder;
    private final RecordLearner learner;

    Setup(String more) {
      Configuration configuration =
          new ConfigurationReader()
              .parse(
                  """
                  mapping: {label: y, task: classification, classes: [no, yes], features: [{path: x, kind: numeric}], id: id}
                  network: {hidden: [4]}
                  """
                      + more,
                  Path.of(""));
      Mapping mapping = configuration.mapping().resolve(null);
      model = ModelFactory.of(configuration, mapping).newModel();
      decoder =
          new InputDecoder(
              formats.decoder(FormatSettings.of(Format.TEXT), "topic", true),
              formats.decoder(FormatSettings.of(Format.JSON), "topic", false),
              mapping.limits());
      InputReader reader = new InputReader(mapping, model.names());
      PartitionObserver observer =
          new PartitionObserver() {
            @Override
            public void decoded() {
              stages.add("decoded");
            }

            @Override
            public void stepped() {
              stages.add("stepped");
            }
          };
      learner = new RecordLearner(reader, model, observer);
    }

    Handled handle(String value) {
      return learner.handle(decoded(value.getBytes(UTF_8)), TIME);
    }

    private Decoded decoded(byte @Nullable [] value) {
      try {
        return decoder.decode("key".getBytes(UTF_8), value, new RecordHeaders());
      } catch (UnfitException e) {
        return new Decoded.Refused(value, e);
      }
    }
  }

  @AfterEach
  void close() {
    formats.close();
  }

  @Test
  void aRecordWithALabelIsPredictedThenLearned() {
    Handled.Learned first = (Handled.Learned) plain.handle("{\"x\": 1, \"y\": \"yes\"}");

    assertThat(first.id()).isEqualTo("key");
    assertThat(first.label()).isEqualTo(new Label.Category(1));
    assertThat(first.prediction().scores()[1]).as("before it learned").isEqualTo(0.5f);
    assertThat(stages).containsExactly("decoded", "stepped");
    assertThat(plain.model.learner().examples()).isEqualTo(1);
    assertThat(plain.model.evaluation().examples()).isEqualTo(1);

    Handled.Learned second = (Handled.Learned) plain.handle("{\"x\": 1, \"y\": \"yes\"}");
    assertThat(second.prediction().scores()[1]).isGreaterThan(0.5f);
  }

  @Test
  void aRecordWithoutALabelIsOnlyPredicted() {
    var _ = plain.handle("{\"x\": 1, \"y\": \"yes\"}");
    int weights = plain.model.learner().weightsCrc32c();
    Handled.Predicted predicted = (Handled.Predicted) plain.handle("{\"x\": 1, \"id\": 7}");

    assertThat(predicted.id()).isEqualTo("7");
    assertThat(predicted.prediction().scores()[1]).isGreaterThan(0.5f);
    assertThat(plain.model.learner().weightsCrc32c()).isEqualTo(weights);
    assertThat(plain.model.learner().examples()).isEqualTo(1);
    assertThat(plain.model.evaluation().examples()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"x\": 1, \"y\": \"maybe\"}  | UNKNOWN_CLASS",
        "{\"x\": \"one\", \"y\": \"yes\"} | WRONG_TYPE",
        "{\"x\": 1e300, \"y\": \"yes\"} | OUT_OF_RANGE",
        "{\"x\": 1                     | UNDECODABLE",
      })
  void aRecordThatMakesNoExampleIsRejected(String value, UnfitReason reason) {
    Handled.Rejected rejected = (Handled.Rejected) plain.handle(value);

    assertThat(rejected.reason()).isEqualTo(new RejectReason.Unfit(reason));
    assertThat(rejected.message()).isNotBlank();
    assertThat(stages).isEmpty();
    assertThat(plain.model.learner().examples()).isZero();
  }

  @Test
  void aRecordWithoutAValueIsRejected() {
    Handled handled = plain.learner.handle(plain.decoded(null), TIME);

    assertThat(handled)
        .isEqualTo(
            new Handled.Rejected(
                new RejectReason.Unfit(UnfitReason.NULL_VALUE), "the record has no value"));
  }

  @Test
  void anExampleThatTheModelRefusesIsRejectedAndTeachesNothing() {
    Setup wild = new Setup("optimizer: {kind: sgd, rate: 1e38}\n");
    List<Handled> handled = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      handled.add(
          wild.handle("{\"x\": %d, \"y\": \"%s\"}".formatted(n, n % 2 == 0 ? "no" : "yes")));
    }

    assertThat(handled).hasAtLeastOneElementOfType(Handled.Rejected.class);
    Handled.Rejected last = (Handled.Rejected) handled.getLast();
    assertThat(last.reason()).isInstanceOf(RejectReason.Refused.class);
    assertThat(last.message()).startsWith("the model refuses the example: ");
    assertThat(wild.model.learner().examples())
        .isEqualTo(handled.stream().filter(Handled.Learned.class::isInstance).count());
  }
}
