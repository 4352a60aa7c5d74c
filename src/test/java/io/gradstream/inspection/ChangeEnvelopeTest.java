package io.gradstream.inspection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.config.ConfigurationReader;
import io.gradstream.config.MappingConfig;
import io.gradstream.serde.Format;
import io.gradstream.serde.FormatSettings;
import io.gradstream.serde.Formats;
import io.gradstream.source.ReadRecord;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Change data capture: rows before and after a change, deletes and tombstones. */
class ChangeEnvelopeTest {
  private static final int RECORDS = 200;

  /** Creates, updates and deletes, in turn; {@code #} is the record's number. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"before": B, "after": A, "op": "O", "ts_ms": 1760000000#, "source": {"ts_ms": 1760000000#}} | after  | before         | c u d
          {"payload": {"before": B, "after": A, "op": "O", "ts_ms": 1760000000#}, "schema": {"name": "n"}} | payload.after | payload.before | c u d
          {"old": B, "data": A, "type": "O", "ts": 1760000#, "database": "shop"}                    | data   | old            | insert update delete
          """)
  void theRowBeforeTheChangeIsNoFeature(String template, String after, String before, String done) {
    ProfiledTopic topic = profile(i -> change(template, done.split(" ", -1), i));

    String yaml = write(topic.profile());

    MappingConfig mapping = new ConfigurationReader().parse(yaml, Path.of("")).mapping();
    assertThat(mapping.label()).hasToString(after + ".label");
    assertThat(mapping.features().toString())
        .contains(after + ".x")
        .doesNotContain(before + ".", before + "]", "**", "schema");
    assertThat(yaml).contains("# left out: %s, the row before the change".formatted(before));
    assertThat(topic.origin("t"))
        .contains("the last 200 records", "not counting 20 without a value");
  }

  @Test
  void epochMillisecondsAreMoments() {
    String template =
        "{\"before\": B, \"after\": A, \"op\": \"O\", \"ts_ms\": 1760000000#, \"source\":"
            + " {\"ts_ms\": 1760000000#}, \"took_ms\": #}";

    String yaml = write(profile(i -> change(template, new String[] {"c", "u"}, i)).profile());

    assertThat(yaml)
        .contains(
            "{path: ts_ms, kind: timestamp, unit: millis}",
            "{path: source.ts_ms, kind: timestamp, unit: millis}",
            "{path: took_ms, kind: numeric}");
  }

  /** A topic that only saw inserts: the first update would bring the old label. */
  @Test
  void aRowBeforeTheChangeThatWasNeverThereIsLeftOutToo() {
    String template = "{\"before\": B, \"after\": A, \"op\": \"O\", \"ts_ms\": 1760000000#}";

    String yaml = write(profile(i -> change(template, new String[] {"c"}, 3 * i)).profile());

    assertThat(yaml).contains("# left out: before,").doesNotContain("\"**\"");
  }

  @Test
  void aSchemaAloneIsEnough() {
    TopicProfile profile = new TopicProfile();
    profile.declare(
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Envelope", "fields": [
                  {"name": "before", "type": ["null", {"type": "record", "name": "Value", "fields": [
                    {"name": "x", "type": "double"}, {"name": "label", "type": "string"}]}]},
                  {"name": "after", "type": ["null", "Value"]},
                  {"name": "op", "type": "string"}]}
                """));

    assertThat(write(profile)).contains("label: after.label").doesNotContain("before.x");
  }

  @Test
  void whatOnlyHasSuchNamesIsNoEnvelope() {
    String yaml =
        write(
            profile(
                    i ->
                        "{\"before\": {\"x\": %d}, \"after\": {\"x\": 1}, \"op\": \"sum\", \"label\": 1}"
                            .formatted(i))
                .profile());

    assertThat(yaml).contains("before.x: numeric", "\"**\"");
  }

  private static String change(String template, String[] done, int i) {
    String op = done[i % done.length];
    String row =
        "{\"id\": %d, \"x\": %d.5, \"label\": \"%s\"}".formatted(i, i, i % 3 == 0 ? "lo" : "hi");
    return template
        .replace("\"O\"", '"' + op + '"')
        .replace(": B", i % 3 == 0 ? ": null" : ": " + row)
        .replace(": A", op.startsWith("d") ? ": null" : ": " + row)
        .replace("#", Integer.toString(100 + i));
  }

  private static ProfiledTopic profile(IntFunction<String> json) {
    try (Formats formats = new Formats()) {
      ProfiledTopic topic =
          new ProfiledTopic(formats.decoder(FormatSettings.of(Format.JSON), "t", false));
      for (int i = 0; i < RECORDS; i++) {
        topic.add(record(json.apply(i)));
        if (i % 10 == 0) {
          topic.add(record(null));
        }
      }
      return topic;
    }
  }

  private static ReadRecord record(@Nullable String json) {
    return new ReadRecord(
        "t-0", 0, -1, null, json == null ? null : json.getBytes(UTF_8), new RecordHeaders());
  }

  private static String write(TopicProfile profile) {
    return new ProposalWriter(profile, LabelChoice.of(profile.fields(), null))
        .write("a test", Map.of("topic", "t", "format", "json"), Map.of(), Map.of());
  }
}
