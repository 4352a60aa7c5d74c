package io.gradstream.embedded;

import java.util.function.Consumer;
import org.apache.kafka.server.fault.LoggingFaultHandler;

/**
 * Starts brokers.
 *
 * <p>Both kinds wait 30 seconds for a directory that another broker still holds, listen on ports of
 * 127.0.0.1 (the one a kept directory had before, or a free one) and throw {@link
 * IllegalStateException} with the reason if the broker does not start. Topics are created on demand
 * only by an admin client; internal topics are small and not replicated.
 */
public final class EmbeddedBroker {

  private EmbeddedBroker() {}

  /**
   * A broker in this JVM. A fault that would end a broker's process is logged instead; only the
   * loss of its directory under its feet still halts the JVM, as Kafka hard-codes that.
   */
  public static Broker inProcess(BrokerSettings settings) {
    return InProcessBroker.start(
        StateDirectory.of(settings.directory()),
        settings.overrides(),
        (name, fatal, action) -> new LoggingFaultHandler(name, action));
  }

  /**
   * A broker in a JVM of its own, on the class path of this one. It logs to {@code broker.log} in
   * its directory, and stops by itself when this JVM ends, however it ends. An interrupt or
   * termination signal which reaches it too (Ctrl-C goes to both) leaves it up until this JVM
   * closes it or ends.
   */
  public static Broker childProcess(BrokerSettings settings) {
    return childProcess(settings, message -> {});
  }

  /**
   * The same.
   *
   * @param onLoss is told, on a thread of its own, if the process ends before it is closed
   */
  public static Broker childProcess(BrokerSettings settings, Consumer<String> onLoss) {
    return ChildBroker.start(settings, onLoss);
  }
}
