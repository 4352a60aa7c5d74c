package io.gradstream.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kafka.server.StandardFaultHandlerFactory;

/**
 * The main class of a child broker: says {@link #READY} and the port on standard output, then runs
 * until standard input ends. A pipe ends with the process at its other end, so this notices even a
 * parent that was killed.
 */
final class BrokerProcess {

  static final String READY = "ready ";

  private static final String TEMPORARY = "temporary";
  private static final String KEPT = "kept";
  private static final Duration SIGNAL_PATIENCE = Duration.ofSeconds(20);

  private BrokerProcess() {}

  static List<String> arguments(StateDirectory directory, Map<String, String> overrides) {
    var arguments = new ArrayList<String>();
    arguments.add(directory.path().toString());
    arguments.add(directory.temporary() ? TEMPORARY : KEPT);
    overrides.forEach((property, value) -> arguments.add(property + "=" + value));
    return arguments;
  }

  public static void main(String[] arguments) {
    PrintStream parent = System.out;
    System.setOut(System.err);
    int code = 1;
    try {
      var directory = new StateDirectory(Path.of(arguments[0]), arguments[1].equals(TEMPORARY));
      run(directory, overrides(arguments), parent);
      directory.removeIfTemporary();
      code = 0;
    } catch (Exception e) {
      System.err.println(e.getMessage());
    } finally {
      // Kafka may leave threads behind, and exit() would wait for the hook, which waits for us.
      Runtime.getRuntime().halt(code);
    }
  }

  private static Map<String, String> overrides(String[] arguments) {
    return Arrays.stream(arguments)
        .skip(2)
        .map(argument -> argument.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  /**
   * A directory is removed only after a start that succeeded: the parent reads the log of others.
   */
  private static void run(
      StateDirectory directory, Map<String, String> overrides, PrintStream parent)
      throws IOException {
    var kept = new StateDirectory(directory.path(), false);
    try (var broker = InProcessBroker.start(kept, overrides, new StandardFaultHandlerFactory())) {
      Runtime.getRuntime().addShutdownHook(afterEndOf(Thread.currentThread(), broker));
      parent.println(READY + broker.port());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  /**
   * Ctrl-C reaches parent and child at once, and the parent still needs the broker for its last
   * commit: a signal leaves the parent time to close us.
   */
  private static Thread afterEndOf(Thread main, Broker broker) {
    return new Thread(
        () -> {
          try {
            main.join(SIGNAL_PATIENCE);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          broker.close();
        });
  }
}
