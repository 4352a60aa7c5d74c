package io.gradstream.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;

/** A client that need not behave. */
final class RawClient {
  private RawClient() {}

  /** Sends what may be no request at all. */
  static Socket connect(HttpEndpoint endpoint, String bytes) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port());
    socket.getOutputStream().write(bytes.getBytes(UTF_8));
    return socket;
  }

  /** All that comes before the end or, as bytes may be left unread, the reset. */
  static String answerUntilClosed(Socket socket) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(answer);
    } catch (SocketException e) {
      assertThat(e).hasMessage("Connection reset");
    }
    return answer.toString(UTF_8);
  }

  /** Whether nothing listens there. */
  static boolean refuses(int port) throws IOException {
    try {
      new Socket(InetAddress.getLoopbackAddress(), port).close();
      return false;
    } catch (ConnectException e) {
      return true;
    }
  }
}
