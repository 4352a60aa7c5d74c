package io.gradstream.serde;

import static io.gradstream.serde.registry.StubRegistry.OK;
import static io.gradstream.serde.registry.StubRegistry.UNKNOWN;
import static io.gradstream.serde.registry.StubRegistry.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.serde.registry.RegistryException;
import io.gradstream.serde.registry.SchemaName;
import io.gradstream.serde.registry.SchemaRegistry;
import io.gradstream.serde.registry.StubRegistry;
import io.gradstream.serde.registry.UndecodableException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer about one schema is never taken for one about the registry. */
@Timeout(120)
final class OneSchemaTest {
  private static final StubRegistry.Answer DENIED =
      json(403, "{\"error_code\": 40301, \"message\": \"denied\"}");
  private static final StubRegistry.Answer BROKEN =
      json(500, "{\"error_code\": 50001, \"message\": \"store\"}");
  private static final String NO_SUCH_SCHEMA = "/schemas/ids/" + Integer.MAX_VALUE;

  private final CountDownLatch released = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void release() {
    released.countDown();
    threads.shutdownNow();
  }

  /** What may come for one id, and what of it is told. */
  private Map<StubRegistry.Answer, String> answers() {
    Map<StubRegistry.Answer, String> answers = new LinkedHashMap<>();
    answers.put(DENIED, "answered 403: denied");
    for (int status : new int[] {301, 400, 401, 405, 409, 410, 422, 429, 500, 503}) {
      answers.put(json(status, "{\"message\": \"no\"}"), "answered %d: no".formatted(status));
    }
    answers.put(json(404, "{\"error_code\": 404, \"message\": \"no route\"}"), "answered 404: no");
    answers.put(json(404, "<html>"), "answered 404 without a JSON object");
    answers.put(json(502, "<html>"), "answered 502 without a JSON object");
    answers.put(json(200, "<html>"), "answered 200 without a JSON object");
    answers.put(json(200, "[]"), "answered 200 without a JSON object");
    answers.put(json(200, "{\"schema\": 5}"), "answered 200 without a schema");
    answers.put(json(200, "{\"schema\": \"{}\"}"), "is no Avro schema");
    answers.put(
        json(200, "{\"schema\": \"" + "x".repeat(5 << 20) + "\"}"), "gave no answer, or one of");
    answers.put(exchange -> await(released), "gave no answer within");
    answers.put(
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          throw new IOException("the server dies");
        },
        "gave no answer, or one of");
    return answers;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whateverIsAnsweredForOneIdRefusesItsRecordsAlone(boolean anotherWasFoundBefore)
      throws Exception {
    Map<StubRegistry.Answer, String> answers = answers();
    List<StubRegistry.Answer> byNumber = List.copyOf(answers.keySet());
    try (StubRegistry stub =
            StubRegistry.answeringBy(
                path -> {
                  int id = id(path);
                  return id == byNumber.size()
                      ? OK
                      : id < byNumber.size() ? byNumber.get(id) : UNKNOWN;
                });
        SchemaRegistry registry = client(stub)) {
      if (anotherWasFoundBefore) {
        assertThat(registry.schema(new SchemaName.Id(byNumber.size()))).isNotNull();
      }
      List<CompletableFuture<String>> refusals = new ArrayList<>();
      for (int id = 0; id < byNumber.size(); id++) {
        SchemaName name = new SchemaName.Id(id);
        refusals.add(CompletableFuture.supplyAsync(() -> refusal(registry, name), threads));
      }
      for (int id = 0; id < byNumber.size(); id++) {
        assertThat(refusals.get(id).join())
            .contains("id " + id)
            .contains(Objects.requireNonNull(answers.get(byNumber.get(id))));
      }
      assertThat(registry.schema(new SchemaName.Id(byNumber.size()))).isNotNull();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int id(String path) {
    return path.startsWith("/schemas/ids/")
        ? Integer.parseInt(path.substring("/schemas/ids/".length()))
        : Integer.MAX_VALUE;
  }

  private static String refusal(SchemaRegistry registry, SchemaName name) {
    try {
      return "none, but " + registry.schema(name);
    } catch (UndecodableException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static SchemaRegistry client(StubRegistry stub) {
    return SchemaRegistry.of(
        Map.of("schema.registry.url", stub.url(), "schema.registry.http.read.timeout.ms", "3000"));
  }

  @Test
  void oneForbiddenIdAmongAHundredRecordsIsOneReject() throws Exception {
    List<String> refusals = new ArrayList<>();
    int read = 0;
    try (StubRegistry stub = StubRegistry.answeringBy(path -> id(path) == 2 ? DENIED : OK);
        Formats formats = new Formats()) {
      PayloadDecoder decoder =
          formats.decoder(
              FormatSettings.registry(Map.of("schema.registry.url", stub.url())), "t", false);
      for (int record = 0; record < 100; record++) {
        try {
          byte id = (byte) (record == 50 ? 2 : 1);
          decoder.decode(new byte[] {0, 0, 0, 0, id, 84}, new RecordHeaders());
          read++;
        } catch (UndecodableException e) {
          refusals.add(String.valueOf(e.getMessage()));
        }
      }
    }

    assertThat(read).isEqualTo(99);
    assertThat(refusals)
        .containsExactly("got schema id 2, for which the registry answered 403: denied");
  }

  @Test
  void whatIsRefusedIsNotQuotedByTheMegabyte() throws Exception {
    String schema = "{\"schema\": \"{\\\"x\\\": \\\"%s\\\"}\"}".formatted("x".repeat(1 << 20));
    try (StubRegistry stub = StubRegistry.answering(json(200, schema));
        SchemaRegistry registry = client(stub)) {
      assertThat(refusal(registry, new SchemaName.Id(7)))
          .startsWith("the schema of id 7 is no Avro schema: ")
          .hasSizeLessThan(600);
    }
  }

  @Test
  void aSchemaThatAnotherRefersToIsPartOfIt() throws Exception {
    String outer =
        "{\"schema\": \"\\\"n.Inner\\\"\", \"references\": [{\"name\": \"n.Inner\", \"subject\":"
            + " \"inner\", \"version\": 3}]}";
    try (StubRegistry stub =
            StubRegistry.answeringBy(
                path ->
                    path.equals("/schemas/ids/7")
                        ? json(200, outer)
                        : path.startsWith("/subjects/inner") ? DENIED : UNKNOWN);
        SchemaRegistry registry = client(stub)) {
      assertThatThrownBy(() -> registry.schema(new SchemaName.Id(7)))
          .isInstanceOf(UndecodableException.class)
          .hasMessage(
              "the schema of id 7 refers to /subjects/inner/versions/3, for which the registry"
                  + " answered 403: denied");
    }
  }

  /** As where the credentials are those of nobody. */
  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void aRegistryThatRefusesEverythingFailsTheTaskAtOnce(int status) {
    StubRegistry.Answer denied = json(status, "{\"message\": \"denied\"}");
    try (StubRegistry stub = StubRegistry.answeringBy(path -> denied);
        SchemaRegistry registry = client(stub)) {
      assertThatThrownBy(() -> registry.schema(new SchemaName.Id(7)))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining(
              "/schemas/ids/7: answered %d: denied; and it answers nothing else".formatted(status));
      assertThat(stub.questions())
          .containsExactly("GET /schemas/ids/7", "GET " + NO_SUCH_SCHEMA, "GET /subjects");
    }
  }

  /** Another thread turns to the second server while the first is asked for others. */
  @Test
  void theServerThatAnswersOthersIsTheOneThatIsAskedOnceMore() throws Exception {
    CompletableFuture<SchemaRegistry> client = new CompletableFuture<>();
    try (StubRegistry second = StubRegistry.answeringBy(path -> id(path) == 9 ? OK : BROKEN);
        StubRegistry first =
            StubRegistry.answeringBy(
                path ->
                    switch (id(path)) {
                      case 7 -> DENIED;
                      case 9 -> BROKEN;
                      default -> {
                        assertThat(refusal(client.join(), new SchemaName.Id(9))).contains("none");
                        yield UNKNOWN;
                      }
                    });
        SchemaRegistry registry =
            SchemaRegistry.of(Map.of("schema.registry.url", first.url() + "," + second.url()))) {
      client.complete(registry);

      assertThat(refusal(registry, new SchemaName.Id(7))).contains("answered 403: denied");
      assertThat(second.questions()).containsExactly("GET /schemas/ids/9");
    }
  }

  /** Longer than one id would be in doubt; the record is read when it is back. */
  @Test
  void aRegistryThatFailsForEverythingDelays() throws Exception {
    CompletableFuture<Void> back = new CompletableFuture<>();
    try (StubRegistry stub = StubRegistry.answeringBy(path -> back.isDone() ? OK : BROKEN);
        SchemaRegistry registry = client(stub)) {
      CompletableFuture<Schema> asked =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return registry.schema(new SchemaName.Id(7));
                } catch (UndecodableException e) {
                  throw new CompletionException(e);
                }
              },
              threads);
      Awaitility.await("it asks for others")
          .atMost(Duration.ofSeconds(60))
          .until(() -> stub.questions().contains("GET " + NO_SUCH_SCHEMA));
      assertThat(asked).isNotDone();
      back.complete(null);
      assertThat(asked.get(60, TimeUnit.SECONDS)).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error_code\": 40403, \"message\": \"none\"}",
        "{\"schemaType\": \"PROTOBUF\", \"schema\": \"message M {}\"}",
        "{\"schema\": \"{}\"}"
      })
  void aTopicFullOfOneBadIdMakesFewRequests(String answer) {
    int status = answer.contains("error_code") ? 404 : 200;
    try (StubRegistry stub = StubRegistry.answering(json(status, answer));
        SchemaRegistry registry = client(stub)) {
      for (int record = 0; record < 3_000; record++) {
        assertThatThrownBy(() -> registry.schema(new SchemaName.Id(7)))
            .isInstanceOf(UndecodableException.class);
      }
      assertThat(stub.questions()).hasSizeLessThan(20);
    }
  }

  @Test
  void anIdOfEightBytesIsNamed() {
    try (StubRegistry stub = StubRegistry.answering(UNKNOWN);
        SchemaRegistry registry = client(stub)) {
      assertThatThrownBy(() -> registry.schema(new SchemaName.Id(0)))
          .hasMessageContaining("schema id 0, which the registry does not know; an 8-byte id");
      assertThatThrownBy(() -> registry.schema(new SchemaName.Id(-5)))
          .hasMessage("got schema id -5, wants 0 or more");
      assertThat(stub.questions()).hasSize(1);
    }
  }
}
