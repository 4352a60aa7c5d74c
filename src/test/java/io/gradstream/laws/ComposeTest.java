package io.gradstream.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gradstream.config.Configuration;
import io.gradstream.config.ConfigurationReader;
import io.gradstream.support.ComposeFile;
import io.gradstream.support.DockerCompose;
import io.gradstream.support.DockerCompose.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compose file, its Dockerfile and its configuration: as far as can be told without Docker. */
class ComposeTest {
  /** A tag of at least two numbers, perhaps of a host, an owner and a name. */
  private static final Pattern PINNED =
      Pattern.compile("[a-z0-9][a-z0-9./-]*:v?\\d+[._]\\d+[\\w.-]*");

  private static final String LEARNER = "learner";

  /** What Apache's image itself reads; the rest of its KAFKA_ variables are the broker's. */
  private static final Set<String> OF_KAFKA_IMAGE = Set.of("CLUSTER_ID", "KAFKA_HEAP_OPTS");

  private static final Map<String, Set<String>> OF_OTHER_IMAGES =
      Map.of(
          "registry",
          Set.of("KAFKA_BOOTSTRAP_SERVERS"),
          "grafana",
          Set.of(
              "GF_SECURITY_ADMIN_PASSWORD",
              "GF_AUTH_ANONYMOUS_ENABLED",
              "GF_AUTH_ANONYMOUS_ORG_ROLE",
              "GF_ANALYTICS_REPORTING_ENABLED",
              "GF_ANALYTICS_CHECK_FOR_UPDATES"));

  private final ComposeFile file;

  ComposeTest() throws IOException {
    this.file = ComposeFile.read();
  }

  static Stream<String> services() throws IOException {
    return ComposeFile.read().services().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("services")
  void pinsEachImage(String service) {
    assertThat(String.valueOf(file.service(service).get("image"))).matches(PINNED);
  }

  @ParameterizedTest
  @MethodSource("services")
  void listensToThisMachineAlone(String service) {
    assertThat(file.texts(service, "ports")).allMatch(port -> port.startsWith("127.0.0.1:"));
    assertThat(file.service(service)).doesNotContainKeys("network_mode", "privileged");
  }

  @ParameterizedTest
  @MethodSource("services")
  void isWellOrStartedAgainAndNoRoot(String service) {
    Map<String, Object> settings = file.service(service);

    assertThat(settings)
        .containsKeys("healthcheck", "mem_limit")
        .containsEntry("restart", "unless-stopped");
    assertThat(String.valueOf(settings.get("user"))).doesNotMatch("null|root|0+(:.*)?");
    assertThat(file.texts(service, "cap_drop")).containsExactly("ALL");
    file.object(service, "depends_on")
        .forEach(
            (other, condition) -> {
              assertThat(file.services()).containsKey(other);
              assertThat(condition).isEqualTo("{condition=service_healthy}");
            });
  }

  @ParameterizedTest
  @MethodSource("services")
  void mountsWhatIsThere(String service) {
    for (String volume : file.texts(service, "volumes")) {
      if (volume.startsWith(".")) {
        assertThat(Path.of(volume.substring(0, volume.indexOf(':')))).exists();
        assertThat(volume).endsWith(":ro");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void setsNothingThatNobodyReads(String service) throws IOException {
    Set<String> keys = file.object(service, "environment").keySet();
    if (file.service(service).containsKey("build")) {
      String launcher = Files.readString(Path.of("bin/gradstream"));
      assertThat(keys).isNotEmpty().allMatch(key -> launcher.contains("${" + key));
    } else if (!service.equals("kafka")) {
      assertThat(OF_OTHER_IMAGES.getOrDefault(service, Set.of())).containsAll(keys);
    }
  }

  @Test
  void givesTheBrokerSettingsThatItTakes() {
    Map<String, String> properties = new HashMap<>();
    file.object("kafka", "environment")
        .forEach(
            (key, value) -> {
              if (!OF_KAFKA_IMAGE.contains(key)) {
                properties.put(property(key), value);
              }
            });

    assertThat(KafkaConfig.configDef().names()).containsAll(properties.keySet());
    KafkaConfig config = new KafkaConfig(properties, false);
    assertThat(config.nodeId()).isEqualTo(1);
    assertThat(config.effectiveAdvertisedBrokerListeners().size()).isEqualTo(2);
  }

  /** As the image makes a property of a variable. */
  private static String property(String variable) {
    return variable
        .substring("KAFKA_".length())
        .toLowerCase(Locale.ROOT)
        .replace("___", "-")
        .replace("__", "\0")
        .replace('_', '.')
        .replace('\0', '_');
  }

  @Test
  void letsLearnersMultiply() {
    assertThat(file.service(LEARNER)).doesNotContainKey("container_name");
    assertThat(file.texts(LEARNER, "ports"))
        .allMatch(port -> port.matches("127[.]0[.]0[.]1:\\d+-\\d+:8080"));
    assertThat(file.texts(LEARNER, "volumes"))
        .as("a directory of state of each container's own")
        .contains(configuration().kafka().get("state.dir"));
    List<String> produce = file.texts("producer", "command");
    assertThat(Integer.parseInt(produce.get(produce.indexOf("--partitions") + 1)))
        .isGreaterThanOrEqualTo(3);
  }

  @Test
  void runsAConfigurationThatFitsTheServices() {
    Configuration configuration = configuration();

    assertThat(configuration.http().port()).isEqualTo(8080);
    assertThat(file.object("kafka", "environment").get("KAFKA_ADVERTISED_LISTENERS"))
        .contains("//" + configuration.kafka().get("bootstrap.servers"));
    assertThat(configuration.kafka().get("schema.registry.url"))
        .startsWith("http://registry:8080/");
    assertThat(file.texts(LEARNER, "volumes"))
        .contains("./compose/learner.yaml:" + file.texts(LEARNER, "command").getLast() + ":ro");
  }

  private static Configuration configuration() {
    return new ConfigurationReader().read(Path.of("compose/learner.yaml"));
  }

  @Test
  void buildsOnPinnedImagesWhatTheIgnoreFileLetsThrough() throws IOException {
    String dockerfile = Files.readString(Path.of("Dockerfile"));

    assertThat(hits("^FROM (\\S+)", dockerfile))
        .hasSize(2)
        .allMatch(image -> image.matches(PINNED.pattern()));
    assertThat(hits("^USER (\\S+)", dockerfile)).containsExactly("10001:10001");
    List<String> ignored = Files.readAllLines(Path.of(".dockerignore"));
    assertThat(hits("^COPY (?!--from)(\\S+)", dockerfile))
        .hasSize(4)
        .allSatisfy(
            source -> {
              assertThat(Path.of(source)).exists();
              assertThat(ignored).contains("!" + source);
            });
  }

  private static List<String> hits(String regex, String text) {
    return Pattern.compile(regex, Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map((MatchResult hit) -> hit.group(1))
        .toList();
  }

  @Test
  void isValidToDocker() throws Exception {
    assumeTrue(
        DockerCompose.isThere(),
        "skipped: no 'docker compose' here, so only this test has read " + ComposeFile.PATH);

    Ended config = DockerCompose.run("config", "--quiet");

    assertThat(config.exitCode()).as(config.output()).isZero();
  }
}
