package io.gradstream.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.output.LossEncoder;
import io.gradstream.serde.registry.UndecodableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each format's frame: what it lets through, and that it refuses the rest in one way. */
final class FramingTest {
  private static final Schema FIRST =
      SchemaBuilder.record("R").fields().requiredLong("x").endRecord();
  private static final Schema SECOND =
      SchemaBuilder.record("R").fields().requiredLong("x").optionalString("y").endRecord();

  private static final Headers NO_HEADERS = new RecordHeaders();

  @TempDir private Path folder;
  private final Formats formats = new Formats();

  @Test
  void everySchemaOfAFolderIsKnownByItsFingerprint() throws Exception {
    write("r-1.avsc", FIRST);
    write("r-2.avsc", SECOND);
    Files.writeString(folder.resolve("notes.txt"), "no schema");
    PayloadDecoder decoder = decoder(FormatSettings.singleObject(folder));
    for (Schema schema : new Schema[] {FIRST, SECOND, SECOND, FIRST}) {
      byte[] bytes = bytes(header(schema), 20);
      assertThat(decoder.decode(bytes, NO_HEADERS)).isEqualTo(new Payload.Avro(schema, bytes, 10));
    }
    byte[] unknown = bytes(header(Schema.create(Schema.Type.LONG)), 1);
    assertThatThrownBy(() -> decoder.decode(unknown, NO_HEADERS))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("which none of the 2 schemas in " + folder);
  }

  @Test
  void oneFileIsAFolderOfOne() throws Exception {
    Path file = write("one.avsc", FIRST);
    byte[] bytes = bytes(header(FIRST), 2);
    assertThat(decoder(FormatSettings.singleObject(file)).decode(bytes, NO_HEADERS))
        .isEqualTo(new Payload.Avro(FIRST, bytes, 10));
  }

  @Test
  void aFolderThatCannotBeIsRefused() throws Exception {
    FormatSettings settings = FormatSettings.singleObject(folder);
    assertThatThrownBy(() -> decoder(settings)).hasMessageContaining("got no .avsc files");

    write("plain.avsc", FIRST);
    Schema timed = SchemaBuilder.record("R").fields().requiredLong("x").endRecord();
    LogicalTypes.timestampMillis().addToSchema(timed.getField("x").schema());
    write("timed.avsc", timed);
    assertThatThrownBy(() -> decoder(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("differ but have one fingerprint");

    write("timed.avsc", FIRST);
    assertThat(decoder(settings)).isNotNull();
  }

  @Test
  void jsonPassesAsItIs() throws Exception {
    byte[] text = "{\"x\": 1".getBytes(StandardCharsets.UTF_8);
    assertThat(decoder(FormatSettings.of(Format.JSON)).decode(text, NO_HEADERS))
        .isEqualTo(new Payload.Json(text, 0));
  }

  @Test
  void nothingIsRefusedByEveryFormat() throws Exception {
    write("r.avsc", FIRST);
    for (FormatSettings settings :
        new FormatSettings[] {
          FormatSettings.of(Format.JSON),
          FormatSettings.singleObject(folder),
          FormatSettings.registry(Map.of("schema.registry.url", "http://localhost:1")),
          FormatSettings.byClass(LongDeserializer.class.getName(), Map.of())
        }) {
      PayloadDecoder decoder = decoder(settings);
      for (byte[] none : new byte[][] {null, {}}) {
        assertThatThrownBy(() -> decoder.decode(none, NO_HEADERS))
            .as(settings.toString())
            .isInstanceOf(UndecodableException.class);
      }
    }
  }

  /** The registry is not there: bytes without the frame never get as far. */
  @Test
  void randomBytesAreRefusedOrFramed() throws Exception {
    write("r.avsc", FIRST);
    PayloadDecoder fingerprints = decoder(FormatSettings.singleObject(folder));
    PayloadDecoder ids =
        decoder(FormatSettings.registry(Map.of("schema.registry.url", "http://localhost:1")));
    Random random = new Random(3);
    byte[] header = header(FIRST);
    int framed = 0;
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[random.nextInt(30)];
      random.nextBytes(bytes);
      if (random.nextBoolean()) {
        System.arraycopy(header, 0, bytes, 0, Math.min(header.length, bytes.length));
      }
      framed += decodes(fingerprints, bytes) ? 1 : 0;
      if (bytes.length < 5 || bytes[0] != 0) {
        assertThat(decodes(ids, bytes)).isFalse();
      }
    }
    assertThat(framed).isBetween(50_000, 100_000);
  }

  private static boolean decodes(PayloadDecoder decoder, byte[] bytes) {
    try {
      assertThat(decoder.decode(bytes, NO_HEADERS)).isNotNull();
      return true;
    } catch (UndecodableException e) {
      return false;
    }
  }

  @Test
  void aDeserializerOfTheUsersIsConfiguredAndAsked() throws Exception {
    FormatSettings settings = FormatSettings.byClass(Fickle.class.getName(), Map.of("a", "b"));
    PayloadDecoder decoder = formats.decoder(settings, "topic", true);
    assertThat(decode(decoder, "fine"))
        .isEqualTo(new Payload.Tree("fine of topic by {a=b} as a key"));
    for (String bad : new String[] {"null", "refuse", "nest", "sneak"}) {
      assertThatThrownBy(() -> decode(decoder, bad))
          .as(bad)
          .isInstanceOf(UndecodableException.class)
          .hasMessageContaining("Fickle");
    }
    assertThatThrownBy(() -> decode(decoder, "wait")).isInstanceOf(TimeoutException.class);
  }

  private static Payload decode(PayloadDecoder decoder, String text) throws UndecodableException {
    return decoder.decode(text.getBytes(StandardCharsets.UTF_8), NO_HEADERS);
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> decoder(FormatSettings.of(Format.CLASS)))
        .hasMessageStartingWith("deserializer: got none");
    assertThatThrownBy(() -> decoder(FormatSettings.of(Format.AVRO_SINGLE_OBJECT)))
        .hasMessageStartingWith("schema: got none");
    assertThatThrownBy(() -> decoder(FormatSettings.of(Format.AVRO_REGISTRY)))
        .hasMessageStartingWith("schema.registry.url: got none");
    for (String name : new String[] {"no.such.Class", String.class.getName()}) {
      assertThatThrownBy(() -> decoder(FormatSettings.byClass(name, Map.of())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("deserializer: got " + name);
    }
    assertThatThrownBy(() -> new LossEncoder(formats, FormatSettings.of(Format.CLASS), "t", "app"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private PayloadDecoder decoder(FormatSettings settings) {
    return formats.decoder(settings, "topic", false);
  }

  private Path write(String name, Schema schema) throws IOException {
    return Files.writeString(folder.resolve(name), schema.toString());
  }

  private static byte[] header(Schema schema) {
    return AvroHeader.SINGLE_OBJECT.of(AvroHeader.fingerprint(schema));
  }

  private static byte[] bytes(byte[] header, int more) {
    return ByteBuffer.allocate(header.length + more).put(header).array();
  }

  /** Does what a user's own may do. */
  public static final class Fickle implements Deserializer<Object> {
    private String configuration = "";

    @Override
    public void configure(Map<String, ?> settings, boolean key) {
      configuration = " by " + settings + (key ? " as a key" : "");
    }

    @Override
    public @Nullable Object deserialize(String topic, byte[] bytes) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      return switch (text) {
        case "null" -> null;
        case "refuse" -> throw new SerializationException("no");
        case "wait" -> throw new TimeoutException("later");
        case "nest" -> deserialize(topic, bytes);
        case "sneak" -> sneak(new IOException("unchecked"));
        default -> text + " of " + topic + configuration;
      };
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> Object sneak(Exception e) throws E {
      throw (E) e;
    }
  }
}
