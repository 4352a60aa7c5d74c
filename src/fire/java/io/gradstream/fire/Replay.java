package io.gradstream.fire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gradstream.config.Configuration;
import io.gradstream.feature.Mapping;
import io.gradstream.input.IdentifiedExample;
import io.gradstream.input.InputDecoder;
import io.gradstream.input.InputReader;
import io.gradstream.learning.Prediction;
import io.gradstream.model.Model;
import io.gradstream.model.Step;
import io.gradstream.output.Coordinates;
import io.gradstream.output.LossEncoder;
import io.gradstream.output.PredictionEncoder;
import io.gradstream.record.UnfitException;
import io.gradstream.serde.Format;
import io.gradstream.serde.FormatSettings;
import io.gradstream.serde.Formats;
import io.gradstream.topology.RejectReason;
import io.gradstream.wiring.ModelFactory;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** One partition's log learned in a plain loop: no store, no transaction, no failure. */
final class Replay implements AutoCloseable {
  private final Formats formats = new Formats();
  private final Model model;
  private final InputDecoder decoder;
  private final InputReader reader;
  private final PredictionEncoder predictions;
  private final LossEncoder losses;

  /**
   * What is to be published of a record: a prediction and perhaps a loss, or else the reason of a
   * reject.
   */
  record Expected(@Nullable Bytes prediction, @Nullable Bytes loss, @Nullable Bytes reject) {
    static Expected reject(RejectReason reason) {
      return new Expected(null, null, Bytes.wrap(reason.name().getBytes(UTF_8)));
    }
  }

  Replay(Configuration configuration) {
    Mapping mapping = configuration.mapping().resolve(null);
    this.model = ModelFactory.of(configuration, mapping).newModel();
    this.decoder =
        new InputDecoder(
            formats.decoder(FormatSettings.of(Format.TEXT), "", true),
            formats.decoder(FormatSettings.of(Format.JSON), "", false),
            mapping.limits());
    this.reader = new InputReader(mapping, model.names());
    FormatSettings output = FormatSettings.of(Format.AVRO_SINGLE_OBJECT);
    String application = configuration.kafka().getOrDefault("application.id", "");
    this.predictions = new PredictionEncoder(formats, output, "", application);
    this.losses = new LossEncoder(formats, output, "", application);
  }

  /** Learns the next record. */
  Expected next(ConsumerRecord<byte[], byte[]> record) {
    IdentifiedExample read;
    try {
      read =
          reader.read(
              decoder.decode(record.key(), record.value(), record.headers()), record.timestamp());
    } catch (UnfitException e) {
      return Expected.reject(new RejectReason.Unfit(e.reason()));
    }
    return switch (model.step(read.example())) {
      case Step.Refused refused -> Expected.reject(new RejectReason.Refused(refused.refusal()));
      case Step.Predicted(Prediction prediction) ->
          new Expected(encode(at(record, read, prediction), prediction), null, null);
      case Step.Learned(Prediction prediction, var label, var drift) -> {
        Coordinates at = at(record, read, prediction);
        byte[] loss = losses.encode(at, prediction.loss(), model.evaluation().fadedLoss());
        yield new Expected(encode(at, prediction), Bytes.wrap(loss), null);
      }
    };
  }

  private static Coordinates at(
      ConsumerRecord<?, ?> record, IdentifiedExample read, Prediction prediction) {
    return new Coordinates(
        read.id(),
        record.partition(),
        record.offset(),
        prediction.modelVersion(),
        record.timestamp());
  }

  private Bytes encode(Coordinates at, Prediction prediction) {
    String predicted =
        prediction.classes() == 0 ? null : model.className(prediction.predictedClass());
    return Bytes.wrap(
        predictions.encodeClass(at, predicted, prediction.scores(), prediction.classes()));
  }

  /** What {@code run --json} reports of such a model. */
  Map<String, Object> report() {
    return Map.of(
        "examples",
        model.evaluation().examples(),
        "weights_crc32c",
        "%08x".formatted(model.learner().weightsCrc32c()));
  }

  @Override
  public void close() {
    decoder.close();
    formats.close();
  }
}
