package io.gradstream.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.gradstream.record.Limits;
import io.gradstream.record.UnfitException;
import io.gradstream.record.UnfitReason;
import io.gradstream.support.Purchases;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes come, they are an example or are refused, and nothing grows without end. */
final class MappingFuzzTest {
  /** Avro bytes and JSON texts, half of each. */
  private static final int INPUTS = Integer.getInteger("gradstream.fuzz.inputs", 1_000_000);

  private static final int GOOD = 500;
  private static final String[] JSON_SPLICES = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "null",
    "true",
    "-",
    "1e400",
    "-0",
    "1E-999999999",
    "\"\\ud800\"",
    "\"\\udc00\\ud800\"",
    "\"\\u0000\"",
    "{\"id\":1,\"id\":2}",
    "\uFEFF",
    "NaN",
    "9".repeat(999),
    "9".repeat(1_001),
    "0." + "3".repeat(900),
    "[".repeat(100),
    "{\"a\":".repeat(70),
    "\"" + "x".repeat(10_001) + "\"",
    "[" + "1,".repeat(1_001) + "1]"
  };
  private static final long[] COUNTS = {
    -1, 1 << 10, 1 << 30, Integer.MAX_VALUE, 1L << 31, Long.MAX_VALUE, Long.MIN_VALUE
  };

  private final Random random = new Random(7);
  private final List<byte[]> avro = new ArrayList<>();
  private final List<byte[]> json = new ArrayList<>();

  MappingFuzzTest() {
    Purchases purchases = new Purchases(random);
    for (int i = 0; i < GOOD; i++) {
      var record = purchases.record();
      avro.add(purchases.binary(record));
      json.add(purchases.json(record));
    }
  }

  @Test
  void anyAvroBytesAreAnExampleOrRefused() {
    Extraction extraction = new Extraction(Purchases.MAPPING);
    int examples = 0;
    for (int i = 0; i < INPUTS / 2; i++) {
      byte[] bytes = mutatedAvro();
      examples += isExample(bytes, () -> extraction.avro(Purchases.SCHEMA, bytes)) ? 1 : 0;
    }
    assertThat(examples).isBetween(INPUTS / 100, INPUTS / 2 - INPUTS / 100);
    assertThat(extraction.inputs.size()).isLessThanOrEqualTo(Limits.DEFAULT.features());
  }

  @Test
  void anyJsonTextIsAnExampleOrRefused() {
    Extraction extraction = new Extraction(Purchases.MAPPING);
    int examples = 0;
    for (int i = 0; i < INPUTS / 2; i++) {
      byte[] bytes = mutatedJson();
      examples += isExample(bytes, () -> extraction.json(bytes)) ? 1 : 0;
    }
    assertThat(examples).isBetween(INPUTS / 100, INPUTS / 2 - INPUTS / 100);
    assertThat(extraction.inputs.size()).isLessThanOrEqualTo(Limits.DEFAULT.features());
  }

  /** Reads an example. */
  private interface Reading {
    void read() throws UnfitException;
  }

  private static boolean isExample(byte[] bytes, Reading reading) {
    try {
      reading.read();
      return true;
    } catch (UnfitException e) {
      assertThat(e.getMessage()).isNotBlank();
      return false;
    } catch (RuntimeException | Error e) {
      throw new AssertionError(new String(bytes, UTF_8) + "\n" + Arrays.toString(bytes), e);
    }
  }

  private byte[] mutatedAvro() {
    byte[] bytes = avro.get(random.nextInt(GOOD)).clone();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      bytes =
          switch (random.nextInt(5)) {
            case 0 -> flipped(bytes);
            case 1 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 20));
            case 2 -> spliced(bytes, avro.get(random.nextInt(GOOD)));
            case 3 -> {
              int at = random.nextInt(bytes.length + 1);
              yield inserted(bytes, at, varint(COUNTS[random.nextInt(COUNTS.length)]));
            }
            default -> overwritten(bytes);
          };
    }
    return bytes;
  }

  private byte[] mutatedJson() {
    byte[] bytes = json.get(random.nextInt(GOOD)).clone();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      bytes =
          switch (random.nextInt(5)) {
            case 0 -> flipped(bytes);
            case 1 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 2 -> spliced(bytes, json.get(random.nextInt(GOOD)));
            case 3 -> replacedValue(bytes);
            default -> {
              byte[] splice = JSON_SPLICES[random.nextInt(JSON_SPLICES.length)].getBytes(UTF_8);
              yield inserted(bytes, random.nextInt(bytes.length + 1), splice);
            }
          };
    }
    return bytes;
  }

  private byte[] flipped(byte[] bytes) {
    if (bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private byte[] overwritten(byte[] bytes) {
    for (int at = random.nextInt(bytes.length + 1); at < bytes.length; at++) {
      bytes[at] = (byte) random.nextInt();
      if (random.nextInt(4) == 0) {
        break;
      }
    }
    return bytes;
  }

  private byte[] spliced(byte[] head, byte[] tail) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(head, 0, random.nextInt(head.length + 1));
    int from = random.nextInt(tail.length + 1);
    out.write(tail, from, tail.length - from);
    return out.toByteArray();
  }

  private static byte[] inserted(byte[] bytes, int at, byte[] more) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, at);
    out.writeBytes(more);
    out.write(bytes, at, bytes.length - at);
    return out.toByteArray();
  }

  /** Puts something in the place of what is behind a colon. */
  private byte[] replacedValue(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    int colon = text.indexOf(':', random.nextInt(text.length() + 1));
    int end = text.indexOf(',', colon + 1);
    return colon < 0 || end < 0
        ? bytes
        : (text.substring(0, colon + 1)
                + JSON_SPLICES[random.nextInt(JSON_SPLICES.length)]
                + text.substring(end))
            .getBytes(UTF_8);
  }

  /** As Avro writes a number. */
  private static byte[] varint(long number) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long rest = (number << 1) ^ (number >> 63);
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
    return out.toByteArray();
  }

  /** Keys of all lengths, flat and nested: of what is kept there is an end. */
  @ParameterizedTest
  @ValueSource(ints = {8, 200, 40_000})
  void randomKeysMakeNoEndOfFeatures(int longest) {
    Extraction extraction =
        new Extraction(
            "mapping: {label: y, task: classification, limits: {features: 100}}", 12_800, 100);
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder();
      int depth = random.nextInt(1, 20);
      for (int d = 0; d < depth; d++) {
        text.append("{\"")
            .append(key(longest))
            .append("\": 1, \"")
            .append(key(longest))
            .append("\":");
      }
      byte[] bytes =
          text.append(random.nextBoolean() ? "\"x\"" : "2")
              .append("}".repeat(depth))
              .toString()
              .getBytes(UTF_8);
      isExample(bytes, () -> extraction.json(bytes));
    }
    assertThat(extraction.inputs.size()).isLessThanOrEqualTo(100);
    assertThat(extraction.extractor.fields().columns().size()).isLessThanOrEqualTo(410);
  }

  private String key(int longest) {
    return Long.toString(random.nextLong(), 36).repeat(1 + random.nextInt(1 + longest / 13));
  }

  @Test
  void nothingTakesLong() {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Node", "fields": [
                  {"name": "value", "type":
                    {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
                  {"name": "next", "type": ["null", "Node"]},
                  {"name": "other", "type": ["null", "Node"]},
                  {"name": "y", "type": ["null", "string"]}]}
                """);
    Extraction extraction = new Extraction("mapping: {label: y, task: classification}");
    byte[] deep = new byte[1 << 20];
    for (int i = 1; i < deep.length; i += 2) {
      deep[i] = 2;
    }
    ByteArrayOutputStream huge = new ByteArrayOutputStream();
    huge.writeBytes(varint(1_000_000));
    huge.writeBytes(new byte[] {1});
    huge.writeBytes(new byte[999_999]);
    huge.writeBytes(new byte[3]);
    assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          assertThat(extraction.refusal(schema, deep)).isEqualTo(UnfitReason.UNDECODABLE);
          assertThat(extraction.refusal(schema, huge.toByteArray()))
              .isEqualTo(UnfitReason.OUT_OF_RANGE);
          assertThat(extraction.refusal("[".repeat(1 << 20))).isEqualTo(UnfitReason.UNDECODABLE);
          assertThat(extraction.refusal("{\"a\":".repeat(1 << 18)))
              .isEqualTo(UnfitReason.UNDECODABLE);
        });
  }
}
