package io.gradstream.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A dashboard of Grafana, as it is in its file. */
record Dashboard(Path file, JsonNode root) {
  private static final Path DIRECTORY = Path.of("grafana/dashboards");

  static List<Dashboard> all() {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files.sorted().map(Dashboard::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Dashboard read(Path file) {
    try {
      return new Dashboard(file, new ObjectMapper().readTree(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Rows included. */
  List<JsonNode> panels() {
    return stream(root.path("panels")).toList();
  }

  /** What shows data. */
  List<JsonNode> charts() {
    return panels().stream().filter(panel -> !panel.path("type").asText().equals("row")).toList();
  }

  List<JsonNode> variables() {
    return stream(root.path("templating").path("list")).toList();
  }

  /** The queries of a panel. */
  static List<String> queries(JsonNode panel) {
    return stream(panel.path("targets")).map(target -> target.path("expr").asText()).toList();
  }

  /** The queries of all panels and annotations. */
  List<String> queries() {
    return Stream.concat(
            charts().stream().flatMap(panel -> queries(panel).stream()),
            stream(root.path("annotations").path("list")).map(one -> one.path("expr").asText()))
        .toList();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
