package io.gradstream.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.output.Coordinates;
import io.gradstream.output.LossEncoder;
import io.gradstream.output.PredictionEncoder;
import io.gradstream.serde.registry.RegistryException;
import io.gradstream.serde.registry.SchemaRegistry;
import io.gradstream.serde.registry.UndecodableException;
import io.gradstream.support.ApicurioServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Both ways through a real registry, and through its death. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RegistryIT {
  private static final Schema FIRST =
      SchemaBuilder.record("Event").fields().requiredLong("n").endRecord();
  private static final Schema SECOND =
      SchemaBuilder.record("Event").fields().requiredLong("n").optionalString("note").endRecord();
  private static final int RECORDS = 1000;

  @TempDir private static Path directory;
  private ApicurioServer server;
  private Map<String, String> properties;

  @BeforeAll
  void startServer() throws IOException {
    server = ApicurioServer.start(directory);
    properties = Map.of("schema.registry.url", server.url());
  }

  @AfterAll
  void stopServer() {
    server.close();
  }

  @Test
  void aSchemaEvolvesAndItsOldRecordsStayReadable() throws Exception {
    try (Formats formats = new Formats()) {
      SchemaRegistry registry = formats.registry(properties);
      String subject = SchemaRegistry.subject("evolving", true);
      assertThat(registry.latest(subject)).isEmpty();

      int first = registry.idToWrite(subject, FIRST);
      assertThat(registry.latest(subject)).contains(new SchemaRegistry.Version(first, 1, FIRST));
      int second = registry.idToWrite(subject, SECOND);
      assertThat(registry.latest(subject)).contains(new SchemaRegistry.Version(second, 2, SECOND));

      PayloadDecoder decoder =
          formats.decoder(FormatSettings.registry(properties), "evolving", true);
      for (long n = 0; n < 4; n++) {
        boolean odd = n % 2 == 1;
        assertThat(decode(decoder, odd ? encode(second, SECOND, n) : encode(first, FIRST, n)))
            .isEqualTo(record(odd ? SECOND : FIRST, n));
      }
      assertThatThrownBy(
              () -> decoder.decode(AvroHeader.WIRE_FORMAT.of(1 << 30), new RecordHeaders()))
          .isInstanceOf(UndecodableException.class)
          .hasMessageContaining("which the registry does not know");
    }
  }

  @Test
  void predictionsAndLossesAreRegisteredUnderTheirTopics() throws Exception {
    try (Formats formats = new Formats()) {
      FormatSettings settings = FormatSettings.registry(properties);
      Coordinates coordinates = new Coordinates("a", 1, 2, 3, 4);
      byte[] prediction =
          new PredictionEncoder(formats, settings, "out", "app").encodeValue(coordinates, 4.5f);
      byte[] loss =
          new LossEncoder(formats, settings, "out-losses", "app").encode(coordinates, 0.5f, 0.25);

      GenericRecord predicted = decode(formats.decoder(settings, "out", false), prediction);
      assertThat(predicted.getSchema()).isEqualTo(PredictionEncoder.schema());
      assertThat(predicted.get("predictedValue")).isEqualTo(4.5f);
      GenericRecord lost = decode(formats.decoder(settings, "out-losses", false), loss);
      assertThat(lost.get("fadedLoss")).isEqualTo(0.25);
      assertThat(formats.registry(properties).latest("out-value").orElseThrow().schema())
          .isEqualTo(PredictionEncoder.schema());
    }
  }

  /** As somebody registers a schema by hand: the file as it is, blanks and all. */
  @Test
  void withoutAutoRegistrationASchemaMustBeThere() throws Exception {
    FormatSettings settings =
        FormatSettings.registry(
            Map.of("schema.registry.url", server.url(), "auto.register.schemas", "false"));
    try (Formats formats = new Formats()) {
      assertThatThrownBy(() -> new LossEncoder(formats, settings, "manual", "app"))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("manual-value");
      registerByHand("manual-value", Files.readString(Path.of("schemas/loss.avsc")));
      assertThat(new LossEncoder(formats, settings, "manual", "app")).isNotNull();
    }
  }

  private void registerByHand(String subject, String schema) throws Exception {
    String body = new ObjectMapper().createObjectNode().put("schema", schema).toString();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server.url() + "/subjects/" + subject + "/versions"))
              .header("Content-Type", "application/vnd.schemaregistry.v1+json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void aRegistryThatDiesMidStreamLosesNothingAndRepeatsNothing() throws Exception {
    int first;
    int second;
    try (SchemaRegistry registry = SchemaRegistry.of(properties)) {
      first = registry.idToWrite("stream-value", FIRST);
      second = registry.idToWrite("stream-value", SECOND);
    }
    List<byte[]> stream = new ArrayList<>();
    for (long n = 0; n < RECORDS; n++) {
      stream.add(n < RECORDS / 2 ? encode(first, FIRST, n) : encode(second, SECOND, n));
    }
    List<Long> read = new CopyOnWriteArrayList<>();
    try (Formats formats = new Formats()) {
      PayloadDecoder decoder =
          formats.decoder(FormatSettings.registry(properties), "stream", false);
      read.add((Long) decode(decoder, stream.getFirst()).get("n"));
      server.kill();
      CompletableFuture<Void> reading =
          CompletableFuture.runAsync(
              () -> {
                for (byte[] bytes : stream.subList(1, RECORDS)) {
                  read.add(n(decoder, bytes));
                }
              });
      Awaitility.await("all that needs no registry")
          .atMost(Duration.ofSeconds(30))
          .until(() -> read.size() == RECORDS / 2);
      assertThat(reading).isNotDone();

      server.restart();
      reading.join();
    }
    assertThat(read).containsExactlyElementsOf(numbers());
  }

  private static List<Long> numbers() {
    List<Long> numbers = new ArrayList<>();
    for (long n = 0; n < RECORDS; n++) {
      numbers.add(n);
    }
    return numbers;
  }

  private static Long n(PayloadDecoder decoder, byte[] bytes) {
    try {
      return (Long) decode(decoder, bytes).get("n");
    } catch (UndecodableException | IOException e) {
      throw new CompletionException(e);
    }
  }

  private static GenericRecord decode(PayloadDecoder decoder, byte[] bytes)
      throws UndecodableException, IOException {
    Payload.Avro avro = (Payload.Avro) decoder.decode(bytes, new RecordHeaders());
    return new GenericDatumReader<GenericRecord>(avro.writer())
        .read(
            null,
            DecoderFactory.get()
                .binaryDecoder(
                    avro.bytes(), avro.offset(), avro.bytes().length - avro.offset(), null));
  }

  private static byte[] encode(int id, Schema schema, long n) {
    GenericDatumWriter<GenericRecord> writer = new GenericDatumWriter<>(schema);
    return new AvroFrame(AvroHeader.WIRE_FORMAT.of(id))
        .frame(out -> writer.write(record(schema, n), out));
  }

  private static GenericRecord record(Schema schema, long n) {
    GenericRecord record = new GenericData.Record(schema);
    record.put("n", n);
    if (schema.getField("note") != null) {
      record.put("note", new Utf8("note " + n));
    }
    return record;
  }
}
