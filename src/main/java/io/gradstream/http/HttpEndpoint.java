package io.gradstream.http;

import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Optional;

/** Serves the live page, metrics and health, on virtual threads, until it is closed. */
public final class HttpEndpoint implements AutoCloseable {
  private final WebServer server;
  private final InetAddress address;
  private final EventHub events;

  private HttpEndpoint(WebServer server, InetAddress address, EventHub events) {
    this.server = server;
    this.address = address;
    this.events = events;
  }

  /**
   * Starts to serve.
   *
   * @throws IOException if nothing can listen there, or the files of TLS are of no use; its message
   *     is for the user
   */
  public static HttpEndpoint start(EndpointSettings settings, Routes routes) throws IOException {
    return start(settings, routes, Limits.DEFAULT);
  }

  static HttpEndpoint start(EndpointSettings settings, Routes routes, Limits limits)
      throws IOException {
    String address = settings.address();
    int port = settings.port();
    TlsFiles files = settings.tls();
    Optional<Tls> tls = files == null ? Optional.empty() : Optional.of(tls(PemFiles.read(files)));
    InetAddress resolved = requireFree(address, port);
    ProcessSettings.apply();
    WebServerConfig.Builder builder =
        WebServer.builder()
            .address(resolved)
            .port(port)
            .routing(Pages.of(routes, settings.token(), limits))
            // The only protocol: among several, the server waits for a first byte without an end.
            .protocolsDiscoverServices(false)
            .addConnectionSelector(new BoundedHttp1(http1(), limits.silence()))
            .connectionOptions(
                SocketOptions.builder().socketSendBufferSize(Limits.SEND_BUFFER_BYTES).build())
            .maxTcpConnections(limits.connections())
            .maxPayloadSize(Limits.BODY_BYTES)
            .idleConnectionTimeout(limits.silence())
            .idleConnectionPeriod(limits.silence().dividedBy(5))
            .shutdownGracePeriod(Limits.CLOSE)
            .shutdownHook(false);
    tls.ifPresent(builder::tls);
    WebServer server = builder.build().start();
    if (!server.isRunning()) {
      throw new IOException(unable(address, port, "it was free a moment ago"));
    }
    return new HttpEndpoint(server, resolved, routes.events());
  }

  private static Tls tls(PemFiles files) {
    return Tls.builder()
        .privateKey(files.privateKey())
        .privateKeyCertChain(files.certificates())
        .build();
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

  /** The first page, by a number that this machine can reach. */
  public URI uri() {
    InetAddress host = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
    try {
      String scheme = server.hasTls() ? "https" : "http";
      return new URI(scheme, null, host.getHostAddress(), port(), "/", null, null);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes no more requests, lets those under way finish for a second or two, frees the port. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted(); // or the server would not stop
    events.close();
    try {
      server.stop();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
