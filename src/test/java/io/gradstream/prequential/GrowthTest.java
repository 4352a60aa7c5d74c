package io.gradstream.prequential;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationReader;
import io.gradstream.feature.ExampleExtractor;
import io.gradstream.feature.Mapping;
import io.gradstream.feature.RecordReader;
import io.gradstream.learning.Example;
import io.gradstream.learning.Prediction;
import io.gradstream.model.Model;
import io.gradstream.model.Step;
import io.gradstream.network.LearnedArray;
import io.gradstream.record.UnfitException;
import io.gradstream.support.Purchases;
import io.gradstream.support.StoredState;
import io.gradstream.wiring.ModelFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

/** A schema that evolves, and a model that is restored, while they learn. */
final class GrowthTest {
  private static final long TIME = 1_700_000_000_000L;

  private final Configuration configuration =
      new ConfigurationReader().parse(Purchases.MAPPING + "network: {hidden: [16]}\n", Path.of(""));
  private final Mapping mapping = configuration.mapping().resolve(null);
  private final ModelFactory models = ModelFactory.of(configuration, mapping);
  private final Purchases purchases = new Purchases(new Random(3));

  @Test
  void aFieldThatIsNewChangesNoScoreBeforeItIsLearned() throws Exception {
    Task grown = new Task();
    Task same = new Task();
    for (int i = 0; i < 300; i++) {
      byte[] bytes = purchases.binary(purchases.record());
      grown.learn(Purchases.SCHEMA, bytes);
      same.learn(Purchases.SCHEMA, bytes);
    }
    int inputs = grown.model.names().inputs().size();
    GenericRecord next = purchases.record(Purchases.NEXT_SCHEMA);
    next.put("distance", 1e6);
    next.put("isFraud", true);
    next.put("weight", 1.0);
    byte[] bytes = purchases.binary(next);
    next.put("distance", null);
    byte[] without = purchases.binary(next);

    float[] before = same.learn(Purchases.NEXT_SCHEMA, without);
    float[] after = grown.learn(Purchases.NEXT_SCHEMA, bytes);

    assertThat(after).isEqualTo(before);
    assertThat(grown.model.names().inputs().indexOf("distance")).isEqualTo(inputs);
    next.put("distance", -1e6);
    grown.learn(Purchases.NEXT_SCHEMA, purchases.binary(next));
    same.learn(Purchases.NEXT_SCHEMA, without);
    assertThat(grown.model.learner().weightsCrc32c())
        .as("then it is learned")
        .isNotEqualTo(same.model.learner().weightsCrc32c());
  }

  @Test
  void aRestoredModelGoesOnToTheBit() throws Exception {
    Task task = new Task();
    Task other = new Task();
    for (int i = 0; i < 1_000; i++) {
      if (i % 100 == 50) {
        other = other.restored();
      }
      boolean evolved = i > 400 && i % 3 > 0;
      GenericRecord record = purchases.record(evolved ? Purchases.NEXT_SCHEMA : Purchases.SCHEMA);
      byte[] bytes = purchases.binary(record);

      assertThat(other.learn(record.getSchema(), bytes))
          .isEqualTo(task.learn(record.getSchema(), bytes));
    }
    assertThat(stored(other.model)).isEqualTo(stored(task.model));
  }

  /** What a task has of a stream. */
  private final class Task {
    private final Model model;
    private final ExampleExtractor extractor;
    private final RecordReader reader;

    Task() {
      this(models.newModel());
    }

    private Task(Model model) {
      this.model = model;
      this.extractor = new ExampleExtractor(mapping, model.names());
      this.reader = new RecordReader(extractor, mapping.limits());
    }

    Task restored() {
      Model fresh = models.newModel();
      stored(model).restore(arrays(fresh));
      return new Task(fresh);
    }

    /** Returns the scores before. */
    float[] learn(Schema schema, byte[] bytes) throws UnfitException {
      Example example = extractor.extract(reader.avro(schema, bytes, 0), TIME);
      Prediction prediction =
          switch (model.step(example)) {
            case Step.Learned learned -> learned.prediction();
            case Step.Predicted predicted -> predicted.prediction();
            case Step.Refused refused -> throw new AssertionError(refused);
          };
      return Arrays.copyOf(prediction.scores(), prediction.classes());
    }
  }

  private static StoredState stored(Model model) {
    return StoredState.of(arrays(model));
  }

  private static List<LearnedArray> arrays(Model model) {
    return Stream.concat(model.learned().stream(), model.measured().stream()).toList();
  }
}
