package io.gradstream.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.config.ConfigurationReader;
import io.gradstream.feature.Mapping;
import io.gradstream.feature.Names;
import io.gradstream.record.Limits;
import io.gradstream.record.UnfitException;
import io.gradstream.record.UnfitReason;
import io.gradstream.serde.Format;
import io.gradstream.serde.FormatSettings;
import io.gradstream.serde.Formats;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and values from their bytes to a row. */
final class InputTest {
  private static final Schema KEY =
      SchemaBuilder.record("K").fields().requiredLong("order").optionalString("shop").endRecord();
  private static final byte[] VALUE = "{\"order\": 1}".getBytes(UTF_8);

  private final Formats formats = new Formats();
  @TempDir private Path folder;

  /** The id without a path for it, and with one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "TEXT | ü 1          | ü 1          | (key)       | ü 1",
        "TEXT | ü 1          | ü 1          | (key).order | ü 1",
        "TEXT | none         | none         | (key)       | none",
        "JSON | {\"order\":7} | {\"order\":7} | (key).order | 7",
        "JSON | {\"order\":7} | {\"order\":7} | order       | 1",
        "JSON | \"o-1\"      | \"o-1\"      | (key)       | o-1",
        "JSON | 5            | 5            | (key)       | 5",
        "JSON | [{\"o\":3}]  | [{\"o\":3}]  | (key)[0].o  | 3",
        "JSON | {\"a.b.C\":{\"o\":4}} | {\"a.b.C\":{\"o\":4}} | (key)(C).o | 4",
        "JSON | none         | none         | (key).order | none",
      })
  void aKeyHasAnId(
      Format format, @Nullable String key, @Nullable String plain, String path, @Nullable String id)
      throws Exception {
    byte[] bytes = key == null ? null : key.getBytes(UTF_8);
    FormatSettings settings = FormatSettings.of(format);

    assertThat(id(settings, null, bytes)).isEqualTo(plain);
    assertThat(id(settings, path, bytes)).isEqualTo(id);
  }

  @Test
  void anAvroKeyHasAnIdWhereAPathLeadsToIt() throws Exception {
    Files.writeString(folder.resolve("key.avsc"), KEY.toString());
    FormatSettings settings = FormatSettings.singleObject(folder);
    byte[] key =
        formats
            .recordWriter(FormatSettings.of(Format.AVRO_SINGLE_OBJECT), "topic", KEY)
            .write(new GenericRecordBuilder(KEY).set("order", 9L).set("shop", null).build());

    assertThat(id(settings, null, key)).isNull();
    assertThat(id(settings, "(key).order", key)).isEqualTo("9");
    assertThat(id(settings, "(key).shop", key)).isNull();
  }

  @Test
  void aKeyOfAClassIsWhatThatMakesOfIt() throws Exception {
    FormatSettings settings = FormatSettings.byClass(LongDeserializer.class.getName(), Map.of());
    byte[] key = ByteBuffer.allocate(8).putLong(42).array();

    assertThat(id(settings, null, key)).isEqualTo("42");
    assertThat(id(settings, "(key)", key)).isEqualTo("42");
  }

  /** What a user's deserializer makes of a key. */
  public static final class Textless implements Deserializer<Object> {
    @Override
    public Object deserialize(String topic, byte[] bytes) {
      return new Object() {
        @Override
        public String toString() {
          throw new IllegalStateException("no text");
        }
      };
    }
  }

  @Test
  void aKeyWhoseTextCannotBeHadIsARejectThatLeavesNoTrace() {
    FormatSettings settings = FormatSettings.byClass(Textless.class.getName(), Map.of());

    assertThatThrownBy(() -> id(settings, null, new byte[] {1}))
        .isInstanceOf(UnfitException.class)
        .hasMessage(
            "the key: what the deserializer made cannot be read:"
                + " java.lang.IllegalStateException: no text");
  }

  /** A long, its neighbours, and a text that has its digits. */
  @Test
  void keysThatAreNoTextsKeepIdsOfTheirOwn() throws Exception {
    FormatSettings text = FormatSettings.of(Format.TEXT);
    Set<String> ids = new HashSet<>();
    for (long number : new long[] {1, 127, 128, 200, 201, 255, 256, 65535, -1}) {
      ids.add(String.valueOf(id(text, null, ByteBuffer.allocate(8).putLong(number).array())));
      ids.add(
          String.valueOf(id(text, "(key)", ByteBuffer.allocate(4).putInt((int) number).array())));
    }

    assertThat(ids).hasSize(18).contains("0x00000000000000c8", "0xffffffff");
    assertThat(id(text, null, "\ufffd".getBytes(UTF_8))).isEqualTo("\ufffd");
  }

  @ParameterizedTest
  @ValueSource(classes = {ByteArrayDeserializer.class, ByteBufferDeserializer.class})
  void bytesThatAClassMakesHaveAnId(Class<?> deserializer) throws Exception {
    FormatSettings settings = FormatSettings.byClass(deserializer.getName(), Map.of());

    assertThat(id(settings, null, "k1".getBytes(UTF_8))).isEqualTo("k1");
    assertThat(id(settings, null, new byte[] {0, (byte) 200})).isEqualTo("0x00c8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "00000000037b226f72646572223a20377d       | 7",
        "0000000003 20 7b226f72646572223a20377d   | 7",
        "7b226f72646572223a20377d                 | 7",
      })
  void jsonMayStandBehindTheIdOfItsJsonSchema(String value, String order) throws Exception {
    byte[] bytes = HexFormat.of().parseHex(value.replace(" ", ""));
    Mapping mapping = mapping("[x]", "order");
    InputReader reader = new InputReader(mapping, Names.of(mapping));
    try (InputDecoder decoder = decoder(FormatSettings.of(Format.JSON))) {
      byte[] key = HexFormat.of().parseHex("0000000003226b22");
      Decoded.Framed framed = decoder.decode(key, bytes, new RecordHeaders());

      assertThat(reader.read(framed, -1).id()).isEqualTo(order);
    }
    assertThat(
            id(FormatSettings.of(Format.JSON), null, HexFormat.of().parseHex("0000000003226b22")))
        .isEqualTo("\"k\"");
  }

  @Test
  void whatStandsBehindARegistrysIdAndIsNoJsonIsNamed() {
    assertThatThrownBy(() -> read(null, "000000000110a4"))
        .isInstanceOf(UnfitException.class)
        .hasMessageStartingWith(
            "behind a schema registry's header (0000000001, schema id 1): not JSON near byte ")
        .hasMessageEndingWith("; if that is Avro, format avro-registry reads it");
    assertThatThrownBy(() -> read(null, "00007b"))
        .hasMessage("not JSON in UTF-8: it begins with a zero byte");
    assertThatThrownBy(() -> read("7b", "7b7d"))
        .hasMessage("the key: not JSON near byte 1 ({): it ends too early");
  }

  private void read(@Nullable String key, String value) throws UnfitException {
    Mapping mapping = mapping("[x]", "null");
    InputReader reader = new InputReader(mapping, Names.of(mapping));
    try (InputDecoder decoder = decoder(FormatSettings.of(Format.JSON))) {
      var _ = reader.read(decoder.decode(bytes(key), bytes(value), new RecordHeaders()), -1);
    }
  }

  private @Nullable String id(FormatSettings keys, @Nullable String path, byte @Nullable [] key)
      throws UnfitException {
    Mapping mapping = mapping("[order]", path == null ? "null" : '"' + path + '"');
    InputReader reader = new InputReader(mapping, Names.of(mapping));
    try (InputDecoder decoder = decoder(keys)) {
      Decoded.Framed framed = decoder.decode(key, VALUE, new RecordHeaders());
      return reader.read(framed, -1).id();
    }
  }

  @Test
  void aWildcardIsOfTheValueOrOfTheKey() throws Exception {
    Mapping mapping = mapping("[\"**\", \"(key).*\"]", "null");
    Names names = Names.of(mapping);
    InputReader reader = new InputReader(mapping, names);
    try (InputDecoder decoder = decoder(FormatSettings.of(Format.JSON))) {
      byte[] key = "{\"order\": 7, \"in\": {\"x\": 1}}".getBytes(UTF_8);
      var _ = reader.read(decoder.decode(key, VALUE, new RecordHeaders()), -1);
    }

    List<String> inputs =
        IntStream.range(0, names.inputs().size()).mapToObj(names.inputs()::get).toList();
    assertThat(inputs).containsExactly("order", "(key).order");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "JSON,              7b,   7b7d, UNDECODABLE",
        "JSON,              '',   7b7d, UNDECODABLE",
        "AVRO_SINGLE_OBJECT, c301, 7b7d, UNDECODABLE",
        "TEXT,              6b,   none, NULL_VALUE",
        "TEXT,              none, 7b,   UNDECODABLE",
      })
  void isRefusedFor(Format format, @Nullable String key, @Nullable String value, UnfitReason reason)
      throws Exception {
    Files.writeString(folder.resolve("key.avsc"), KEY.toString());
    FormatSettings settings =
        format == Format.AVRO_SINGLE_OBJECT
            ? FormatSettings.singleObject(folder)
            : FormatSettings.of(format);

    assertRefused(settings, bytes(key), bytes(value), reason);
  }

  @Test
  void whatIsTooLargeIsRefused() {
    FormatSettings text = FormatSettings.of(Format.TEXT);

    assertRefused(text, new byte[(1 << 16) + 1], VALUE, UnfitReason.RECORD_TOO_LARGE);
    byte[] large = new byte[Limits.DEFAULT.recordBytes() + 1];
    assertRefused(text, null, large, UnfitReason.RECORD_TOO_LARGE);
  }

  private void assertRefused(
      FormatSettings keys, byte @Nullable [] key, byte @Nullable [] value, UnfitReason reason) {
    Mapping mapping = mapping("[order]", "null");
    InputReader reader = new InputReader(mapping, Names.of(mapping));
    try (InputDecoder decoder = decoder(keys)) {
      assertThatThrownBy(() -> reader.read(decoder.decode(key, value, new RecordHeaders()), -1))
          .isInstanceOfSatisfying(
              UnfitException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
  }

  private static byte @Nullable [] bytes(@Nullable String hex) {
    return hex == null ? null : HexFormat.of().parseHex(hex);
  }

  private InputDecoder decoder(FormatSettings keys) {
    return new InputDecoder(
        formats.decoder(keys, "topic", true),
        formats.decoder(FormatSettings.of(Format.JSON), "topic", false),
        Limits.DEFAULT);
  }

  private static Mapping mapping(String features, String id) {
    return new ConfigurationReader()
        .parse(
            "mapping: {label: y, task: classification, features: %s, id: %s}"
                .formatted(features, id),
            Path.of(""))
        .mapping()
        .resolve(null);
  }
}
