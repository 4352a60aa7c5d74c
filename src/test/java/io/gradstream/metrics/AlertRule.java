package io.gradstream.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An alert of Prometheus, as it is in its file. */
record AlertRule(JsonNode root) {
  private static final Path FILE = Path.of("grafana/alerts/gradstream.yml");

  static List<AlertRule> all() {
    List<AlertRule> rules = new ArrayList<>();
    try {
      for (JsonNode group : new YAMLMapper().readTree(FILE.toFile()).path("groups")) {
        group.path("rules").forEach(rule -> rules.add(new AlertRule(rule)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rules;
  }

  String name() {
    return root.path("alert").asText();
  }

  String expression() {
    return root.path("expr").asText();
  }

  String severity() {
    return root.path("labels").path("severity").asText();
  }

  String annotation(String name) {
    return root.path("annotations").path(name).asText();
  }

  @Override
  public String toString() {
    return name();
  }
}
