package io.gradstream.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.serde.registry.StubRegistry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames of others are recognised, and named where they cannot be read. */
final class FramesTest {
  private static final HexFormat HEX = HexFormat.of();

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "7b7d,               none, JSON",
        "20200a7b7d,         none, JSON",
        "00000000037b7d,     none, JSON",
        "0000000003207b227d, none, JSON",
        "00000000037b2202,   none, AVRO_REGISTRY",
        "000000000302,       none, AVRO_REGISTRY",
        "c3010102030405060708, none, AVRO_SINGLE_OBJECT",
        "02,                 015f, AVRO_REGISTRY",
        "7b7d,               015f, JSON",
        "02,                 none, none",
      })
  void aFormatIsGuessed(String value, @Nullable String header, @Nullable Format format) {
    Headers headers = new RecordHeaders();
    if (header != null) {
      headers.add("__value_schema_id", HEX.parseHex(header));
    }

    assertThat(Format.guess(HEX.parseHex(value), headers)).isEqualTo(format);
  }

  @Test
  void whatAnotherFormatReadsIsNamed() {
    try (Formats formats = new Formats()) {
      PayloadDecoder decoder =
          formats.decoder(
              FormatSettings.registry(Map.of("schema.registry.url", "http://localhost:1")),
              "t",
              false);
      assertThatThrownBy(() -> decoder.decode("{\"x\": 1}".getBytes(UTF_8), new RecordHeaders()))
          .hasMessage(
              "starts with 7b, wants the 00 of a schema registry's header; it looks like json");
    }
  }

  /** At the start, before there is a record. */
  @ParameterizedTest
  @CsvSource({"JSON, JSON Schema", "PROTOBUF, Protobuf", "ZED, of type ZED"})
  void aSubjectWhoseSchemaIsNotAvrosIsNamed(String type, String name) {
    StubRegistry.Answer latest =
        StubRegistry.json(200, "{\"schemaType\": \"%s\", \"schema\": \"{}\"}".formatted(type));
    try (StubRegistry stub = StubRegistry.answering(latest);
        Formats formats = new Formats()) {
      FormatSettings settings = FormatSettings.registry(Map.of("schema.registry.url", stub.url()));
      assertThatThrownBy(() -> formats.knownSchemas(settings, "t", false))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(
              "format: got avro-registry, but the latest schema of t-value is %s, wants A"
                  .formatted(name));
    }
  }

  @Test
  void keysThatAreNoTextAreToldOnce() throws Exception {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream before = System.err;
    try (Formats formats = new Formats()) {
      System.setErr(new PrintStream(log, true, UTF_8));
      for (long task = 0; task < 2; task++) {
        PayloadDecoder decoder = formats.decoder(FormatSettings.of(Format.TEXT), "t", true);
        decoder.decode("0xff".getBytes(UTF_8), new RecordHeaders());
        assertThat(decoder.decode(ByteBuffer.allocate(8).putLong(200).array(), new RecordHeaders()))
            .isEqualTo(new Payload.Tree("0x00000000000000c8"));
      }
    } finally {
      System.setErr(before);
    }

    assertThat(log.toString(UTF_8)).containsOnlyOnce("LongDeserializer");
  }
}
