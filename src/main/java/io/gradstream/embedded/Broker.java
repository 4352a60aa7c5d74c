package io.gradstream.embedded;

import java.nio.file.Path;

/** A running broker. Closing it stops the broker and removes its directory if that is temporary. */
public interface Broker extends AutoCloseable {

  /** What clients connect to, {@code 127.0.0.1:port}. */
  String bootstrapServers();

  /** Where the broker keeps its topics and its log. */
  Path directory();

  /**
   * Stops the broker and returns when it has stopped. A second call does nothing. Close the clients
   * first: a transaction that commits while the broker stops may be left without its marker.
   */
  @Override
  void close();
}
