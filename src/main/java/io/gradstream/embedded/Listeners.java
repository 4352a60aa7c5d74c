package io.gradstream.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.channels.ServerSocketChannel;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The two sockets of a node, bound before Kafka is configured with their ports. Nobody else can
 * take a port between its choice and its use, so there is nothing to try again.
 */
record Listeners(ServerSocketChannel clients, ServerSocketChannel controller)
    implements ServerSocketFactory {

  static final String HOST = "127.0.0.1";

  /** As many connections may wait as Kafka lets wait by default. */
  private static final int BACKLOG = 50;

  /**
   * @param wantedClientPort taken if it is free, 0 for any; otherwise the system chooses
   */
  static Listeners bind(int wantedClientPort) throws IOException {
    ServerSocketChannel clients = bindOneOrAny(wantedClientPort);
    try {
      return new Listeners(clients, bindOne(0));
    } catch (IOException e) {
      clients.close();
      throw e;
    }
  }

  private static ServerSocketChannel bindOneOrAny(int port) throws IOException {
    try {
      return bindOne(port);
    } catch (BindException e) {
      return bindOne(0);
    }
  }

  private static ServerSocketChannel bindOne(int port) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.bind(new InetSocketAddress(InetAddress.ofLiteral(HOST), port), BACKLOG);
      channel.configureBlocking(false);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  int clientPort() {
    return clients.socket().getLocalPort();
  }

  int controllerPort() {
    return controller.socket().getLocalPort();
  }

  InetSocketAddress controllerAddress() {
    return new InetSocketAddress(InetAddress.ofLiteral(HOST), controllerPort());
  }

  @Override
  public ServerSocketChannel openServerSocket(
      String listener, InetSocketAddress address, int backlog, int receiveBufferBytes)
      throws SocketException {
    if (address.getPort() == clientPort()) {
      return clients;
    }
    if (address.getPort() == controllerPort()) {
      return controller;
    }
    throw new SocketException("No socket was bound for listener " + listener + " at " + address);
  }

  void close() throws IOException {
    clients.close();
    controller.close();
  }
}
