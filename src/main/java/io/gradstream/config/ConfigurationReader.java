package io.gradstream.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.gradstream.text.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a configuration: the user's file laid over the defaults. */
public final class ConfigurationReader {
  private static final long MAX_FILE_BYTES = 1 << 20;

  /** Their keys are another program's, or depend on a kind, so any is taken here. */
  private static final Set<String> PASSED_THROUGH = Set.of("kafka", "optimizer");

  /** The keys of a network that hold for a pool as well. */
  private static final Set<String> KEYS_OF_LOSS = Set.of("network.loss", "network.huber-threshold");

  /** Without the old rule by which an unquoted {@code no} is a boolean: it may be a class. */
  private final ObjectMapper yaml =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                  .build())
          .build();

  /** The configuration of an empty file. */
  public Configuration defaults() {
    return parse("", Path.of(""));
  }

  /**
   * Reads a file.
   *
   * @throws ConfigurationException if it cannot be read or anything in it is wrong
   */
  public Configuration read(Path file) {
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new ConfigurationException(
            "%s: got %d bytes, wants at most %d".formatted(file, Files.size(file), MAX_FILE_BYTES));
      }
      return parse(Files.readString(file), file.resolveSibling(""));
    } catch (IOException e) {
      throw new ConfigurationException(
          file.toString(), Unreadable.reason(e), "a text file in UTF-8");
    } catch (ConfigurationException e) {
      throw new ConfigurationException(file + ": " + e.getMessage());
    }
  }

  /** Reads a configuration from text; paths in it are relative to a directory. */
  public Configuration parse(String text, Path directory) {
    ObjectNode merged = readDefaults();
    JsonNode given = readTree(text);
    if (!given.isMissingNode() && !given.isNull()) {
      Overlay.lay("", merged, given, PASSED_THROUGH);
    }
    chooseLearner((ObjectNode) merged.get("learner"), given);
    return Configuration.of(new Section("", merged), directory);
  }

  /** A network or an optimizer that is described is meant to be used. */
  private static void chooseLearner(ObjectNode learner, JsonNode given) {
    List<String> ofNetwork = new ArrayList<>();
    given.path("network").fieldNames().forEachRemaining(key -> ofNetwork.add("network." + key));
    ofNetwork.removeAll(KEYS_OF_LOSS);
    given.path("optimizer").fieldNames().forEachRemaining(key -> ofNetwork.add("optimizer." + key));
    String kind = learner.path("kind").asText();
    if (kind.equals("pool") && !ofNetwork.isEmpty()) {
      throw new ConfigurationException(
          ofNetwork.getFirst(), "a value", "none beside learner.kind: pool, or kind: network");
    }
    if (kind.equals("auto")) {
      learner.put("kind", ofNetwork.isEmpty() ? "pool" : "network");
    }
  }

  private JsonNode readTree(String text) {
    try {
      return yaml.readTree(text);
    } catch (JsonProcessingException e) {
      throw new ConfigurationException("is not YAML: " + place(e) + e.getOriginalMessage());
    }
  }

  /** Where it is, if the message does not say so itself. */
  private static String place(JsonProcessingException e) {
    return e.getLocation() == null || e.getOriginalMessage().contains(" line ")
        ? ""
        : "line %d: ".formatted(e.getLocation().getLineNr());
  }

  private ObjectNode readDefaults() {
    try (InputStream in = ConfigurationReader.class.getResourceAsStream("defaults.yaml")) {
      return (ObjectNode) yaml.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
