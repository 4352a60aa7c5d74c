package io.gradstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 150, unit = TimeUnit.SECONDS)
final class EmbeddedBrokerIT {

  @TempDir Path directory;

  enum Kind {
    IN_PROCESS,
    CHILD_PROCESS;

    Broker start(BrokerSettings settings) {
      return switch (this) {
        case IN_PROCESS -> EmbeddedBroker.inProcess(settings);
        case CHILD_PROCESS -> EmbeddedBroker.childProcess(settings);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void showsCommittedRecordsAndHidesAbortedOnes(Kind kind) {
    try (Broker broker = kind.start(BrokerSettings.temporary())) {
      Records records = Records.create(broker.bootstrapServers());
      records.commit("a", "b");
      records.abort("c");
      records.commit("d");

      assertThat(records.committed()).containsExactly("a", "b", "d");
    }
  }

  @ParameterizedTest
  @EnumSource
  void removesATemporaryDirectoryOnClose(Kind kind) {
    Broker broker = kind.start(BrokerSettings.temporary());
    assertThat(broker.directory()).isNotEmptyDirectory();

    broker.close();
    broker.close();

    assertThat(broker.directory()).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource
  void keepsAGivenDirectoryAndItsRecordsWhenThePortIsTaken(Kind kind) throws IOException {
    int port;
    try (Broker broker = kind.start(BrokerSettings.keptIn(directory))) {
      Records records = Records.create(broker.bootstrapServers());
      records.commit("a", "b");
      assertThat(records.committed()).containsExactly("a", "b");
      port = port(broker);
    }

    try (var taken = new ServerSocket();
        var again = startWhileTaken(kind, taken, port)) {
      var records = new Records(again.bootstrapServers());
      records.commit("c");

      assertThat(port(again)).isNotEqualTo(port);
      assertThat(records.committed()).containsExactly("a", "b", "c");
    }
  }

  private Broker startWhileTaken(Kind kind, ServerSocket taken, int port) throws IOException {
    taken.setReuseAddress(true);
    taken.bind(new InetSocketAddress(InetAddress.ofLiteral(Listeners.HOST), port));
    return kind.start(BrokerSettings.keptIn(directory));
  }

  @Test
  void twoBrokersInOneJvmDoNotMeet() {
    try (var other = EmbeddedBroker.inProcess(BrokerSettings.temporary())) {
      Records others = Records.create(other.bootstrapServers());
      try (var one = EmbeddedBroker.inProcess(BrokerSettings.temporary())) {
        assertThat(new Records(one.bootstrapServers()).topics()).doesNotContain(Records.TOPIC);
        Records.create(one.bootstrapServers()).commit("a");
      }
      others.commit("b");

      assertThat(others.committed()).containsExactly("b");
    }
  }

  @ParameterizedTest
  @EnumSource
  void waitsForTheDirectoryOfABrokerThatStillHoldsIt(Kind kind) throws Exception {
    CompletableFuture<Broker> second;
    try (var first = EmbeddedBroker.inProcess(BrokerSettings.keptIn(directory))) {
      Records.create(first.bootstrapServers()).commit("a");
      second = CompletableFuture.supplyAsync(() -> kind.start(BrokerSettings.keptIn(directory)));
      assertThat(new Records(first.bootstrapServers()).committed()).containsExactly("a");
      assertThat(second).isNotDone();
    }
    try (Broker broker = second.get(60, TimeUnit.SECONDS)) {
      assertThat(new Records(broker.bootstrapServers()).committed()).containsExactly("a");
    }
  }

  @Test
  void refusesADirectoryInUseWhenPatienceEnds() {
    try (var _ = EmbeddedBroker.childProcess(BrokerSettings.keptIn(directory))) {
      assertThatThrownBy(() -> StateDirectory.of(directory).lock(Duration.ofMillis(200)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Another broker is using " + directory);
    }
  }

  @ParameterizedTest
  @EnumSource
  void saysWhyItDidNotStart(Kind kind) {
    var settings = BrokerSettings.temporary().with("num.io.threads", "many");

    assertThatThrownBy(() -> kind.start(settings))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("did not start")
        .hasMessageContaining("Invalid value many for configuration num.io.threads");
  }

  @Test
  void saysWhyItsJvmDidNotStart() {
    var settings = new BrokerSettings(directory, BrokerSettings.temporary().overrides(), 1);

    assertThatThrownBy(() -> EmbeddedBroker.childProcess(settings))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("exit code 1")
        .hasMessageContaining("Too small maximum heap");
  }

  @Test
  void refusesAnOverrideOfItsOwnProperties() {
    assertThatThrownBy(() -> BrokerSettings.temporary().with("log.dirs", "elsewhere"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("log.dirs");
  }

  @Test
  void endsWithAParentThatWasKilledAndLeavesTheRecords() throws Exception {
    Process parent = startParent();
    String bootstrapServers = parent.inputReader().readLine();
    ProcessHandle broker = parent.children().findFirst().orElseThrow();
    Records.create(bootstrapServers).commit("a", "b");

    parent.destroyForcibly();

    await().atMost(Duration.ofSeconds(30)).until(() -> !broker.isAlive());
    try (var again = EmbeddedBroker.childProcess(BrokerSettings.keptIn(directory))) {
      assertThat(new Records(again.bootstrapServers()).committed()).containsExactly("a", "b");
    }
  }

  private Process startParent() throws IOException {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            ParentProcess.class.getName(),
            directory.toString());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  @Test
  void keepsCommittedRecordsAndItsPortWhenItsProcessIsKilled() throws Exception {
    int port;
    try (var broker = EmbeddedBroker.childProcess(BrokerSettings.keptIn(directory))) {
      Records.create(broker.bootstrapServers()).commit("a", "b");
      port = port(broker);
      ProcessHandle process = onlyChild();
      process.destroyForcibly();
      process.onExit().get(10, TimeUnit.SECONDS);
    }

    try (var again = EmbeddedBroker.childProcess(BrokerSettings.keptIn(directory))) {
      assertThat(port(again)).isEqualTo(port);
      assertThat(new Records(again.bootstrapServers()).committed()).containsExactly("a", "b");
    }
  }

  @Test
  void staysUpAfterATerminationSignalUntilItsParentClosesIt() {
    ProcessHandle process;
    try (var broker = EmbeddedBroker.childProcess(BrokerSettings.keptIn(directory))) {
      process = onlyChild();
      process.destroy();
      Records records = Records.create(broker.bootstrapServers());
      records.commit("a");

      assertThat(records.committed()).containsExactly("a");
    }
    assertThat(process.isAlive()).isFalse();
  }

  private static ProcessHandle onlyChild() {
    assertThat(ProcessHandle.current().children()).hasSize(1);
    return ProcessHandle.current().children().findFirst().orElseThrow();
  }

  private static int port(Broker broker) {
    return Integer.parseInt(broker.bootstrapServers().split(":", 2)[1]);
  }
}
