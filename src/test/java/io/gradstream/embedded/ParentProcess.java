package io.gradstream.embedded;

import java.io.OutputStream;
import java.nio.file.Path;

/** A process with a child broker that never closes it: {@code main(directory)}. */
final class ParentProcess {

  private ParentProcess() {}

  @SuppressWarnings("MustBeClosed")
  public static void main(String[] arguments) throws Exception {
    Broker broker = EmbeddedBroker.childProcess(BrokerSettings.keptIn(Path.of(arguments[0])));
    System.out.println(broker.bootstrapServers());
    System.in.transferTo(OutputStream.nullOutputStream());
  }
}
