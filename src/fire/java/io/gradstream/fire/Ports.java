package io.gradstream.fire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Ports for brokers to listen on, life after life. They are below those that systems give to
 * clients, so nobody takes one by chance while its broker is down.
 */
final class Ports {
  private static final int FIRST = 10_000;
  private static final int LAST = 30_000;

  private final Random random = new Random();
  private final Set<Integer> taken = new HashSet<>();

  /** One that is free now and was not given before. */
  int next() {
    while (true) {
      int port = random.nextInt(FIRST, LAST);
      if (!taken.contains(port) && isFree(port)) {
        taken.add(port);
        return port;
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
