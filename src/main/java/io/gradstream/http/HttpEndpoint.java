package io.gradstream.http;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;

/** Serves metrics and health, on virtual threads, until it is closed. */
public final class HttpEndpoint implements AutoCloseable {
  private final WebServer server;
  private final InetAddress address;

  private HttpEndpoint(WebServer server, InetAddress address) {
    this.server = server;
    this.address = address;
  }

  /**
   * Starts to serve.
   *
   * @param address to listen on, a name or a number
   * @param port 0 takes any free one
   * @throws IOException if nothing can listen there; its message is for the user
   */
  public static HttpEndpoint start(String address, int port, Routes routes) throws IOException {
    return start(address, port, routes, Limits.DEFAULT);
  }

  static HttpEndpoint start(String address, int port, Routes routes, Limits limits)
      throws IOException {
    InetAddress resolved = requireFree(address, port);
    ProcessSettings.apply();
    WebServer server =
        WebServer.builder()
            .address(resolved)
            .port(port)
            .routing(Pages.of(routes))
            // The only protocol: among several, the server waits for a first byte without an end.
            .protocolsDiscoverServices(false)
            .addConnectionSelector(new BoundedHttp1(http1(), limits.silence()))
            .maxTcpConnections(limits.connections())
            .maxPayloadSize(Limits.BODY_BYTES)
            .idleConnectionTimeout(limits.silence())
            .idleConnectionPeriod(limits.silence().dividedBy(5))
            .shutdownGracePeriod(Limits.CLOSE)
            .shutdownHook(false)
            .build()
            .start();
    if (!server.isRunning()) {
      throw new IOException(unable(address, port, "it was free a moment ago"));
    }
    return new HttpEndpoint(server, resolved);
  }

  private static Http1ConnectionSelector http1() {
    return Http1ConnectionSelector.builder()
        .config(
            Http1Config.builder()
                .maxPrologueLength(Limits.LINE_BYTES)
                .maxHeadersSize(Limits.HEADERS_BYTES)
                .build())
        .build();
  }

  /** The server tells only its log why it cannot listen, so a rehearsal is to throw the reason. */
  private static InetAddress requireFree(String address, int port) throws IOException {
    try (ServerSocket rehearsal = new ServerSocket()) {
      InetAddress resolved = InetAddress.getByName(address);
      rehearsal.setReuseAddress(true);
      rehearsal.bind(new InetSocketAddress(resolved, port));
      return resolved;
    } catch (UnknownHostException e) {
      throw new IOException(
          "http.address: got %s, wants an address of this machine".formatted(address), e);
    } catch (IOException e) {
      throw new IOException(unable(address, port, String.valueOf(e.getMessage())), e);
    }
  }

  private static String unable(String address, int port, String reason) {
    return "http.address and http.port: cannot listen on %s, port %d: %s"
        .formatted(address, port, reason);
  }

  /** Where it listens. */
  public int port() {
    return server.port();
  }

  /** The index page, by a number that this machine can reach. */
  public URI uri() {
    InetAddress host = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
    try {
      return new URI("http", null, host.getHostAddress(), port(), "/", null, null);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes no more requests, lets those under way finish for a second or two, frees the port. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted(); // or the server would not stop
    try {
      server.stop();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
