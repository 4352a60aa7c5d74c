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

  private static final String[] CLIENTS = {KAFKA_STREAMS, KAFKA_CLIENTS, KAFKA_COMMON};
  private static final String[] CLIENTS_AND_AVRO = {
    AVRO, KAFKA_STREAMS, KAFKA_CLIENTS, KAFKA_COMMON
  };

  /** The law. Kafka's {@code common} holds the types in which Streams and the clients speak. */
  private static final ImportTable TABLE =
      new ImportTable(
          ROOT,
          List.of(
              edge("text", own()),
              pure("kernel", own(), VECTOR),
              pure("network", own("kernel")),
              pure("optimizer", own("network")),
              pure("scale", own("network")),
              pure("learning", own("optimizer", "scale")),
              pure("learning.pool", own("learning")),
              pure("evaluation.drift", own("network")),
              pure("evaluation", own("evaluation.drift", "learning")),
              edge("record", own("text"), AVRO, JACKSON),
              edge("feature", own("learning", "record"), AVRO),
              pure("model", own("evaluation", "feature")),
              pure("dataset", own()),
              edge("dataset.csv", own("dataset", "text"), CSV),
              edge("dataset.generator", own("dataset", "kernel", "text")),
              edge("dataset.transform", own("dataset.csv", "dataset.generator")),
              edge("serde.registry", own("text"), AVRO, KAFKA_COMMON, JACKSON, TLS),
              edge("serde", own("serde.registry"), AVRO, KAFKA_COMMON, JACKSON),
              edge("output", own("evaluation", "serde"), AVRO),
              edge("state", own("network", "text"), CLIENTS),
              edge("input", own("feature", "serde"), KAFKA_COMMON),
              edge(
                  "topology",
                  own("input", "model", "output", "state"),
                  KAFKA_STREAMS,
                  KAFKA_COMMON),
              edge("status", own("topology")),
              edge("metrics", own("topology"), MICROMETER, PROMETHEUS),
              edge("http", own("text"), HELIDON),
              edge("plot", own(), IMAGE_FILES),
              edge("embedded", own(), KAFKA_SERVER, KAFKA),
              edge("config", own("feature", "output"), JACKSON),
              edge("client", own("config"), CLIENTS),
              edge("wiring", own("client", "learning.pool", "topology"), CLIENTS_AND_AVRO),
              edge("source", own("client", "dataset"), CLIENTS_AND_AVRO),
              edge("prequential", own("source", "wiring")),
              edge("inspection", own("source", "wiring"), AVRO, JACKSON),
              edge("app", own("metrics", "status", "wiring"), CLIENTS),
              edge("live", own("app", "http"), JACKSON, KAFKA_STREAMS),
              edge("bench", own("app", "source"), CLIENTS),
              edge(
                  "cli.report",
                  own("bench", "dataset.csv", "inspection", "plot", "prequential"),
                  JACKSON),
              edge("cli.console", own("cli.report")),
              edge(
                  "cli",
                  own("cli.console", "dataset.transform", "embedded", "live"),
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
  void tellsThePermissionThatAnotherOneImplies() {
    ImportTable table =
        new ImportTable(
            ROOT,
            List.of(
                pure("kernel", own()),
                pure("network", own("kernel")),
                pure("laws", own("kernel", "network"))));

    assertThat(table.unused(List.of())).contains("laws may import kernel by network already");
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
