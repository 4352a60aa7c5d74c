package io.gradstream.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.feature.Extraction;
import io.gradstream.feature.RandomRecords;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

final class AvroPlanTest {
  private static final int SCHEMAS = 400;
  private static final int RECORDS = 10;

  private final Random random = new Random(4);
  private final RandomRecords records = new RandomRecords(random);

  @Test
  void readsAllThatAvrosOwnReaderReads() throws Exception {
    for (int i = 0; i < SCHEMAS; i++) {
      assertReadsWhatAvroReads(records.schema(), List.of("**"));
    }
  }

  /** What no path leads to is skipped: what follows it is still read right. */
  @Test
  void readsSomeFieldsAsAvrosOwnReaderReadsThem() throws Exception {
    for (int i = 0; i < SCHEMAS; i++) {
      Schema schema = records.schema();
      List<String> paths = new ArrayList<>(SchemaFields.of(schema).keySet());
      paths.remove("label");
      if (!paths.isEmpty()) {
        Collections.shuffle(paths, random);
        assertReadsWhatAvroReads(schema, paths.subList(0, random.nextInt(1, paths.size() + 1)));
      }
    }
  }

  private void assertReadsWhatAvroReads(Schema schema, List<String> paths) throws Exception {
    String mapping = "mapping: {label: label, task: classification, features: %s}";
    List<String> quoted = paths.stream().map(path -> '"' + path + '"').toList();
    Extraction plan = new Extraction(mapping.formatted(quoted));
    Extraction tree = new Extraction(mapping.formatted(quoted));
    for (int i = 0; i < RECORDS; i++) {
      GenericRecord record = records.record(schema);
      byte[] bytes = records.encode(record);
      GenericRecord decoded = RandomRecords.decode(schema, bytes);

      assertThat(plan.contents(plan.reader.avro(schema, bytes, 0)))
          .as("%s\n%s\n%s", paths, schema, record)
          .isEqualTo(tree.contents(tree.reader.tree(decoded)));
    }
  }

  @Test
  void aSchemaOfListsOfNothingIsRefused() {
    Schema schema =
        SchemaBuilder.record("R")
            .fields()
            .name("a")
            .type()
            .array()
            .items()
            .nullType()
            .noDefault()
            .endRecord();

    assertThat(new Extraction("mapping: {task: classification}").refusal(schema, new byte[9]))
        .isEqualTo(UnfitReason.UNDECODABLE);
  }

  /** Its records are refused, those of another branch of the union are read. */
  @Test
  void aSchemaWithAValueThatNoRecordHasRoomForIsNoEndOfTheProgram() throws Exception {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "R", "fields": [{"name": "a", "type": ["int",
                  {"type": "fixed", "name": "F", "size": 1700000000,
                   "logicalType": "decimal", "precision": 9, "scale": 2}]}]}
                """);
    Extraction extraction = new Extraction("mapping: {task: classification}");

    assertThatThrownBy(() -> extraction.avro(schema, new byte[] {2, 1}))
        .isInstanceOf(UnfitException.class)
        .hasMessageStartingWith("the schema has a value of 1700000000 bytes, a record at most ");
    assertThat(extraction.refusal(schema, new byte[] {0, 8})).isNull();
  }

  /** Of a text and of bytes. */
  @Test
  void aLengthThatTheRecordDoesNotHaveIsRefused() {
    byte[] beyond = {(byte) 0x80, (byte) 0xd0, (byte) 0xac, (byte) 0xf3, 0x0e, 1};
    for (String type :
        List.of(
            "\"string\"",
            "{\"type\": \"bytes\", \"logicalType\": \"decimal\", \"precision\": 9}")) {
      Schema schema =
          new Schema.Parser()
              .parse(
                  "{\"type\": \"record\", \"name\": \"R\", \"fields\": [{\"name\": \"a\","
                      + " \"type\": %s}]}".formatted(type));

      assertThat(new Extraction("mapping: {task: classification}").refusal(schema, beyond))
          .isEqualTo(UnfitReason.UNDECODABLE);
    }
  }

  @Test
  void aPathToAMapsEntryIsAFieldOfTheSchema() {
    Schema schema =
        SchemaBuilder.record("R")
            .fields()
            .name("m")
            .type()
            .map()
            .values()
            .intType()
            .noDefault()
            .endRecord();

    assertThat(SchemaFields.kind(schema, PathPattern.parse("m.a"))).contains(ValueKind.INTEGER);
    assertThat(SchemaFields.kind(schema, PathPattern.parse("m.a.b"))).isEmpty();
  }
}
