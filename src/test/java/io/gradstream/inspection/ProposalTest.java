package io.gradstream.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationException;
import io.gradstream.config.ConfigurationReader;
import io.gradstream.text.Shown;
import io.gradstream.wiring.LearningWiring;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProposalTest {
  private static final int RECORDS = 200;
  private static final Pattern FEATURE =
      Pattern.compile("\\{(\"[^\"]*\"|\\[[^]]*]|[^}\"])*}|\"[^\"]*\"|[\\w.]+");
  private static final String[] SPREAD = {"1.5", "2.25", "3.5", "4.125", "90.5"};

  /** One record after another, each field by a template: {@code #} is the record's number. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          amount     | #.5                       | **
          ok         | true                      | **
          country    | "C%5"                     | **
          device     | "d%50"                    | {path: device, kind: embedding}
          agent      | "agent #"                 | **
          note       | "please bring it # times" | {path: note, kind: text}
          occurredAt | "2026-01-01T10:00:%60Z"   | {path: occurredAt, kind: timestamp}
          born       | "2001-02-1%9"             | {path: born, kind: timestamp, parts: [weekday, month]}
          sentAt     | 17000%100                 | **
          sentAt     | 17000000%100              | {path: sentAt, kind: timestamp, unit: seconds}
          size       | "#.25"                    | {path: size, kind: numeric}
          storeId    | 1%5                       | {path: storeId, kind: categorical}
          tags       | ["a%3", "b"]              | **
          embedding  | [1, #, 0.5]               | {path: embedding, kind: vector, length: 3}
          items      | [{"sku": "s%9"}, {"sku": "t"}] | "items[].sku"
          items      | [{"price": #.5}]          | "items[].price"
          mixed      | [1, "a"]                  | {path: mixed, kind: categorical}
          """)
  void aFieldBecomesAFeature(String name, String template, String feature) {
    String yaml =
        propose(
            i ->
                "{\"x\": %d, \"label\": %b, \"%s\": %s}"
                    .formatted(i, i % 3 == 0, name, at(template, i)),
            null);

    assertThat(features(yaml)).contains(feature.equals("**") ? "\"**\"" : feature);
    assertThat(features(yaml)).hasSize(feature.equals("**") ? 1 : 2);
    parse(yaml);
  }

  private static String at(String template, int i) {
    String text = template.replace("#", Integer.toString(i));
    for (int modulus : new int[] {100, 60, 50, 9, 5, 3}) {
      text = text.replace("%" + modulus, "%0" + Integer.toString(modulus - 1).length() + "d");
      if (text.contains("%0")) {
        return String.format(Locale.ROOT, text, i % modulus);
      }
    }
    return text;
  }

  @Test
  void whatIsPositiveAndHeavyTailedIsReadByItsLogarithm() {
    String yaml =
        propose(
            i ->
                "{\"label\": %d, \"amount\": %s%d}"
                    .formatted(i % 2, SPREAD[i % SPREAD.length], 1 + i % 7),
            null);

    assertThat(features(yaml)).contains("{path: amount, kind: numeric, log: true}");
    assertThat(yaml).contains("positive and heavy-tailed");
  }

  @Test
  void whatIsSuspiciousOfNumbersIsSaid() {
    String yaml =
        propose(
            i ->
                "{\"label\": %d, \"clock\": %d, \"t\": %s, \"same\": 7}"
                    .formatted(i % 2, 1_000_000 + 3 * i, i % 9 == 0 ? "-999" : "" + i * 37 % 100),
            null);

    assertThat(yaml)
        .containsPattern("#   clock: .*; has lately risen or fallen steadily")
        .containsPattern("#   t: .*; -999 comes again and again, far from")
        .containsPattern("#   same: .*; has always been the same");
  }

  @Test
  void aFewErrorsDoNotChangeAType() {
    String yaml =
        propose(
            i ->
                "{\"label\": 1, \"x\": %s, \"at\": \"%s\"}"
                    .formatted(
                        i == 7 ? "\"a lot\"" : i,
                        i == 9 ? "never" : "2026-01-01T10:00:%02dZ".formatted(i % 60)),
            null);

    assertThat(features(yaml)).containsExactly("{path: at, kind: timestamp}", "\"**\"");
    assertThat(yaml).contains("#   x: numeric; whole number", "1 of another type");
  }

  @Test
  void theFirstFieldThatIsAlwaysDifferentIsTheIdAndOthersAreLeftOut() {
    String yaml =
        propose(
            i ->
                """
                {"orderId": "o%1$d", "session_id": %1$d, "customerId": "c%2$d", "paid": %2$d,
                 "churned": %3$b}
                """
                    .formatted(i, i % 7, i % 3 == 0),
            null);

    assertThat(yaml).contains("\n  id: orderId\n");
    assertThat(yaml).contains("  # left out, it tells records apart: session_id: ");
    assertThat(features(yaml))
        .containsExactly("{path: customerId, kind: categorical}", "{path: paid, kind: numeric}");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          label,     7,     task: classification
          Target,    #.5,   task: regression
          class,     '"c"', task: classification
          isFraud,   true,  'classes: ["false", "true"]'
          churned,   0,     task: classification
          hasPaid,   false, 'classes: ["false", "true"]'
          """)
  void theLabelIsFoundByItsName(String name, String value, String kind) {
    String yaml =
        propose(
            i -> "{\"x\": %d, \"%s\": %s}".formatted(i, name, value.replace("#", "" + i)), null);

    assertThat(yaml).contains("  label: " + name + "\n  " + kind + "\n");
    assertThat(parse(yaml).mapping().label()).hasToString(name);
  }

  @Test
  void withoutAPlausibleLabelTheFileAsksForOne() {
    String yaml = propose(i -> "{\"x\": %d, \"isolated\": %d}".formatted(i, i), null);

    assertThat(yaml).contains("--label PATH", "\n  label: null\n");
    assertThatThrownBy(() -> parse(yaml))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("mapping.label: got nothing");
    assertThat(propose(i -> "{\"x\": %d, \"b\": {\"c\": %d}}".formatted(i, i), "b.c"))
        .contains("  label: b.c\n  task: classification\n".replace("classification", "regression"));
    assertThatThrownBy(() -> propose(i -> "{\"x\": 1}", "z"))
        .hasMessage("--label: got z, wants a path to a field, as one of [x]");
  }

  @Test
  void aMapOfManyKeysIsLeftOutAndSoThereIsNoWildcard() {
    String yaml =
        propose(
            i ->
                "{\"y\": %d, \"z\": {\"a\": 1}, \"m\": {\"k%d\": 1, \"l%d\": 2}}"
                    .formatted(i, i, i),
            null);

    assertThat(yaml).contains("# left out: m, a map of more keys than can be features");
    assertThat(features(yaml)).containsExactly("{path: z.a, kind: numeric}");
  }

  @Test
  void namesAndValuesCannotBreakTheFile() {
    String yaml =
        propose(
            i ->
                "{\"label\": \"a\\n\\u2028\\u202eb: [\", \"wei\\u200erd'\\\"{\": [{\"null\": \"#\\n%d\"}],"
                        .formatted(i)
                    + " \"a.b\": 1, \"\": 2, \"null\": [{\"x\": 1}]}",
            null);

    assertThat(parse(yaml).mapping().features()).hasSize(2);
    assertThat(yaml).contains("# left out: a.b, whose name no path can hold");
    assertThat(yaml).isEqualTo(Shown.lines(yaml)).contains("a\\n\\u2028\\u202eb: [");
  }

  @Test
  void longerListsAndTextsThanAllowedRaiseTheLimits() {
    String yaml =
        propose(
            i ->
                "{\"label\": 1, \"t\": \"%s\", \"l\": [%s1]}"
                    .formatted("a ".repeat(6_000), "1,".repeat(1_500)),
            null);

    assertThat(parse(yaml).mapping().limits().listLength()).isEqualTo(3_002);
    assertThat(parse(yaml).mapping().limits().textBytes()).isEqualTo(24_000);
  }

  @Test
  void textsAreMeasuredInBytesAsTheirLimitIs() {
    String yaml =
        propose(i -> "{\"label\": 1, \"t\": \"%s\"}".formatted("\u00e4 ".repeat(4_000)), null);

    assertThat(parse(yaml).mapping().limits().textBytes()).isEqualTo(24_000);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          '"c%d"', 2,  2, 4
          '"c%d"', 20, 20, 40
          '"c%d"', 21, 21, 1000
          %d,      3,  3, 6
          %d,      50, 50, 1000
          '"only"', 1, 1, 1000
          """)
  void fewClassesGetLittleRoomAndAreNotNamed(String label, int modulus, int seen, int room) {
    String yaml =
        propose(i -> "{\"x\": %d, \"label\": %s}".formatted(i, label.formatted(i % modulus)), null);

    assertThat(parse(yaml).mapping().classes()).isEmpty();
    assertThat(parse(yaml).mapping().limits().classes()).isEqualTo(room);
    assertThat(yaml.contains("A class beyond is TOO_MANY_CLASSES")).isEqualTo(room < 1000);
    assertThat(yaml).contains("%d different".formatted(seen));
  }

  @Test
  void ofFewLabelsOrBooleansNothingIsSaidOfRoom() {
    String few =
        propose(i -> i < 99 ? "{\"label\": \"c%d\"}".formatted(i % 2) : "{\"label\": null}", null);
    String booleans = propose(i -> "{\"label\": %b}".formatted(i % 2 == 0), null);

    assertThat(few).contains("label: label").doesNotContain("limits:");
    assertThat(booleans).contains("classes: [\"false\", \"true\"]").doesNotContain("limits:");
  }

  @Test
  void aSchemaAloneIsEnough(@TempDir Path directory) throws IOException {
    Path schema =
        Files.writeString(
            directory.resolve("ride.avsc"),
            """
            {"type": "record", "name": "Ride", "fields": [
              {"name": "rideId", "type": "string"},
              {"name": "fare", "type": {"type": "bytes", "logicalType": "decimal",
                "precision": 9, "scale": 2}},
              {"name": "at", "type": {"type": "long", "logicalType": "timestamp-micros"}},
              {"name": "day", "type": {"type": "int", "logicalType": "date"}},
              {"name": "stops", "type": {"type": "array", "items": {"type": "record",
                "name": "Stop", "fields": [{"name": "zone", "type": "string"}]}}},
              {"name": "tipped", "type": ["null", "boolean"]}]}
            """);

    Proposal proposal =
        Proposal.of(new Proposal.Source(null, Map.of(), null, schema, null, directory));

    assertThat(proposal.label()).isEqualTo("tipped");
    assertThat(proposal.yaml())
        .contains("input: {topic: ride, schema: ride.avsc}", "  id: rideId\n")
        .contains("#   at: timestamp; long (timestamp-micros)");
    assertThat(features(proposal.yaml()))
        .containsExactly(
            "{path: day, kind: timestamp, parts: [weekday, month]}", "\"stops[].zone\"", "\"**\"");
    Configuration configuration = new ConfigurationReader().parse(proposal.yaml(), directory);
    try (LearningWiring wiring = LearningWiring.of(configuration)) {
      assertThat(wiring.topics().input()).isEqualTo("ride");
    }
  }

  @Test
  void avrosLogicalTypesAreReadAsARunReadsThem() {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "E", "fields": [
                  {"name": "fare", "type": {"type": "bytes", "logicalType": "decimal",
                    "precision": 9, "scale": 2}},
                  {"name": "at", "type": ["null", {"type": "long", "logicalType": "timestamp-micros"}]},
                  {"name": "day", "type": {"type": "int", "logicalType": "date"}},
                  {"name": "raw", "type": "bytes"},
                  {"name": "count", "type": "int"},
                  {"name": "part", "type": "float"},
                  {"name": "label", "type": {"type": "enum", "name": "S", "symbols": ["A", "B"]}}]}
                """);
    TopicProfile profile = new TopicProfile();
    for (int i = 0; i < RECORDS; i++) {
      GenericRecord record = new GenericData.Record(schema);
      record.put("fare", ByteBuffer.wrap(BigInteger.valueOf(100 + i).toByteArray()));
      record.put("at", 1_700_000_000_000_000L);
      record.put("day", 20_000);
      record.put("raw", ByteBuffer.wrap(new byte[] {1}));
      record.put("count", i);
      record.put("part", 0.5f);
      record.put(
          "label",
          new GenericData.EnumSymbol(schema.getField("label").schema(), "AB".charAt(i % 2)));
      profile.add(record);
    }

    String yaml = write(profile, null);

    assertThat(yaml)
        .contains("fare: numeric; number, never missing, all different, 1 to 2.990, median 2")
        .contains(
            "at: timestamp; timestamp, never missing, 1 different: 2023-11-14T22:13:20Z (100 %)")
        .contains("2024-10-04T00:00:00Z (100 %)")
        .contains("count: numeric; whole number, never missing, all different, 0 to 199")
        .contains("part: numeric; number, never missing, 1 different: 0.5 (100 %)")
        .contains("text, never missing, 2 different: A (50 %), B (50 %)\n  label: label")
        .doesNotContain("raw");
  }

  @Test
  void aFolderOfSchemasIsProposedForAsAWhole(@TempDir Path directory) throws IOException {
    Path folder = Files.createDirectory(directory.resolve("schemas"));
    for (int version = 1; version <= 2; version++) {
      Files.writeString(
          folder.resolve("ride-%d.avsc".formatted(version)),
          """
          {"type": "record", "name": "Ride", "fields": [
            {"name": "f%d", "type": "double"}, {"name": "tipped", "type": "boolean"}]}
          """
              .formatted(version));
    }

    Proposal proposal =
        Proposal.of(new Proposal.Source(null, Map.of(), null, folder, null, directory));

    assertThat(proposal.yaml())
        .contains("input: {topic: ride, schema: schemas}", "#   f1: numeric", "#   f2: numeric");
    assertThat(new ConfigurationReader().parse(proposal.yaml(), directory).input().value().schema())
        .isEqualTo(directory.resolve("schemas"));
  }

  @Test
  void whatAClassReadsIsNotProposedFor() {
    Proposal.Source source = new Proposal.Source("t", Map.of(), "class", null, null, Path.of(""));

    assertThatThrownBy(() -> GuessedFormat.of(source, List.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("--format: got class, wants what init can look into, one of [avro");
  }

  private static String propose(IntFunction<String> json, @Nullable String label) {
    TopicProfile profile = new TopicProfile();
    for (int i = 0; i < RECORDS; i++) {
      try {
        profile.add(new ObjectMapper().readTree(json.apply(i)));
      } catch (JsonProcessingException e) {
        throw new AssertionError(json.apply(i), e);
      }
    }
    return write(profile, label);
  }

  private static String write(TopicProfile profile, @Nullable String label) {
    return new ProposalWriter(profile, LabelChoice.of(profile.fields(), label))
        .write("a test", Map.of("topic", "t", "format", "json"), Map.of(), Map.of());
  }

  private static List<String> features(String yaml) {
    String list = yaml.substring(yaml.indexOf("  features: [") + 13, yaml.lastIndexOf(']'));
    return FEATURE.matcher(list).results().map(MatchResult::group).toList();
  }

  private static Configuration parse(String yaml) {
    return new ConfigurationReader().parse(yaml, Path.of(""));
  }
}
