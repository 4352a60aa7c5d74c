package io.gradstream.fire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gradstream.app.ModelFactory;
import io.gradstream.config.Configuration;
import io.gradstream.feature.ExampleExtractor;
import io.gradstream.feature.Mapping;
import io.gradstream.feature.RawRow;
import io.gradstream.feature.UnfitException;
import io.gradstream.learning.Example;
import io.gradstream.learning.Label;
import io.gradstream.learning.Learner;
import io.gradstream.learning.Prediction;
import io.gradstream.serde.Coordinates;
import io.gradstream.serde.Format;
import io.gradstream.serde.FormatSettings;
import io.gradstream.serde.Formats;
import io.gradstream.serde.LossEncoder;
import io.gradstream.serde.PredictionEncoder;
import io.gradstream.topology.Decoded;
import io.gradstream.topology.InputDecoder;
import io.gradstream.topology.InputReader;
import io.gradstream.topology.Model;
import io.gradstream.topology.RejectReason;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** One partition's log learned in a plain loop: no store, no transaction, no failure. */
final class Replay implements AutoCloseable {
  private final Formats formats = new Formats();
  private final Model model;
  private final ExampleExtractor extractor;
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
    this.extractor = new ExampleExtractor(mapping, model.names());
    this.decoder =
        new InputDecoder(
            formats.decoder(FormatSettings.of(Format.TEXT), "", true),
            formats.decoder(FormatSettings.of(Format.JSON), "", false),
            mapping.limits());
    this.reader = new InputReader(extractor, mapping.limits());
    FormatSettings output = FormatSettings.of(Format.AVRO_SINGLE_OBJECT);
    String application = configuration.kafka().getOrDefault("application.id", "");
    this.predictions = formats.predictionEncoder(output, "", application);
    this.losses = formats.lossEncoder(output, "", application);
  }

  /** Learns the next record. */
  Expected next(ConsumerRecord<byte[], byte[]> record) {
    Example example;
    String id;
    try {
      Decoded.Framed framed = decoder.decode(record.key(), record.value(), record.headers());
      RawRow row = reader.read(framed);
      example = extractor.extract(row, InputReader.timestampMillis(record.timestamp()));
      id = reader.id(framed, row);
    } catch (UnfitException e) {
      return Expected.reject(new RejectReason.Unfit(e.reason()));
    }
    Learner learner = model.learner();
    Label label = example.label();
    Prediction prediction =
        label == null ? learner.predict(example.features()) : learner.learn(example);
    if (prediction.refusal() != null) {
      return Expected.reject(new RejectReason.Refused(prediction.refusal()));
    }
    Coordinates at =
        new Coordinates(
            id, record.partition(), record.offset(), prediction.modelVersion(), record.timestamp());
    Bytes predicted = Bytes.wrap(encode(at, prediction));
    if (label == null) {
      return new Expected(predicted, null, null);
    }
    var _ = model.evaluate(prediction, label);
    byte[] loss = losses.encode(at, prediction.loss(), model.evaluation().fadedLoss());
    return new Expected(predicted, Bytes.wrap(loss), null);
  }

  private byte[] encode(Coordinates at, Prediction prediction) {
    String predicted =
        prediction.classes() == 0 ? null : model.names().classes().get(prediction.predictedClass());
    return predictions.encodeClass(at, predicted, prediction.scores(), prediction.classes());
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
