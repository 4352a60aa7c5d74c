package io.gradstream.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataReader.IncorrectNewLineException;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection that may begin with a request of HTTP/1.0. The server refuses those, but proxies and
 * health checks send them unless they are told otherwise. Such a request is read as one of HTTP/1.1
 * that ends the connection. Events still come in chunks, which the proxies understand.
 */
record OldHttp(ConnectionContext context, DataReader dataReader) implements ConnectionContext {
  private static final String OLD = " HTTP/1.0";
  private static final String NEW = " HTTP/1.1";
  private static final String END = "\r\n";
  private static final String HOST = "host:";

  static OldHttp readable(ConnectionContext context) {
    return new OldHttp(context, DataReader.create(new Renewed(context.dataReader())));
  }

  /** What is read, but the first request as one of HTTP/1.1. */
  private static final class Renewed implements Supplier<byte @Nullable []> {
    private final DataReader bytes;
    private boolean begun;

    Renewed(DataReader bytes) {
      this.bytes = bytes;
    }

    /** The next bytes; null at the end. */
    @Override
    public byte @Nullable [] get() {
      try {
        if (!begun) {
          begun = true;
          return first();
        }
        bytes.ensureAvailable();
        return bytes.readBytes(bytes.available());
      } catch (InsufficientDataAvailableException e) {
        return null;
      }
    }

    private byte[] first() {
      StringBuilder head = new StringBuilder();
      try {
        int length = bytes.findNewLine(Limits.LINE_BYTES);
        if (length < Limits.LINE_BYTES && length >= OLD.length()) {
          String line = bytes.getBuffer(length).readString(length, ISO_8859_1);
          if (line.endsWith(OLD)) {
            bytes.skip(length + END.length());
            head.append(line, 0, length - OLD.length()).append(NEW).append(END);
            head.append("Connection: close").append(END);
            addHeaders(head);
          }
        }
      } catch (IncorrectNewLineException e) {
        // The server says so.
      }
      head.append(new String(bytes.readBytes(bytes.available()), ISO_8859_1));
      return head.toString().getBytes(ISO_8859_1);
    }

    /** As they come, but with a host: HTTP/1.1 wants one. */
    private void addHeaders(StringBuilder head) {
      boolean hasHost = false;
      int length = bytes.findNewLine(Limits.HEADERS_BYTES);
      while (length > 0 && head.length() + length < Limits.HEADERS_BYTES) {
        String line = new String(bytes.readBytes(length), ISO_8859_1);
        bytes.skip(END.length());
        hasHost |= line.toLowerCase(Locale.ROOT).startsWith(HOST);
        head.append(line).append(END);
        length = bytes.findNewLine(Limits.HEADERS_BYTES);
      }
      if (!hasHost) {
        head.append("Host: localhost").append(END);
      }
    }
  }

  @Override
  public ListenerContext listenerContext() {
    return context.listenerContext();
  }

  @Override
  public ExecutorService executor() {
    return context.executor();
  }

  @Override
  public DataWriter dataWriter() {
    return context.dataWriter();
  }

  @Override
  public Router router() {
    return context.router();
  }

  @Override
  public Optional<ProxyProtocolData> proxyProtocolData() {
    return context.proxyProtocolData();
  }

  @Override
  public HelidonSocket serverSocket() {
    return context.serverSocket();
  }

  @Override
  public PeerInfo remotePeer() {
    return context.remotePeer();
  }

  @Override
  public PeerInfo localPeer() {
    return context.localPeer();
  }

  @Override
  public boolean isSecure() {
    return context.isSecure();
  }

  @Override
  public String socketId() {
    return context.socketId();
  }

  @Override
  public String childSocketId() {
    return context.childSocketId();
  }
}
