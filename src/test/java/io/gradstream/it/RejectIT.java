package io.gradstream.it;

import io.gradstream.embedded.Broker;
import io.gradstream.embedded.BrokerSettings;
import io.gradstream.embedded.EmbeddedBroker;
import org.junit.jupiter.api.AfterEach;

/** The contract on the embedded broker, with many records. */
class RejectIT extends RejectContract {
  private final Broker broker = EmbeddedBroker.inProcess(BrokerSettings.temporary());

  @AfterEach
  void stopBroker() {
    broker.close();
  }

  @Override
  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  @Override
  int recordsOfEachKind() {
    return 10_000;
  }
}
