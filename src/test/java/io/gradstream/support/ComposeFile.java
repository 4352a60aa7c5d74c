package io.gradstream.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What {@code docker-compose.yml} says, its anchors and merges resolved. */
public record ComposeFile(Map<String, Map<String, Object>> services) {
  public static final Path PATH = Path.of("docker-compose.yml");

  /** The file of this project. */
  @SuppressWarnings("unchecked") // Each entry below "services" is an object, or Compose refuses it.
  public static ComposeFile read() throws IOException {
    Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    Map<String, Object> file = yaml.load(Files.readString(PATH));
    return new ComposeFile(
        new TreeMap<>((Map<String, Map<String, Object>>) file.getOrDefault("services", Map.of())));
  }

  /** All that it says of a service. */
  public Map<String, Object> service(String name) {
    return Objects.requireNonNull(services.get(name));
  }

  /** A list of texts of a service. */
  public List<String> texts(String service, String key) {
    Object found = service(service).getOrDefault(key, List.of());
    return ((List<?>) found).stream().map(String::valueOf).toList();
  }

  /** An object of a service, its values as texts. */
  public Map<String, String> object(String service, String key) {
    Map<String, String> texts = new TreeMap<>();
    Object found = service(service).getOrDefault(key, Map.of());
    ((Map<?, ?>) found).forEach((name, value) -> texts.put(name.toString(), value.toString()));
    return texts;
  }
}
