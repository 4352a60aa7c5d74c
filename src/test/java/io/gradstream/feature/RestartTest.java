package io.gradstream.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.record.RawRow;
import io.gradstream.record.UnfitException;
import io.gradstream.support.StoredState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a record becomes is a function of the stored names and of the record: a task that stops
 * anywhere goes on as if it had not.
 */
final class RestartTest {
  private static final int STREAMS = 150;
  private static final int RECORDS = 120;

  private static final List<String> NAMES =
      IntStream.range(0, 60).mapToObj(i -> "f" + (i < 12 ? i : i * i)).toList();

  private int examples;
  private int refusals;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"**\"",
        "f0, {path: f1, kind: numeric}, f2.f3, \"f4.*\", \"**\"",
        "{path: \"*\", kind: text}, \"f5[].*\", \"**\"",
        "\"f1(A).*\", {path: \"f1(B).*\", kind: numeric}, \"f2.*.f0\", \"*.f3\", \"**\"",
      })
  void aTaskThatStopsAnywhereGoesOnAsIfItHadNot(String features) {
    Mapping mapping =
        Extraction.mapping(
            """
            mapping:
              features: [%s]
              label: y
              task: classification
              weight: w
              limits: {features: 6, classes: 3, list-length: 4, text-bytes: 40}
            """
                .formatted(features)); // Small limits, so that every one of them is reached.
    for (int seed = 0; seed < STREAMS; seed++) {
      assertGoesOn(mapping, new Random(seed));
    }
    assertThat(examples).isGreaterThan(STREAMS * RECORDS / 5);
    assertThat(refusals).isGreaterThan(STREAMS * RECORDS / 5);
  }

  private void assertGoesOn(Mapping mapping, Random random) {
    List<Input> inputs = new ArrayList<>();
    Stream stream = new Stream(random);
    for (int i = 0; i < RECORDS; i++) {
      inputs.add(stream.next());
    }
    int stop = random.nextInt(RECORDS);
    Extraction one = new Extraction(mapping);
    Extraction other = new Extraction(mapping);
    for (int i = 0; i < RECORDS; i++) {
      if (i == stop || random.nextInt(10) == 0) {
        other = restored(mapping, other);
      }
      String outcome = outcome(one, inputs.get(i));
      assertThat(outcome(other, inputs.get(i))).as("%d of %s", i, inputs).isEqualTo(outcome);
      assertThat(StoredState.of(other.names.arrays()))
          .isEqualTo(StoredState.of(one.names.arrays()));
    }
  }

  private static Extraction restored(Mapping mapping, Extraction before) {
    Names names = Names.of(mapping);
    StoredState.of(before.names.arrays()).restore(names.arrays());
    return new Extraction(mapping, names);
  }

  /** The example to the bit, or the refusal, which leaves nothing. */
  private String outcome(Extraction extraction, Input input) {
    StoredState before = StoredState.of(extraction.names.arrays());
    try {
      RawRow row = input.read(extraction.reader);
      String contents = extraction.contents(row).toString();
      examples++;
      return contents;
    } catch (UnfitException e) {
      assertThat(StoredState.of(extraction.names.arrays())).isEqualTo(before);
      refusals++;
      return e.reason() + " " + e.getMessage();
    }
  }

  /** A record in some format. */
  private sealed interface Input {
    RawRow read(RecordReader reader) throws UnfitException;

    record Json(String text) implements Input {
      @Override
      public RawRow read(RecordReader reader) throws UnfitException {
        return reader.json(text.getBytes(UTF_8), 0);
      }
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Avro(GenericRecord value, byte[] bytes) implements Input {
      @Override
      public RawRow read(RecordReader reader) throws UnfitException {
        return reader.avro(value.getSchema(), bytes, 0);
      }
    }

    record Tree(GenericRecord value) implements Input {
      @Override
      public RawRow read(RecordReader reader) throws UnfitException {
        return reader.tree(value);
      }
    }
  }

  /** Records whose fields appear, vanish and change their types. */
  private static final class Stream {
    private final Random random;
    private final RandomRecords records;
    private final List<Schema> schemas = new ArrayList<>();

    Stream(Random random) {
      this.random = random;
      this.records = new RandomRecords(random);
    }

    Input next() {
      if (random.nextInt(3) > 0) {
        return new Input.Json(object(0, random.nextInt(20) == 0 ? 30 : 5));
      }
      if (schemas.isEmpty() || random.nextInt(5) == 0) {
        schemas.add(schema());
      }
      GenericRecord record = record(schemas.get(random.nextInt(schemas.size())));
      try {
        return random.nextBoolean()
            ? new Input.Tree(record)
            : new Input.Avro(record, records.encode(record));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    private String object(int depth, int most) {
      Map<String, String> fields = new TreeMap<>();
      for (int i = random.nextInt(most); i >= 0; i--) {
        fields.put(NAMES.get(random.nextInt(NAMES.size())), value(depth));
      }
      if (depth == 0 && random.nextInt(4) > 0) {
        fields.put("y", "\"c" + random.nextInt(random.nextInt(8) == 0 ? 5 : 2) + '"');
      }
      if (depth == 0 && random.nextInt(12) == 0) {
        fields.put("w", random.nextBoolean() ? "-1" : "2");
      }
      List<String> entries = new ArrayList<>();
      fields.forEach((name, value) -> entries.add('"' + name + "\": " + value));
      Collections.shuffle(entries, random);
      return entries.toString().replaceAll("^\\[", "{").replaceAll("]$", "}");
    }

    private String value(int depth) {
      return switch (random.nextInt(depth > 2 ? 7 : 9)) {
        case 0, 1 -> Integer.toString(random.nextInt(5));
        case 2 -> random.nextInt(10) == 0 ? "1e300" : "2.5";
        case 3 -> "true";
        case 4 -> '"' + "text ".repeat(random.nextInt(10)) + '"';
        case 5 -> "null";
        case 6 -> "[1, \"a\"" + ", 2".repeat(random.nextInt(4)) + "]";
        case 7 -> object(depth + 1, 5);
        default -> "[" + object(depth + 1, 3) + "]";
      };
    }

    private Schema schema() {
      SchemaBuilder.FieldAssembler<Schema> fields = SchemaBuilder.record("R").fields();
      List<String> names = new ArrayList<>(NAMES);
      Collections.shuffle(names, random);
      for (int i = random.nextInt(6); i >= 0; i--) {
        fields.name(names.get(i)).type(type()).noDefault();
      }
      return fields.optionalString("y").endRecord();
    }

    private Schema type() {
      Schema inner =
          SchemaBuilder.record(random.nextBoolean() ? "A" : "B")
              .fields()
              .optionalString("f0")
              .optionalDouble("f3")
              .name(NAMES.get(random.nextInt(40) + 4))
              .type(Schema.create(Schema.Type.BYTES))
              .noDefault()
              .endRecord();
      return switch (random.nextInt(6)) {
        case 0 -> Schema.create(Schema.Type.INT);
        case 1 -> Schema.create(Schema.Type.STRING);
        case 2 -> Schema.createUnion(Schema.create(Schema.Type.NULL), inner);
        case 3 -> Schema.createMap(Schema.create(Schema.Type.DOUBLE));
        case 4 -> Schema.createMap(Schema.createUnion(inner, Schema.create(Schema.Type.STRING)));
        default ->
            Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.BOOLEAN));
      };
    }

    private GenericRecord record(Schema schema) {
      GenericRecord record = records.record(schema);
      record.put("y", random.nextInt(4) == 0 ? null : "c" + random.nextInt(2));
      return new GenericData.Record((GenericData.Record) record, true);
    }
  }
}
