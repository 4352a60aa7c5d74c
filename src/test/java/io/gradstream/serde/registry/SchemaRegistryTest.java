package io.gradstream.serde.registry;

import static io.gradstream.serde.registry.StubRegistry.OK;
import static io.gradstream.serde.registry.StubRegistry.UNKNOWN;
import static io.gradstream.serde.registry.StubRegistry.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client makes of all that a registry, or what stands before it, may answer. */
@Timeout(60)
final class SchemaRegistryTest {
  private static final Schema LONG = Schema.create(Schema.Type.LONG);
  private static final Schema RECORD =
      SchemaBuilder.record("R").fields().requiredLong("x").endRecord();
  private static final String SHORT_LIMIT = "1000";

  private final Map<String, String> properties = new HashMap<>();
  private final CountDownLatch released = new CountDownLatch(1);

  @AfterEach
  void release() {
    released.countDown();
  }

  private SchemaRegistry client(String urls) {
    properties.put("schema.registry.url", urls);
    return SchemaRegistry.of(properties);
  }

  private static SchemaName id(int number) {
    return new SchemaName.Id(number);
  }

  private SchemaRegistry client(StubRegistry stub) {
    return client(stub.url());
  }

  @Test
  void asksForAnIdOnce() throws Exception {
    try (StubRegistry stub = StubRegistry.answering(OK);
        SchemaRegistry registry = client(stub)) {
      assertThat(registry.schema(id(7))).isEqualTo(LONG);
      assertThat(registry.schema(id(7))).isEqualTo(LONG);
      assertThat(stub.questions()).containsExactly("GET /schemas/ids/7");
    }
  }

  @Test
  void anUnknownIdRefusesTheRecordAndIsAskedAnewSomeTimeLater() throws Exception {
    try (StubRegistry stub = StubRegistry.answering(UNKNOWN, OK);
        SchemaRegistry registry = client(stub)) {
      assertThatThrownBy(() -> registry.schema(id(7)))
          .isInstanceOf(UndecodableException.class)
          .hasMessageContaining("schema id 7");
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptionsInstanceOf(UndecodableException.class)
          .until(() -> registry.schema(id(7)).equals(LONG));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 503, 404, 200})
  void whatMayPassIsAskedAgain(int status) throws Exception {
    try (StubRegistry stub = StubRegistry.answering(json(status, "<html>"), OK);
        SchemaRegistry registry = client(stub)) {
      assertThat(registry.schema(id(7))).isEqualTo(LONG);
      assertThat(stub.questions()).hasSize(2);
    }
  }

  @Test
  void aConnectionThatBreaksIsAskedAgain() throws Exception {
    StubRegistry.Answer broken =
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          throw new IOException("the server dies");
        };
    try (StubRegistry stub = StubRegistry.answering(broken, OK);
        SchemaRegistry registry = client(stub)) {
      assertThat(registry.schema(id(7))).isEqualTo(LONG);
    }
  }

  @Test
  void aRegistryThatKeepsFailingFailsTheTaskAndIsNamed() {
    properties.put("schema.registry.retry.limit.ms", SHORT_LIMIT);
    try (StubRegistry stub =
            StubRegistry.answering(json(500, "{\"error_code\": 50001, \"message\": \"full\"}"));
        SchemaRegistry registry = client(stub)) {
      assertThatThrownBy(() -> registry.schema(id(7)))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining(stub.url() + "/schemas/ids/7: answered 500: full");
      assertThat(stub.questions()).hasSizeGreaterThan(1);
    }
  }

  @Test
  void aRegistryThatIsDownIsToo() throws IOException {
    properties.put("schema.registry.retry.limit.ms", SHORT_LIMIT);
    String url = "http://localhost:" + unusedPort();
    try (SchemaRegistry registry = client(url)) {
      assertThatThrownBy(() -> registry.schema(id(7)))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining(url)
          .hasMessageContaining("ConnectException");
    }
  }

  @Test
  void theNextServerIsAskedWhenOneIsDown() throws Exception {
    try (StubRegistry stub = StubRegistry.answering(OK);
        SchemaRegistry registry =
            client("http://localhost:" + unusedPort() + "/ , " + stub.url())) {
      assertThat(registry.schema(id(7))).isEqualTo(LONG);
      assertThat(registry.schema(id(8))).isEqualTo(LONG);
      assertThat(stub.questions()).hasSize(2);
    }
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Neither one that says nothing nor one that never ends. */
  @Test
  void aSlowRegistryIsNotWaitedForAnyLonger() throws Exception {
    properties.put("schema.registry.http.read.timeout.ms", "200");
    StubRegistry.Answer silent = exchange -> await(released);
    StubRegistry.Answer trickling =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          await(released);
        };
    try (StubRegistry stub = StubRegistry.answering(silent, trickling, OK);
        SchemaRegistry registry = client(stub)) {
      assertThat(registry.schema(id(7))).isEqualTo(LONG);
      assertThat(stub.questions()).hasSize(3);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void anAnswerWithoutEndIsNotRead() throws Exception {
    String text = "{\"schema\": \"" + "x".repeat(5 << 20) + "\"}";
    try (StubRegistry stub = StubRegistry.answering(json(200, text), OK);
        SchemaRegistry registry = client(stub)) {
      assertThat(registry.schema(id(7))).isEqualTo(LONG);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 401, 403, 409, 422})
  void whatCannotPassFailsAtOnce(int status) {
    try (StubRegistry stub = StubRegistry.answering(json(status, "{\"message\": \"it's so\"}"));
        SchemaRegistry registry = client(stub)) {
      assertThatThrownBy(() -> registry.idToWrite("t-value", RECORD))
          .isInstanceOf(RegistryException.class)
          .hasMessage(
              "POST %s/subjects/t-value/versions: answered %d: it's so"
                  .formatted(stub.url(), status));
      assertThat(stub.questions()).hasSize(1);
    }
  }

  @Test
  void closingEndsTheWait() throws Exception {
    try (StubRegistry stub = StubRegistry.answering(json(500, "{}"))) {
      SchemaRegistry registry = client(stub);
      CompletableFuture<Schema> waiting =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return registry.schema(id(7));
                } catch (UndecodableException e) {
                  throw new AssertionError(e);
                }
              });
      Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> stub.questions().size() > 2);
      registry.close();
      assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(RegistryException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"schemaType\": \"PROTOBUF\", \"schema\": \"message M {}\"}",
        "{\"schemaType\": \"JSON\", \"schema\": \"{}\"}",
        "{\"schema\": \"{}\"}"
      })
  void aSchemaThatIsNotAvrosRefusesTheRecord(String answer) {
    try (StubRegistry stub = StubRegistry.answering(json(200, answer));
        SchemaRegistry registry = client(stub)) {
      assertThatThrownBy(() -> registry.schema(id(7)))
          .isInstanceOf(UndecodableException.class)
          .hasMessageStartingWith("the schema of id 7 is");
    }
  }

  @Test
  void referencesAreRead() throws Exception {
    StubRegistry.Answer outer =
        json(
            200,
            """
            {"schema": "{\\"type\\": \\"record\\", \\"name\\": \\"Outer\\", \\"fields\\": [\
            {\\"name\\": \\"a\\", \\"type\\": \\"n.Inner\\"},\
            {\\"name\\": \\"b\\", \\"type\\": \\"n.Inner\\"}]}",
             "references": [{"name": "n.Inner", "subject": "in ner", "version": 3},
                            {"name": "n.Inner", "subject": "in ner", "version": 3}]}
            """);
    StubRegistry.Answer inner =
        json(
            200,
            """
            {"schema": "{\\"type\\": \\"enum\\", \\"name\\": \\"n.Inner\\", \\"symbols\\": []}"}
            """);
    try (StubRegistry stub = StubRegistry.answering(outer, inner);
        SchemaRegistry registry = client(stub)) {
      assertThat(registry.schema(id(7)).getField("b").schema().getFullName()).isEqualTo("n.Inner");
      assertThat(stub.questions())
          .containsExactly("GET /schemas/ids/7", "GET /subjects/in%20ner/versions/3");
    }
  }

  @Test
  void aSchemaToWriteIsRegisteredOnce() {
    try (StubRegistry stub = StubRegistry.answering(OK);
        SchemaRegistry registry = client(stub)) {
      assertThat(registry.idToWrite("t-value", RECORD)).isEqualTo(7);
      assertThat(registry.idToWrite("t-value", RECORD)).isEqualTo(7);
      assertThat(stub.questions())
          .singleElement()
          .asString()
          .startsWith("POST /subjects/t-value/versions {\"schema\":\"{\\\"type\\\":\\\"record");
    }
  }

  @Test
  void aSchemaToWriteIsOnlyLookedUpIfToldSo() {
    properties.put("auto.register.schemas", "false");
    try (StubRegistry stub = StubRegistry.answering(UNKNOWN, OK);
        SchemaRegistry registry = client(stub)) {
      assertThatThrownBy(() -> registry.idToWrite("t-value", RECORD))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("subject t-value has no version equal to R");
      assertThat(registry.idToWrite("t-value", RECORD)).isEqualTo(7);
      assertThat(stub.questions())
          .allMatch(question -> question.startsWith("POST /subjects/t-value?normalize=true {"));
    }
  }

  @Test
  void theLatestVersionIsAskedEveryTime() throws Exception {
    String answer = "{\"id\": 9, \"version\": 4, \"schema\": \"\\\"long\\\"\"}";
    try (StubRegistry stub = StubRegistry.answering(UNKNOWN, json(200, answer));
        SchemaRegistry registry = client(stub)) {
      assertThat(registry.latest("t-value")).isEmpty();
      assertThat(registry.latest("t-value")).contains(new SchemaRegistry.Version(9, 4, LONG));
    }
  }

  @Test
  void credentialsAreSentAndNeverShown() throws Exception {
    try (StubRegistry stub = StubRegistry.answering(OK, json(401, "{}"));
        SchemaRegistry registry = client("http://ann:p%40ss@" + stub.authority())) {
      registry.schema(id(7));
      assertThat(stub.authorization()).isEqualTo(basic("ann:p@ss"));
      assertThatThrownBy(() -> registry.schema(id(8)))
          .hasMessageContaining(stub.url())
          .hasMessageNotContaining("p%40ss");
    }
    properties.put("basic.auth.credentials.source", "USER_INFO");
    properties.put("basic.auth.user.info", "bob:colon:ed");
    try (StubRegistry stub = StubRegistry.answering(OK);
        SchemaRegistry registry = client(stub)) {
      registry.schema(id(7));
      assertThat(stub.authorization()).isEqualTo(basic("bob:colon:ed"));
    }
  }

  private static String basic(String userInfo) {
    return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schema.registry.url=localhost:8081",
        "schema.registry.url=ftp://secret@host",
        "schema.registry.url=http://a b@host",
        "schema.registry.url= ",
        "schema.registry.http.connect.timeout.ms=0",
        "schema.registry.http.read.timeout.ms=soon",
        "schema.registry.retry.limit.ms=300000",
        "max.poll.interval.ms=1",
        "auto.register.schemas=maybe",
        "basic.auth.credentials.source=SASL_INHERIT",
        "schema.registry.basic.auth.credentials.source=USER_INFO",
        "schema.registry.ssl.truststore.location=/no/such/file"
      })
  void aSettingThatCannotBeIsNamed(String setting) {
    properties.put("schema.registry.url", "http://localhost:8081");
    String[] keyAndValue = setting.split("=", 2);
    properties.put(keyAndValue[0], keyAndValue[1]);
    assertThatThrownBy(() -> SchemaRegistry.of(properties))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(schema.registry|max.poll|auto.reg|basic.auth)[^ ]*: .*")
        .hasMessageNotContaining("secret");
  }

  @Test
  void theWaitStaysBelowTheConsumers() {
    properties.put("schema.registry.url", "http://localhost:8081");
    properties.put("max.poll.interval.ms", "1000");
    assertThat(RegistrySettings.of(properties).retryLimit()).isEqualTo(Duration.ofMillis(500));
    properties.put("main.consumer.max.poll.interval.ms", "600");
    assertThat(RegistrySettings.of(properties).retryLimit()).isEqualTo(Duration.ofMillis(300));
  }
}
