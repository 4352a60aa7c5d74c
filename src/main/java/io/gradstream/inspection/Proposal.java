package io.gradstream.inspection;

import io.gradstream.config.ConfigurationException;
import io.gradstream.config.EnumName;
import io.gradstream.serde.Format;
import io.gradstream.serde.FormatSettings;
import io.gradstream.serde.Formats;
import io.gradstream.serde.PayloadDecoder;
import io.gradstream.serde.registry.KafkaSettingException;
import io.gradstream.source.ReadRecord;
import io.gradstream.source.TopicTail;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A first configuration for a topic that nobody has described yet.
 *
 * @param yaml the text of its file
 * @param label the proposed label, or null if none is plausible and the file wants one
 */
public record Proposal(String yaml, @Nullable String label) {
  /** Records that are looked at. */
  public static final int MAX_RECORDS = 1_000;

  /**
   * What a proposal is made from.
   *
   * @param topic null for a schema alone
   * @param kafka settings of the clients; a topic needs {@code bootstrap.servers}
   * @param format as in a configuration, or null to guess it
   * @param schema the file or folder of Avro schemas, or null
   * @param label the label's path, or null to propose one
   * @param directory where the configuration will be: its paths are relative to that
   */
  public record Source(
      @Nullable String topic,
      Map<String, String> kafka,
      @Nullable String format,
      @Nullable Path schema,
      @Nullable String label,
      Path directory) {
    public Source {
      kafka = Collections.unmodifiableMap(new LinkedHashMap<>(kafka));
    }
  }

  /**
   * Proposes a configuration. Reads the topic's last records without a trace.
   *
   * @throws ConfigurationException if there is neither a schema nor a record to go by, or an option
   *     cannot be
   */
  public static Proposal of(Source source) {
    return source.topic() == null ? ofSchema(source) : ofTopic(source, source.topic());
  }

  private static Proposal ofSchema(Source source) {
    Path file = source.schema();
    if (file == null) {
      throw new ConfigurationException("--topic", null, "a topic, or --schema FILE alone");
    }
    List<Schema> schemas;
    try (Formats formats = new Formats()) {
      schemas = formats.knownSchemas(FormatSettings.singleObject(file), "", false);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("--" + e.getMessage());
    }
    TopicProfile profile = new TopicProfile();
    schemas.forEach(profile::declare);
    String topic = schemas.getFirst().getName().toLowerCase(Locale.ROOT);
    Map<String, String> kafka = new LinkedHashMap<>();
    kafka.put("bootstrap.servers", "localhost:9092");
    kafka.putAll(source.kafka());
    String names =
        schemas.stream().map(Schema::getFullName).distinct().collect(Collectors.joining(", "));
    String origin = "the schema %s; topic and broker are guesses".formatted(names);
    return write(source, profile, origin, topic, Format.AVRO_SINGLE_OBJECT, kafka);
  }

  private static Proposal ofTopic(Source source, String topic) {
    Map<String, String> kafka = new HashMap<>(source.kafka());
    kafka.putIfAbsent("application.id", "gradstream-init");
    List<ReadRecord> records = TopicTail.read(kafka, topic, MAX_RECORDS);
    Format format = GuessedFormat.of(source, records);
    FormatSettings settings =
        new FormatSettings(
            format,
            format == Format.AVRO_SINGLE_OBJECT ? source.schema() : null,
            null,
            source.kafka());
    try (Formats formats = new Formats();
        PayloadDecoder decoder = formats.decoder(settings, topic, false)) {
      ProfiledTopic profiled = new ProfiledTopic(decoder);
      List<Schema> schemas = formats.knownSchemas(settings, topic, false);
      schemas.forEach(profiled.profile()::declare);
      records.forEach(profiled::add);
      if (profiled.profile().records() == 0 && schemas.isEmpty()) {
        throw new ConfigurationException(
            "topic %s: no schema, and of %d records none can be read as %s: %s"
                .formatted(topic, records.size(), EnumName.of(format), profiled.firstRefusal()));
      }
      String origin = profiled.origin(topic);
      if (profiled.hasJsonSchema()) {
        origin += ", which are JSON behind a schema registry's id (JSON Schema)";
      }
      return write(source, profiled.profile(), origin, topic, format, source.kafka());
    } catch (KafkaSettingException e) {
      throw new ConfigurationException(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("--" + e.getMessage());
    }
  }

  private static Proposal write(
      Source source,
      TopicProfile profile,
      String origin,
      String topic,
      Format format,
      Map<String, String> kafka) {
    LabelChoice label = LabelChoice.of(profile.fields(), source.label());
    Map<String, String> input = new LinkedHashMap<>();
    input.put("topic", topic);
    Map<String, String> output = new LinkedHashMap<>();
    if (format != Format.AVRO_SINGLE_OBJECT) {
      input.put("format", EnumName.of(format));
      output.put("format", EnumName.of(format));
    } else if (source.schema() != null) {
      input.put("schema", relative(source.directory(), source.schema()));
    }
    Map<String, String> clients = new LinkedHashMap<>(kafka);
    clients.putIfAbsent("application.id", topic + "-learner");
    String yaml = new ProposalWriter(profile, label).write(origin, input, output, clients);
    return new Proposal(yaml, label.field() == null ? null : label.field().path());
  }

  private static String relative(Path directory, Path file) {
    Path from = directory.toAbsolutePath().normalize();
    Path to = file.toAbsolutePath().normalize();
    return to.startsWith(from) ? from.relativize(to).toString() : to.toString();
  }
}
