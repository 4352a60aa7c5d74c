package io.gradstream.serde;

import static io.gradstream.serde.registry.StubRegistry.OK;
import static io.gradstream.serde.registry.StubRegistry.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.serde.registry.StubRegistry;
import io.gradstream.serde.registry.UndecodableException;
import java.util.HexFormat;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A schema that a record names in a header, as Confluent's HeaderSchemaIdSerializer does. */
final class HeaderNameTest {
  private static final Schema LONG = Schema.create(Schema.Type.LONG);
  private static final String GUID = "5f1c2b3a-4d5e-46f7-8899-aabbccddeeff";
  private static final String HEADER = "01" + GUID.replace("-", "");
  private static final byte[] BARE = {84};

  private final Formats formats = new Formats();

  @AfterEach
  void close() {
    formats.close();
  }

  @Test
  void isReadByItsGuid() throws Exception {
    try (StubRegistry stub = StubRegistry.answering(OK)) {
      PayloadDecoder decoder = decoder(stub, false);
      for (int i = 0; i < 3; i++) {
        assertThat(decoder.decode(BARE, headers("__value_schema_id", HEADER)))
            .isEqualTo(new Payload.Avro(LONG, BARE, 0));
      }
      assertThat(stub.questions()).containsExactly("GET /schemas/guids/" + GUID);
    }
  }

  @Test
  void keysHaveAHeaderOfTheirOwn() throws Exception {
    try (StubRegistry stub = StubRegistry.answering(OK)) {
      PayloadDecoder keys = decoder(stub, true);

      assertThat(keys.decode(BARE, headers("__key_schema_id", "0000000007")))
          .isEqualTo(new Payload.Avro(LONG, BARE, 0));
      assertThat(stub.questions()).containsExactly("GET /schemas/ids/7");
      assertThatThrownBy(() -> keys.decode(BARE, headers("__value_schema_id", HEADER)))
          .hasMessage("got 1 bytes, wants at least the 5 of a schema registry's header");
    }
  }

  @Test
  void withoutTheHeaderTheIdIsBeforeTheValue() throws Exception {
    byte[] framed = {0, 0, 0, 0, 7, 84};
    try (StubRegistry stub = StubRegistry.answering(OK)) {
      assertThat(decoder(stub, false).decode(framed, headers("trace", "01")))
          .isEqualTo(new Payload.Avro(LONG, framed, 5));
    }
  }

  @Test
  void anUnknownOneIsRefusedWithTheHeadersName() {
    try (StubRegistry stub = StubRegistry.answering(UNKNOWN)) {
      PayloadDecoder decoder = decoder(stub, false);
      assertThatThrownBy(() -> decoder.decode(BARE, headers("__value_schema_id", HEADER)))
          .isInstanceOf(UndecodableException.class)
          .hasMessage(
              "header __value_schema_id: got schema GUID %s, which the registry does not know"
                  .formatted(GUID));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "01", "02", "015f1c2b3a4d5e46f78899aabbccddeeff00", "000000000700"})
  void whatIsNoNameIsRefused(String hex) {
    try (StubRegistry stub = StubRegistry.answering(OK)) {
      PayloadDecoder decoder = decoder(stub, false);
      assertThatThrownBy(() -> decoder.decode(BARE, headers("__value_schema_id", hex)))
          .isInstanceOf(UndecodableException.class)
          .hasMessageStartingWith(
              "header __value_schema_id: got %d bytes".formatted(hex.length() / 2));
      assertThat(stub.questions()).isEmpty();
    }
  }

  private PayloadDecoder decoder(StubRegistry stub, boolean key) {
    return formats.decoder(
        FormatSettings.registry(Map.of("schema.registry.url", stub.url())), "topic", key);
  }

  private static Headers headers(String name, String hex) {
    return new RecordHeaders().add(name, HexFormat.of().parseHex(hex));
  }
}
