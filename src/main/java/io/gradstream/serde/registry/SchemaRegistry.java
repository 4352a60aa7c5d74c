package io.gradstream.serde.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.gradstream.text.Shown;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A client of the REST API that Confluent's registry, Karapace, Redpanda and Apicurio speak. For
 * any number of threads; what is settled is asked once.
 *
 * <p>Its settings, by Confluent's names where they have one:
 *
 * <table>
 * <caption>Settings</caption>
 * <tr><td>{@code schema.registry.url}</td><td>one or several, with commas between; the next is
 *     asked when one fails</td></tr>
 * <tr><td>{@code basic.auth.credentials.source}</td><td>{@code URL} (default: {@code
 *     http://user:password@host}) or {@code USER_INFO}; also as {@code schema.registry.basic…}
 *     </td></tr>
 * <tr><td>{@code basic.auth.user.info}</td><td>{@code user:password}</td></tr>
 * <tr><td>{@code schema.registry.ssl.*}</td><td>Kafka's settings of a TLS client: trust store, key
 *     store, passwords, types. The host's name is always checked.</td></tr>
 * <tr><td>{@code schema.registry.http.connect.timeout.ms}</td><td>5000</td></tr>
 * <tr><td>{@code schema.registry.http.read.timeout.ms}</td><td>10000, for a whole answer</td></tr>
 * <tr><td>{@code schema.registry.retry.limit.ms}</td><td>how long a registry that fails is asked
 *     again before the task fails; half of {@code max.poll.interval.ms}, and below it</td></tr>
 * <tr><td>{@code auto.register.schemas}</td><td>{@code true}; with {@code false} schemas that are
 *     written must be there</td></tr>
 * </table>
 */
public final class SchemaRegistry implements AutoCloseable {
  private static final int MAX_SCHEMAS = 1000;
  private static final int MAX_REFERENCES = 100;

  private final RegistryTransport transport;
  private final boolean autoRegister;
  private final LruCache<SchemaName, Schema> schemas = new LruCache<>(MAX_SCHEMAS);
  private final Refusals<SchemaName> refusals = new Refusals<>(MAX_SCHEMAS, System::nanoTime);
  private final LruCache<Subject, Integer> ids = new LruCache<>(MAX_SCHEMAS);

  private record Subject(String name, Schema schema) {}

  /** A subject's version. */
  public record Version(int id, int version, Schema schema) {}

  private SchemaRegistry(RegistrySettings settings) {
    this.transport = new RegistryTransport(settings);
    this.autoRegister = settings.autoRegister();
  }

  /**
   * A client; asks nothing yet.
   *
   * @throws KafkaSettingException if a setting cannot be
   */
  public static SchemaRegistry of(Map<String, String> properties) {
    return new SchemaRegistry(RegistrySettings.of(properties));
  }

  /** The subject of a topic's keys or values, by Confluent's {@code TopicNameStrategy}. */
  public static String subject(String topic, boolean key) {
    return topic + (key ? "-key" : "-value");
  }

  /**
   * The schema that a record names.
   *
   * @throws UndecodableException if the registry knows none, or not in Avro, or has no other answer
   *     to this one question. It is asked again some seconds later: it may be given one.
   * @throws RegistryException if it answers no question at all
   */
  public Schema schema(SchemaName name) throws UndecodableException {
    Schema known = schemas.get(name);
    if (known != null) {
      return known;
    }
    String refusal = refusals.get(name);
    if (refusal != null) {
      throw new UndecodableException(refusal);
    }
    long begunNanos = System.nanoTime();
    try {
      Schema schema = ask(name);
      schemas.put(name, schema);
      return schema;
    } catch (UndecodableException e) {
      refusals.put(name, String.valueOf(e.getMessage()), System.nanoTime() - begunNanos);
      throw e;
    }
  }

  private Schema ask(SchemaName name) throws UndecodableException {
    if (name instanceof SchemaName.Id(int id) && id < 0) {
      throw new UndecodableException("got schema %s, wants 0 or more".formatted(name));
    }
    JsonNode answer = ask(name.path(), "got schema %s, for which".formatted(name));
    if (answer == null) {
      throw new UndecodableException(
          "got schema %s, which the registry does not know%s".formatted(name, hint(name)));
    }
    return parse("the schema of " + name, answer);
  }

  private @Nullable JsonNode ask(String path, String what) throws UndecodableException {
    try {
      return transport.schema(path);
    } catch (RefusedException e) {
      throw new UndecodableException("%s the registry %s".formatted(what, e.getMessage()));
    }
  }

  /** No registry gives the first number, which is what the upper half of a longer one is. */
  private static String hint(SchemaName name) {
    return name.equals(new SchemaName.Id(0))
        ? "; an 8-byte id, the default of Apicurio's serializers, reads as 0: set them to 4 bytes"
        : "";
  }

  /**
   * A subject's latest version, asked for every time; empty if there is no such subject.
   *
   * @throws UndecodableException if it is not in Avro
   */
  public Optional<Version> latest(String subject) throws UndecodableException {
    JsonNode answer = transport.get("/subjects/" + encoded(subject) + "/versions/latest");
    if (answer == null) {
      return Optional.empty();
    }
    Schema schema = parse("the latest schema of " + subject, answer);
    return Optional.of(
        new Version(answer.path("id").asInt(), answer.path("version").asInt(), schema));
  }

  /**
   * The id of a schema that is to be written: registers it, or looks it up if {@code
   * auto.register.schemas} is off.
   *
   * @throws RegistryException if it is incompatible with the subject's, or to be looked up and not
   *     there
   */
  public int idToWrite(String subject, Schema schema) {
    Subject wanted = new Subject(subject, schema);
    Integer known = ids.get(wanted);
    if (known != null) {
      return known;
    }
    String path = "/subjects/" + encoded(subject);
    JsonNode body = JsonNodeFactory.instance.objectNode().put("schema", schema.toString());
    JsonNode answer =
        transport.post(autoRegister ? path + "/versions" : path + "?normalize=true", body);
    if (answer == null || !answer.path("id").isInt()) {
      throw new RegistryException(
          "subject %s has no version equal to %s: register it, or set auto.register.schemas"
              .formatted(subject, schema.getFullName()),
          null);
    }
    int id = answer.path("id").intValue();
    ids.put(wanted, id);
    return id;
  }

  private Schema parse(String what, JsonNode answer) throws UndecodableException {
    String type = answer.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw new UndecodableException(
          switch (type) {
            case "JSON" -> what + " is JSON Schema, wants Avro; format json reads such records";
            case "PROTOBUF" ->
                what
                    + " is Protobuf, wants Avro; a Deserializer of your own can read it, with"
                    + " format class";
            default -> "%s is of type %s, wants AVRO".formatted(what, Shown.line(type));
          });
    }
    // A writer's defaults are never used, so they may be wrong.
    Schema.Parser parser = new Schema.Parser().setValidateDefaults(false);
    parseReferences(what, answer, parser, new HashSet<>());
    return parse(what, answer, parser);
  }

  /** What a schema refers to comes before it. */
  private void parseReferences(
      String what, JsonNode answer, Schema.Parser parser, Set<String> parsed)
      throws UndecodableException {
    for (JsonNode reference : answer.path("references")) {
      String subject = reference.path("subject").asText();
      String path =
          "/subjects/%s/versions/%d".formatted(encoded(subject), reference.path("version").asInt());
      if (!parsed.add(path)) {
        continue;
      }
      if (parsed.size() > MAX_REFERENCES) {
        throw new UndecodableException(
            "%s refers to more than %d others".formatted(what, MAX_REFERENCES));
      }
      JsonNode referred = ask(path, "%s refers to %s, for which".formatted(what, path));
      if (referred == null) {
        throw new UndecodableException(
            "%s refers to %s, which the registry does not know".formatted(what, path));
      }
      parseReferences(what, referred, parser, parsed);
      parse(path, referred, parser);
    }
  }

  private static Schema parse(String what, JsonNode answer, Schema.Parser parser)
      throws UndecodableException {
    try {
      return parser.parse(answer.path("schema").asText());
    } catch (RuntimeException | StackOverflowError e) {
      throw new UndecodableException("%s is no Avro schema: %s".formatted(what, e.getMessage()));
    }
  }

  private static String encoded(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Ends what waits for an answer. */
  @Override
  public void close() {
    transport.close();
  }
}
