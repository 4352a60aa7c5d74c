package io.gradstream.http;

import org.jspecify.annotations.Nullable;

/**
 * Where to listen, and which clients to answer.
 *
 * @param address to listen on, a name or a number
 * @param port 0 takes any free one
 * @param token what a client must show to see more than health and the page without its data; null
 *     asks for none
 * @param tls null for plain HTTP
 */
public record EndpointSettings(
    String address, int port, @Nullable String token, @Nullable TlsFiles tls) {
  /** Plain HTTP for everybody who can reach it. */
  public static EndpointSettings open(String address, int port) {
    return new EndpointSettings(address, port, null, null);
  }

  /** Does not show the token. */
  @Override
  public String toString() {
    return "%s:%d".formatted(address, port);
  }
}
