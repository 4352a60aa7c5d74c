package io.gradstream.record;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.feature.Extraction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A record that cannot be read is refused in our words, with the place. */
final class JsonFaultTest {
  private final Extraction extraction =
      new Extraction("mapping: {label: y, task: classification, features: [x, z]}");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"x\": NaN}            | byte 9 ({\"x\": NaN}): JSON has no NaN or Infinity; write null"
            + " for a missing number",
        "{\"x\": -Infinity}      | byte 15 ({\"x\": -Infinity}): JSON has no NaN or Infinity; write"
            + " null for a missing number",
        "{\"x\": 1               | byte 7 ({\"x\": 1): it ends too early",
        "{\"x\": 1, \"x\": 2}    | byte 12 ({\"x\": 1, \"x\": 2}): it has this field twice",
        "{\"x\": 1,, \"y\": 2}   | byte 8 ({\"x\": 1,, \"y\": 2}): this is not allowed here",
        "{x: 1}                  | byte 1 ({x: 1}): this is not allowed here",
        "{\"x\": \"\u001b[2J\"}  | byte 7 ({\"x\": \"\\u001b[2J\"}): this is not allowed here",
      })
  void isNamedWithItsPlace(String text, String message) {
    assertThatThrownBy(() -> extraction.json(text)).hasMessage("not JSON near " + message);
  }

  @Test
  void limitsAreNamed() {
    assertRefused("{\"x\": " + "[".repeat(70), "it is nested deeper than 64");
    assertRefused(
        "{\"x\": %s}".formatted("9".repeat(1_001)),
        "a number or a name has more than 1,000 characters");
    assertRefused(
        "{\"%s\": 1}".formatted("n".repeat(1_100)),
        "a number or a name has more than 1,000 characters");
  }

  private void assertRefused(String text, String message) {
    assertThatThrownBy(() -> extraction.json(text))
        .isInstanceOf(UnfitException.class)
        .hasMessageEndingWith(message);
  }

  @Test
  void whatIsNotUtf8IsNamed() {
    byte[] bytes = "{\"x\": \"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> extraction.json(bytes)).hasMessageEndingWith(": this is not UTF-8");
  }

  @Test
  void avroThatEndsTooEarlyOrIsNestedTooDeepIsToo() {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "n.Node", "fields": [
                  {"name": "x", "type": ["null", "n.Node"]}, {"name": "z", "type": "string"}]}
                """);
    byte[] deep = new byte[1 << 20];
    Arrays.fill(deep, (byte) 2);

    assertThatThrownBy(() -> extraction.avro(schema, new byte[] {0}))
        .hasMessage("not a record of the schema n.Node: it ends too early");
    assertThatThrownBy(() -> extraction.avro(schema, deep))
        .hasMessage("not a record of the schema n.Node: it is nested too deep");
    assertThatThrownBy(() -> extraction.avro(schema, new byte[] {0, 1}))
        .hasMessage(
            "not a record of the schema n.Node: it holds a length, an index or a number that is not"
                + " valid");
  }
}
