package io.gradstream.laws;

import static io.gradstream.laws.ImportTable.Row.edge;
import static io.gradstream.laws.ImportTable.Row.pure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.gradstream.laws.ImportTable.Row;
import io.gradstream.network.LearnedArray;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** One arrow: packages are the stations of one line, and nothing flows against it. */
class ImportTableTest {
  private static final String ROOT = "io.gradstream";

  private static final String AVRO = "org.apache.avro";
  private static final String CSV = "de.siegmar.fastcsv";
  private static final String HELIDON = "io.helidon";
  private static final String IMAGE_FILES = "javax.imageio";
  private static final String JACKSON = "com.fasterxml.jackson";
  private static final String KAFKA = "org.apache.kafka";
  private static final String KAFKA_CLIENTS = "org.apache.kafka.clients";
  private static final String KAFKA_COMMON = "org.apache.kafka.common";
  private static final String KAFKA_SERVER = "kafka";
  private static final String KAFKA_STREAMS = "org.apache.kafka.streams";
  private static final String MICROMETER = "io.micrometer";
  private static final String PICOCLI = "picocli";
  private static final String PROMETHEUS = "io.prometheus";
  private static final String TLS = "javax.net.ssl";
  private static final String VECTOR = "jdk.incubator.vector";

  /** The law. Kafka's {@code common} holds the types in which Streams and the clients speak. */
  private static final ImportTable TABLE =
      new ImportTable(
          ROOT,
          List.of(
              pure("text", own()),
              pure("kernel", own(), VECTOR),
              pure("network", own("kernel")),
              pure("optimizer", own("kernel", "network")),
              pure("scale", own("kernel", "network")),
              pure("learning", own("kernel", "network", "optimizer", "scale")),
              pure("evaluation", own("network", "learning")),
              edge("feature", own("text", "network", "learning"), AVRO, JACKSON),
              pure("model", own("network", "scale", "learning", "evaluation", "feature")),
              edge("dataset", own("text"), CSV),
              edge(
                  "serde", own("text", "evaluation", "learning"), AVRO, KAFKA_COMMON, JACKSON, TLS),
              edge("state", own("network"), KAFKA_STREAMS, KAFKA_CLIENTS, KAFKA_COMMON),
              edge("input", own("learning", "feature", "serde"), KAFKA_COMMON),
              edge(
                  "topology",
                  own("learning", "evaluation", "feature", "model", "serde", "state", "input"),
                  KAFKA_STREAMS,
                  KAFKA_COMMON),
              edge("status", own("learning", "evaluation", "model", "topology")),
              edge(
                  "metrics",
                  own("learning", "evaluation", "state", "topology"),
                  MICROMETER,
                  PROMETHEUS),
              edge("http", own(), HELIDON),
              edge("plot", own(), IMAGE_FILES),
              edge("embedded", own(), KAFKA_SERVER, KAFKA),
              edge(
                  "config",
                  own(
                      "network",
                      "optimizer",
                      "learning",
                      "evaluation",
                      "feature",
                      "dataset",
                      "serde",
                      "topology"),
                  JACKSON),
              edge(
                  "app",
                  own(
                      "text",
                      "kernel",
                      "network",
                      "optimizer",
                      "scale",
                      "learning",
                      "evaluation",
                      "feature",
                      "dataset",
                      "serde",
                      "model",
                      "state",
                      "input",
                      "topology",
                      "status",
                      "metrics",
                      "http",
                      "config"),
                  AVRO,
                  JACKSON,
                  KAFKA_STREAMS,
                  KAFKA_CLIENTS,
                  KAFKA_COMMON),
              edge(
                  "cli",
                  own(
                      "text",
                      "evaluation",
                      "dataset",
                      "topology",
                      "status",
                      "plot",
                      "embedded",
                      "config",
                      "app"),
                  PICOCLI,
                  JACKSON)));

  @Test
  void everyPackageKeepsToItsRow() {
    assertThat(TABLE.breaches(new ClassFileImporter().importPath("target/classes"))).isEmpty();
  }

  @Test
  void everyPermissionIsUsed() {
    assertThat(TABLE.unused(new ClassFileImporter().importPath("target/classes"))).isEmpty();
  }

  @Test
  void tellsThePermissionThatIsNotUsed() {
    String file = "target/test-classes/" + Trespasser.class.getName().replace('.', '/') + ".class";
    ImportTable table =
        new ImportTable(
            ROOT,
            List.of(
                pure("kernel", own()),
                pure("network", own()),
                pure("laws", own("kernel", "network"), AVRO, "java.time")));

    assertThat(table.unused(new ClassFileImporter().importPath(file)))
        .containsExactly("laws does not import kernel", "laws does not import " + AVRO);
  }

  @Test
  void tellsTheBreachAndTheRow() {
    assertThat(breachesOfTrespasser(pure("network", own()), pure("laws", own())))
        .anySatisfy(
            breach ->
                assertThat(breach)
                    .contains("Trespasser.array", "io.gradstream.network.LearnedArray")
                    .endsWith("| laws | own: – | foreign: the pure part of the JDK |"))
        .anySatisfy(breach -> assertThat(breach).contains("java.time.Clock"))
        .anySatisfy(breach -> assertThat(breach).contains("java.lang.Thread"))
        .anySatisfy(breach -> assertThat(breach).contains("java.lang.System.nanoTime()"))
        .anySatisfy(breach -> assertThat(breach).contains("java.lang.Math.tanh(double)"))
        .anySatisfy(breach -> assertThat(breach).contains("laws has no package-info"));
  }

  @Test
  void letsPassWhatTheRowAllows() {
    assertThat(breachesOfTrespasser(pure("network", own()), edge("laws", own("network"))))
        .singleElement()
        .asString()
        .contains("laws has no package-info");
  }

  @Test
  void refusesAPackageWithoutARow() {
    assertThat(breachesOfTrespasser(pure("network", own())))
        .contains("io.gradstream.laws has no row in the import table");
  }

  @Test
  void hasNoRowThatImportsARowBelow() {
    assertThatThrownBy(
            () -> new ImportTable(ROOT, List.of(edge("state", own("app")), edge("app", own()))))
        .hasMessageContaining("only rows above it: | state | own: app |");
  }

  private static List<String> breachesOfTrespasser(Row... rows) {
    String file = "target/test-classes/" + Trespasser.class.getName().replace('.', '/') + ".class";
    return new ImportTable(ROOT, List.of(rows)).breaches(new ClassFileImporter().importPath(file));
  }

  private static Set<String> own(String... packages) {
    return Set.of(packages);
  }

  /** Does what the pure core must not. */
  private record Trespasser(LearnedArray array, Clock clock) implements LongSupplier {
    @Override
    public long getAsLong() {
      return System.nanoTime() + (long) Math.tanh(Thread.currentThread().getPriority());
    }
  }
}
