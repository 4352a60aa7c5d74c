package io.gradstream.fire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The way from one kind of client to one broker: a TCP proxy that can be cut, be silent or be slow.
 * It needs no rights and is the same on every system, unlike network namespaces; clients come here
 * because it is what their listener of the broker advertises.
 */
final class Wire implements AutoCloseable {
  private static final InetAddress HOST = InetAddress.getLoopbackAddress();
  private static final int BUFFER_BYTES = 1 << 14;
  private static final int DIAL_MILLIS = 1_000;
  private static final long DELAY_NANOS = 30_000_000;

  private final String from;
  private final String to;
  private final int brokerPort;
  private final ServerSocket server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final List<Trap> traps = new CopyOnWriteArrayList<>();
  private final Object gate = new Object();
  private final AtomicInteger cuts = new AtomicInteger();
  private final AtomicInteger delays = new AtomicInteger();
  private int silences;

  private Wire(String from, String to, int brokerPort) throws IOException {
    this.from = from;
    this.to = to;
    this.brokerPort = brokerPort;
    this.server = new ServerSocket(0, 0, HOST);
  }

  /** Opens one to the port of a broker, which need not be there yet. */
  static Wire open(String from, String to, int brokerPort) throws IOException {
    Wire wire = new Wire(from, to, brokerPort);
    Thread.ofVirtual().name(from + ">" + to).start(wire::accept);
    return wire;
  }

  /** Who comes this way: a learner, all producers, the brokers or their controllers. */
  String from() {
    return from;
  }

  /** The broker at its end. */
  String to() {
    return to;
  }

  /** Where the broker listens. */
  int brokerPort() {
    return brokerPort;
  }

  /** Where clients connect. */
  String address() {
    return HOST.getHostAddress() + ":" + server.getLocalPort();
  }

  /** Resets all connections, and all that come, until it is joined as often as it was cut. */
  void cut() {
    cuts.incrementAndGet();
    sockets.forEach(Wire::reset);
  }

  void join() {
    cuts.decrementAndGet();
  }

  /** Holds back all bytes, as if both ends said nothing, until it speaks as often. */
  void silence() {
    synchronized (gate) {
      silences++;
    }
  }

  void speak() {
    synchronized (gate) {
      silences--;
      gate.notifyAll();
    }
  }

  /** Holds back each piece of up to 16 KiB for a moment, until it is hastened as often. */
  void slow() {
    delays.incrementAndGet();
  }

  void hasten() {
    delays.decrementAndGet();
  }

  /** Springs it at its moment; the bytes that make the moment wait for it. */
  void arm(Trap trap) {
    traps.add(trap);
  }

  void disarm(Trap trap) {
    traps.remove(trap);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> carry(client));
      } catch (IOException e) {
        // Closed, or the client is gone already.
      }
    }
  }

  private void carry(Socket client) {
    try (client;
        Socket broker = new Socket()) {
      sockets.add(client);
      sockets.add(broker);
      pass();
      broker.connect(new InetSocketAddress(HOST, brokerPort), DIAL_MILLIS);
      client.setTcpNoDelay(true);
      broker.setTcpNoDelay(true);
      Requests requests = new Requests(traps);
      Thread back = Thread.ofVirtual().start(() -> pump(broker, client, requests::answered));
      pump(client, broker, requests::sent);
      back.join();
    } catch (IOException | InterruptedException e) {
      reset(client);
    } finally {
      sockets.removeIf(Socket::isClosed);
    }
  }

  private interface Observer {
    void see(byte[] bytes, int length);
  }

  /** Until one end is gone, upon which the other goes too. */
  private void pump(Socket from, Socket to, Observer observer) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[BUFFER_BYTES];
      for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
        pass();
        observer.see(bytes, length);
        out.write(bytes, 0, length);
      }
      pass();
    } catch (IOException | InterruptedException e) {
      // The other pump and the next connection find out for themselves.
    }
  }

  private void pass() throws IOException, InterruptedException {
    if (delays.get() > 0) {
      LockSupport.parkNanos(DELAY_NANOS);
    }
    synchronized (gate) {
      while (silences > 0 && !server.isClosed()) {
        gate.wait();
      }
    }
    if (cuts.get() > 0) {
      throw new IOException("cut");
    }
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // It is closed already.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
    synchronized (gate) {
      gate.notifyAll();
    }
  }

  @Override
  public String toString() {
    return from + ">" + to;
  }
}
